package main

import (
	"bytes"
	"cmp"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"catchlight/app/asked"
	"catchlight/library"
	"catchlight/tagging/query"
)

// TestSearchAliases: rclip's words for a search mean what ours do, and photos among them are told from
// texts, with the sign and the weight that stand before them.
func TestSearchAliases(t *testing.T) {
	texts := query.Texts
	photo := func(place string, weight float32) asked.Example { return asked.Example{Place: place, Weight: weight} }
	for line, want := range map[string]struct {
		flags         searchFlags // top 10 where none is given
		with, without []query.Text
		like          []asked.Example
	}{
		"-t 5 horse":                   {searchFlags{top: 5}, texts("horse"), nil, nil},
		"-f -t 5 horse":                {searchFlags{top: 5, paths: true}, texts("horse"), nil, nil},
		"--filepath-only horse":        {searchFlags{paths: true}, texts("horse"), nil, nil},
		"-p -H 200 horse":              {searchFlags{preview: true, previewHeight: 200}, texts("horse"), nil, nil},
		"-n horse":                     {searchFlags{}, texts("horse"), nil, nil},
		"--skip-indexing -b 4 horse":   {searchFlags{}, texts("horse"), nil, nil},
		"horse + stripes":              {searchFlags{}, texts("horse", "stripes"), nil, nil},
		"horse --add stripes -s grass": {searchFlags{}, texts("horse", "stripes"), texts("grass"), nil},
		"horse --sub grass - fence":    {searchFlags{}, texts("horse"), texts("fence", "grass"), nil},
		"2:horse -a .5:stripes":        {searchFlags{}, []query.Text{{Words: "horse", Weight: 2}, {Words: "stripes", Weight: .5}}, nil, nil},
		"horse -s 3:grass":             {searchFlags{}, texts("horse"), []query.Text{{Words: "grass", Weight: 3}}, nil},
		"./a.jpg":                      {searchFlags{}, nil, nil, []asked.Example{photo("./a.jpg", 1)}},
		"../a.jpg + night":             {searchFlags{}, texts("night"), nil, []asked.Example{photo("../a.jpg", 1)}},
		"night - ./a.jpg":              {searchFlags{}, texts("night"), nil, []asked.Example{photo("./a.jpg", -1)}},
		"0.5:/p/a.jpg - 2:https://a/b": {searchFlags{}, nil, nil, []asked.Example{photo("/p/a.jpg", .5), photo("https://a/b", -2)}},
		"night -a ./a.jpg -s ./b.jpg":  {searchFlags{}, texts("night"), nil, []asked.Example{photo("./a.jpg", 1), photo("./b.jpg", -1)}},
		"--like a.jpg --like 2:b.png":  {searchFlags{}, nil, nil, []asked.Example{photo("a.jpg", 1), photo("b.png", 2)}},
		"0:./a.jpg http://a.org":       {searchFlags{}, nil, nil, []asked.Example{photo("http://a.org", 1)}},
		"./horse a.jpg":                {searchFlags{}, texts("./horse a.jpg"), nil, nil}, // a word, and a name to find
	} {
		got, words := parseSearch(t, strings.Fields(line)...)
		q, like, err := got.asked(words)
		same := slices.EqualFunc(like, want.like, func(a *asked.Example, b asked.Example) bool { return *a == b })
		if err != nil || !slices.Equal(q.With, want.with) || !slices.Equal(q.Without, want.without) || !same ||
			got.top != cmp.Or(want.flags.top, 10) || got.paths != want.flags.paths || got.preview != want.flags.preview ||
			got.previewHeight != cmp.Or(want.flags.previewHeight, 400) {
			t.Errorf("%s: %+v, %+v, %+v, %v", line, got, q, like, err)
		}
	}
	for _, line := range []string{"", "+", "0:./a.jpg", "--like 0:a.jpg", "0:dog"} {
		f, words := parseSearch(t, strings.Fields(line)...)
		if _, like, err := f.asked(words); err == nil || len(like) > 0 {
			t.Errorf("%q: nothing is searched for, and that is no error", line)
		}
	}
}

// TestOneFormOfResults: what is for people, for programs and for the eye is not mixed.
func TestOneFormOfResults(t *testing.T) {
	for line, ok := range map[string]bool{
		"": true, "--preview": true, "--paths": true, "--preview --paths": false, "-p -f": false, "-p --null": false, "--paths --null": false,
	} {
		f, _ := parseSearch(t, strings.Fields(line)...)
		if err := f.checkForm(false); (err == nil) != ok {
			t.Errorf("%s: %v", line, err)
		}
		if err := f.checkForm(true); (err == nil) != (line == "") {
			t.Errorf("--json %s: %v", line, err)
		}
	}
}

// parseSearch reads a command line of search.
func parseSearch(t *testing.T, words ...string) (searchFlags, []string) {
	t.Helper()
	var f searchFlags
	var left []string
	cmd := &cobra.Command{Use: "search", RunE: func(_ *cobra.Command, args []string) error { left = args; return nil }}
	f.add(cmd.Flags())
	cmd.SetArgs(append([]string{}, words...))
	if err := cmd.Execute(); err != nil {
		t.Fatalf("%v: %v", words, err)
	}
	return f, left
}

// TestPreviewNeedsATerminal: where results go to a file or another program no escape is among them,
// and it is said.
func TestPreviewNeedsATerminal(t *testing.T) {
	var out, messages bytes.Buffer
	s := &session{program: newProgram(nil, &out, &messages)}
	if draw := s.previewer(&searchFlags{preview: true}); draw != nil || !strings.Contains(messages.String(), "in a terminal alone") {
		t.Errorf("%q", messages.String())
	}
	messages.Reset()
	if draw := s.previewer(&searchFlags{}); draw != nil || messages.Len() > 0 || out.Len() > 0 {
		t.Errorf("who does not ask for pictures hears of them: %q", messages.String())
	}
}

// TestSearchedFolders: --in and --exclude-dir say among which photos is searched.
func TestSearchedFolders(t *testing.T) {
	lib, err := library.Open(filepath.Join(t.TempDir(), "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	root := t.TempDir()
	for _, path := range []string{"a.bmp", "2024/b.bmp", "2024/private/c.bmp", "2025/private/d.bmp", "2025/privates/e.bmp"} {
		path = filepath.Join(root, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("BM"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := lib.Import(t.Context(), []string{root}, library.ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	s := &session{program: newProgram(nil, io.Discard, io.Discard), lib: lib}
	for _, c := range []struct {
		in       string
		excluded []string
		want     string
	}{
		{"", nil, "a b c d e"},
		{"", []string{"private"}, "a b e"},
		{"", []string{"private/", "2024"}, "a e"},
		{root, []string{"2025/private"}, "a b c e"},
		{root, []string{filepath.Base(root)}, "a b c d e"},
		{"", []string{filepath.Base(root)}, ""},
		{filepath.Join(root, "2024", "private"), []string{"private"}, "c"},
		{filepath.Join(root, "2024"), []string{filepath.Join(root, "2024", "private")}, "b"},
	} {
		photos, err := s.searched(c.in, c.excluded)
		var names []string
		for _, p := range photos {
			names = append(names, strings.TrimSuffix(filepath.Base(p.Path), ".bmp"))
		}
		slices.Sort(names)
		if got := strings.Join(names, " "); err != nil || got != c.want {
			t.Errorf("in %q without %q: %q, want %q; %v", c.in, c.excluded, got, c.want, err)
		}
	}
}
