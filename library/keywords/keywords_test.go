package keywords

import (
	"reflect"
	"testing"
)

func TestFoldMakesSpellingsEqual(t *testing.T) {
	for _, pair := range [][2]string{
		{"Dog", " dog "}, {"KÄSE", "käse"}, {"Ka\u0308se", "käse"}, {"STRASSE", "straße"}, {"ΣΊΣΥΦΟΣ", "σίσυφος"},
	} {
		if Fold(pair[0]) != Fold(pair[1]) {
			t.Errorf("%q and %q are not the same", pair[0], pair[1])
		}
	}
	if Fold("dog") == Fold("dogs") {
		t.Error("dog and dogs are the same")
	}
}

func TestCleanKeepsOnlyWhatCanBeWritten(t *testing.T) {
	for in, want := range map[string]string{
		" dog ": "dog", "a\x00b\nc\u0085": "ab c", "New\r\nYork\tCity": "New York City", "Ka\u0308se": "Käse", "bad\xff": "bad", "\t": "", "富士山": "富士山", "x\uFFFEy": "xy",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

// A list is edited in place: order, spelling and duplicates stay.
func TestEditFlat(t *testing.T) {
	list := []string{"Dog", "cat", "dog", "Käse"}
	for name, c := range map[string]struct {
		edit Edit
		want []string
	}{
		"known word":        {add("DOG"), list},
		"new word":          {add("bird"), append(list[:4:4], "bird")},
		"remove duplicates": {Edit{Remove: []string{"DOG"}}, []string{"cat", "Käse"}},
		"both":              {Edit{Remove: []string{"cat"}, Add: []string{"cat"}}, list},
		"set":               {Edit{Clear: true, Add: []string{"bird", "CAT"}}, []string{"cat", "bird"}},
		"clear":             {Edit{Clear: true}, nil},
		"nothing":           {add(" ", "\n"), list},
	} {
		r := newRequest(c.edit, Rules{})
		if got := r.editFlat(list, r.flat, Fold).applied(list); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestEditTree(t *testing.T) {
	list := []string{"animal|dog", "place"}
	for name, c := range map[string]struct {
		edit Edit
		want []string
	}{
		"a step holds the word": {add("animal"), list},
		"a new flat word":       {add("cat"), append(list[:2:2], "cat")},
		"a new path":            {add("animal|cat"), append(list[:2:2], "animal|cat")},
		"a known path":          {add("Animal | Dog"), list},
		"remove by leaf":        {Edit{Remove: []string{"dog"}}, []string{"place"}},
		"remove by path":        {Edit{Remove: []string{"animal|dog"}}, []string{"place"}},
		"remove another path":   {Edit{Remove: []string{"toy|dog"}}, list},
		"remove a parent":       {Edit{Remove: []string{"animal"}}, list},
	} {
		r := newRequest(c.edit, Rules{})
		if got := r.editTree(list).applied(list); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// Removing a path removes its leaf, unless another path ends in the same word.
func TestRemovedPathTakesItsLeaf(t *testing.T) {
	r := newRequest(Edit{Remove: []string{"animal|dog"}}, Rules{})
	if got := r.within([]string{"animal|dog"}).drop; !reflect.DeepEqual(got, []string{"dog"}) {
		t.Errorf("drops %q", got)
	}
	if got := r.within([]string{"animal|dog", "toy|dog"}).drop; len(got) != 0 {
		t.Errorf("drops %q, though toy|dog stays", got)
	}
}

// TestFlatBeginsNoHierarchy: words are written as ever; a list of hierarchies that is there goes on
// as it does for a word without parents, for some programs read that list alone.
func TestFlatBeginsNoHierarchy(t *testing.T) {
	r := newRequest(Edit{Add: []string{"animal|dog"}, Remove: []string{"plant|rose"}}, Rules{Flat: true, Ancestors: true})
	if len(r.paths) != 0 || !reflect.DeepEqual(r.flat, []string{"animal", "dog"}) {
		t.Errorf("paths %q, words %q", r.paths, r.flat)
	}
	if len(r.cut) == 0 {
		t.Error("a hierarchy that is to go stays")
	}
}

func TestAncestorsAreWrittenWhenAskedFor(t *testing.T) {
	r := newRequest(add("animal|dog|poodle"), Rules{Ancestors: true})
	if want := []string{"animal", "dog", "poodle"}; !reflect.DeepEqual(r.flat, want) {
		t.Errorf("%q, want %q", r.flat, want)
	}
}
