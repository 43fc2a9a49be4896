package keywords

import (
	"slices"
	"testing"
)

// TestCategoriesOrderPathsAndAreNoWords: a step in brackets stands in the hierarchy, where other
// programs have it, and in no flat list, not even with the ancestors; one in braces is a word even
// without them, and the last step as it stands.
func TestCategoriesOrderPathsAndAreNoWords(t *testing.T) {
	for _, c := range []struct {
		word      string
		ancestors bool
		path      string
		flat      []string
	}{
		{"[light]|sunset", false, "light|sunset", []string{"sunset"}},
		{"[light]|sunset", true, "light|sunset", []string{"sunset"}},
		{"[what]|animal|[breeds]|poodle", true, "what|animal|breeds|poodle", []string{"animal", "poodle"}},
		{"animal|[untitled]", true, "animal|[untitled]", []string{"animal", "[untitled]"}},
		{"[]|a", true, "[]|a", []string{"[]", "a"}},
		{"[animal]|dog", true, "animal|dog", []string{"dog"}},
		{"{animal}|dog", false, "animal|dog", []string{"animal", "dog"}},
		{"{animal}|[breeds]|mammal|poodle", false, "animal|breeds|mammal|poodle", []string{"animal", "poodle"}},
		{"{animal}|{dog}", true, "animal|{dog}", []string{"animal", "{dog}"}},
		{"{}|a", false, "{}|a", []string{"a"}},
	} {
		r := newRequest(Edit{Add: []string{c.word}}, Rules{Ancestors: c.ancestors})
		if !slices.Equal(r.paths, []string{c.path}) || !slices.Equal(r.flat, c.flat) {
			t.Errorf("%s: paths %q, words %q", c.word, r.paths, r.flat)
		}
		if cut := newRequest(Edit{Remove: []string{c.word}}, Rules{}).cut; !slices.Contains(cut, c.path) || !slices.Contains(cut, c.word) {
			t.Errorf("%s: %q is cut", c.word, cut)
		}
	}
	held := newRequest(Edit{Add: []string{"[what]|animal|dog"}}, Rules{}).editTree([]string{"what|animal|dog"})
	if !held.empty() {
		t.Errorf("a keyword that comes back gets a second tree: %+v", held)
	}
}
