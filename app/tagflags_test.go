package main

import (
	"io"
	"slices"
	"testing"

	"github.com/spf13/cobra"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging"
	"catchlight/tagging/vocabulary"
)

// parse reads a command line of tag.
func parse(t *testing.T, words ...string) (tagFlags, []string) {
	t.Helper()
	var f tagFlags
	var paths []string
	cmd := &cobra.Command{Use: "tag", RunE: func(cmd *cobra.Command, args []string) error {
		f.maxGiven = cmd.Flags().Changed("max")
		paths = args
		return nil
	}}
	f.add(cmd)
	cmd.SetArgs(words)
	cmd.SetErr(io.Discard)
	cmd.SetOut(io.Discard)
	if err := cmd.Execute(); err != nil {
		t.Fatalf("%v: %v", words, err)
	}
	return f, paths
}

// TestAliases: rtag's flags mean the same as ours, wherever they stand.
func TestAliases(t *testing.T) {
	ours, a := parse(t, "in", "--vocabulary", "v.txt", "--threshold", "0.2", "--mode", "overwrite", "--yes", "--no-indexing",
		"--batch-size", "4", "--exclude-dir", "x", "--exclude-dir", "y", "too")
	rtag, b := parse(t, "--tags-filepath", "v.txt", "-t", "0.2", "in", "-m", "overwrite", "-y", "-n", "-b", "4", "-d", "mps",
		"--exclude-dir=x", "--exclude-dir=y", "--", "too")
	if len(a) != 2 || len(b) != 2 || b[1] != "too" {
		t.Errorf("paths %v and %v", a, b)
	}
	if *ours.threshold.Value != *rtag.threshold.Value || ours.mode.Value != rtag.mode.Value || !slices.Equal(ours.vocabulary, rtag.vocabulary) ||
		ours.yes != rtag.yes || ours.noIndexing != rtag.noIndexing || ours.batchSize != rtag.batchSize || len(rtag.excludeDir) != 2 {
		t.Errorf("%+v\n%+v", ours, rtag)
	}
	for _, alias := range []string{"--skip-index", "--skip-indexing"} {
		if f, _ := parse(t, alias); !f.noIndexing {
			t.Errorf("%s is not heard", alias)
		}
	}
	if f, _ := parse(t, "--vocabulary", "a", "--tags-filepath=b"); !slices.Equal(f.vocabulary, []string{"a", "b"}) {
		t.Errorf("repeated, the vocabularies are %q", f.vocabulary)
	}
	if f, _ := parse(t, "--indexing-batch-size", "9"); f.batchSize != 9 {
		t.Error("--indexing-batch-size is not heard")
	}
}

// TestSuggestOptions: a fixed threshold leaves out the limit unless that is given too.
func TestSuggestOptions(t *testing.T) {
	for _, c := range []struct {
		words    []string
		max      int
		strength tagging.Strength
	}{
		{nil, 8, tagging.Balanced},
		{[]string{"--max", "3", "--suggest", "loose"}, 3, tagging.Loose},
		{[]string{"--threshold", "0.3"}, 0, tagging.Balanced},
		{[]string{"--threshold", "-0.3", "--max", "8"}, 8, tagging.Balanced},
	} {
		f, _ := parse(t, c.words...)
		if o := f.suggestOptions(""); o.Max != c.max || o.Strength != c.strength {
			t.Errorf("%v: %+v", c.words, o)
		}
	}
	if f, _ := parse(t); f.suggestOptions(tagging.Strict).Strength != tagging.Strict {
		t.Error("the preferred strength is not obeyed")
	}
}

// TestEdit: append adds only what is new; overwrite keeps what the user typed or accepted, on one
// photo or on many, and nothing that only a run has put there.
func TestEdit(t *testing.T) {
	has := keywords.Keywords{All: []keywords.Keyword{{Name: "Dog"}, {Name: "typed"}, {Name: "bulk"}, {Name: "line"}, {Name: "run"}, {Name: "old"}}}
	decided := []library.Decision{
		{Tag: "typed", Verdict: library.Typed},
		{Tag: "bulk", Verdict: library.Accepted, Bulk: true},
		{Tag: "line", Verdict: library.Accepted, Bulk: true, Line: true},
		{Tag: "run", Verdict: library.Accepted, Bulk: true, Run: true},
		{Tag: "animal", Verdict: library.Removed},
		{Tag: "gone", Verdict: library.Typed},
	}
	chosen := []library.Decision{{Tag: "dog"}, {Tag: "cat", Path: "pet|cat"}, {Tag: "elk", Path: "animal|elk"}}
	for mode, want := range map[string]keywords.Edit{
		"append":    {Add: []string{"pet|cat", "elk"}}, // animal was removed: its hierarchy would bring it back
		"overwrite": {Clear: true, Add: []string{"typed", "bulk", "line", "dog", "pet|cat", "elk"}},
	} {
		f, _ := parse(t, "--mode", mode)
		got := (&tagRun{flags: &f, vocabulary: &vocabulary.Vocabulary{}}).edit(has, decided, chosen)
		if got.Clear != want.Clear || !slices.Equal(got.Add, want.Add) {
			t.Errorf("%s: %+v, want %+v", mode, got, want)
		}
	}
}
