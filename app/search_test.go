package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"catchlight/library"
)

// TestSearchAliases: rclip's words for a search mean what ours do, and a path is a photo to be like.
func TestSearchAliases(t *testing.T) {
	for line, want := range map[string]searchFlags{
		"-t 5 horse":                   {top: 5, wanted: []string{"horse"}},
		"-f -t 5 horse":                {top: 5, paths: true, wanted: []string{"horse"}},
		"--filepath-only horse":        {top: 10, paths: true, wanted: []string{"horse"}},
		"-n horse":                     {top: 10, wanted: []string{"horse"}},
		"--skip-indexing horse":        {top: 10, wanted: []string{"horse"}},
		"horse + stripes":              {top: 10, wanted: []string{"horse", "stripes"}},
		"horse --add stripes -s grass": {top: 10, wanted: []string{"horse", "stripes"}, unwanted: []string{"grass"}},
		"horse --sub grass - fence":    {top: 10, wanted: []string{"horse"}, unwanted: []string{"fence", "grass"}},
		"./a.jpg":                      {top: 10, like: []string{"./a.jpg"}},
		"../a.jpg + night":             {top: 10, like: []string{"../a.jpg"}, wanted: []string{"night"}},
		"--like a.jpg --like b.png":    {top: 10, like: []string{"a.jpg", "b.png"}},
		"./horse a.jpg":                {top: 10, wanted: []string{"./horse a.jpg"}}, // a word, and a name to find
	} {
		got, words := parseSearch(t, strings.Fields(line)...)
		query, err := got.query(words)
		if err != nil || !slices.Equal(query.With, want.wanted) || !slices.Equal(query.Without, want.unwanted) ||
			!slices.Equal(got.like, want.like) || got.top != want.top || got.paths != want.paths {
			t.Errorf("%s: %+v, %+v, %v", line, got, query, err)
		}
	}
	if f, words := parseSearch(t); f.like != nil {
		t.Errorf("of nothing: %+v", f)
	} else if _, err := f.query(words); err == nil {
		t.Error("nothing is searched for, and that is no error")
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
