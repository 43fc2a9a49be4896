package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
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
