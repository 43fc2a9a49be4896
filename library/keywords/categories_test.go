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

// TestOtherNamesGoAlongWithAWord: they are words of the photo, and stand in no hierarchy, not even as
// words of their own there; where none is wanted the lists that are there get them like any word.
func TestOtherNamesGoAlongWithAWord(t *testing.T) {
	for _, c := range []struct {
		add   []string
		rules Rules
		flat  []string
		held  []string // hierarchies in the file
		tree  []string // after it
	}{
		{[]string{"{^hound}|dog"}, Rules{}, []string{"dog", "hound"}, []string{"cat"}, []string{"cat", "dog"}},
		{[]string{"animal|{^hound}|{^puppy}|dog"}, Rules{}, []string{"dog", "hound", "puppy"}, nil, []string{"animal|dog"}},
		{[]string{"{animal}|[pets]|{^hound}|dog"}, Rules{}, []string{"animal", "dog", "hound"}, nil, []string{"animal|pets|dog"}},
		{[]string{"{^hound}|animal|dog"}, Rules{Ancestors: true}, []string{"animal", "dog", "hound"}, nil, []string{"animal|dog"}},
		{[]string{"animal|{^hound}|dog", "hound"}, Rules{}, []string{"dog", "hound"}, nil, []string{"animal|dog", "hound"}},
		{[]string{"{^Dog}|dog"}, Rules{}, []string{"dog"}, []string{"cat"}, []string{"cat", "dog"}},
		{[]string{"animal|{^hound}|dog"}, Rules{Flat: true}, []string{"dog", "hound"}, []string{"cat"}, []string{"cat", "dog", "hound"}},
		{[]string{"{^}|dog"}, Rules{}, []string{"^", "dog"}, nil, []string{"^|dog"}},
		{[]string{"a|{^hound}"}, Rules{}, []string{"{^hound}"}, nil, []string{"a|{^hound}"}},
	} {
		r := newRequest(Edit{Add: c.add}, c.rules)
		if tree := r.editTree(c.held).applied(c.held); !slices.Equal(r.flat, c.flat) || !slices.Equal(tree, c.tree) {
			t.Errorf("%q: words %q, hierarchies %q", c.add, r.flat, tree)
		}
	}
	if cut := newRequest(Edit{Remove: []string{"animal|{^hound}|dog"}}, Rules{}).cut; !slices.Contains(cut, "animal|dog") {
		t.Errorf("%q is cut", cut)
	}
}

// TestWithBeside: other names are put into a hierarchy, exchanged and taken out, and nothing else of
// it changes.
func TestWithBeside(t *testing.T) {
	for _, c := range []struct {
		path  string
		names []string
		want  string
	}{
		{"dog", []string{"hound"}, "{^hound}|dog"},
		{"animal|dog", []string{"hound", " puppy "}, "animal|{^hound}|{^puppy}|dog"},
		{"{animal}|{^hound}|[x]|dog", []string{"puppy"}, "{animal}|[x]|{^puppy}|dog"},
		{"a|{^hound}|dog", nil, "a|dog"},
		{"a|dog", []string{"two|words", ""}, "a|dog"},
	} {
		got := WithBeside(c.path, c.names)
		if got != c.want || WithBeside(got, nil) != WithBeside(c.path, nil) {
			t.Errorf("%q with %q: %q, want %q", c.path, c.names, got, c.want)
		}
	}
	if got := Along("{animal}|{^hound}|pets|dog", false); !slices.Equal(got, []string{"animal", "hound"}) {
		t.Errorf("%q go along", got)
	}
}
