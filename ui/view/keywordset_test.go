package view

import (
	"fmt"
	"slices"
	"testing"

	"catchlight/library"
)

func someSets() library.Settings {
	return library.Settings{
		Recent:      []string{"Etosha", "lion", "a", "b", "c", "d", "e", "f", "g", "h"},
		KeywordSets: []library.KeywordSet{{Name: "people", Words: []string{"Anna", "Bob"}}, {Name: "light", Words: []string{"dawn"}}, {Name: "empty"}},
	}
}

// TestWordSetOf: the chosen set, and the nine words typed last where none is chosen or it is gone.
func TestWordSetOf(t *testing.T) {
	for chosen, want := range map[int]string{
		0: "[Etosha lion a b c d e f g]", 1: "people[Anna Bob]", 2: "light[dawn]", 3: "empty[]", 4: "[Etosha lion a b c d e f g]", -1: "[Etosha lion a b c d e f g]",
	} {
		s := someSets()
		s.KeywordSet = chosen
		if set := WordSetOf(s); set.Name+fmt.Sprint(set.Words) != want {
			t.Errorf("%d: %v, want %s", chosen, set, want)
		}
	}
	if set := WordSetOf(library.Settings{}); len(set.Words) != 0 {
		t.Error(set)
	}
}

func TestNextWordSetGoesRound(t *testing.T) {
	s := someSets()
	var seen []int
	for range 5 {
		s.KeywordSet = NextWordSet(s)
		seen = append(seen, s.KeywordSet)
	}
	if !slices.Equal(seen, []int{1, 2, 3, 0, 1}) {
		t.Error(seen)
	}
	if s.KeywordSet = 9; NextWordSet(s) != 0 { // that set was removed elsewhere
		t.Error(NextWordSet(s))
	}
}

// TestChangingSets leaves what was given as it is, for others read it.
func TestChangingSets(t *testing.T) {
	s := someSets()
	before := fmt.Sprint(s.KeywordSets)
	changed := WithSet(s.KeywordSets, 1, library.KeywordSet{Name: "x", Words: []string{" a ", "", "\n", "b", " ", ""}})
	added := WithSet(s.KeywordSets, 3, library.KeywordSet{Name: "new"})
	if got := fmt.Sprint(changed); got != "[{people [Anna Bob]} {x [a   b]} {empty []}]" || len(added) != 4 || added[3].Name != "new" {
		t.Errorf("%s, %v", got, added)
	}
	for _, c := range []struct{ chosen, removed, want int }{{0, 0, 0}, {1, 0, 0}, {2, 0, 1}, {1, 2, 1}, {3, 2, 0}} {
		s.KeywordSet = c.chosen
		left := WithoutSet(s, c.removed)
		if left.KeywordSet != c.want || len(left.KeywordSets) != 2 {
			t.Errorf("%+v: %d, %v", c, left.KeywordSet, left.KeywordSets)
		}
		back := WithSetBack(left, c.removed, s.KeywordSets[c.removed], c.chosen == c.removed+1)
		if back.KeywordSet != c.chosen || fmt.Sprint(back.KeywordSets) != before {
			t.Errorf("%+v, put back: %d, %v", c, back.KeywordSet, back.KeywordSets)
		}
	}
	if fmt.Sprint(s.KeywordSets) != before {
		t.Error("the sets that were given have changed")
	}
}

// TestSetOfFields: several words in one field take the digits that are free, and one that holds a
// comma is one word in quotes.
func TestSetOfFields(t *testing.T) {
	for _, c := range []struct{ fields, want []string }{
		{[]string{"lion, zebra；Etosha", "", "dusk", ""}, []string{"lion", "zebra", "dusk", "Etosha"}},
		{[]string{"", "", "lion、zebra"}, []string{"zebra", "", "lion"}},
		{[]string{`"Paris, France"`, " ", "dusk"}, []string{"Paris, France", "", "dusk"}},
		{[]string{"a, b", "c, d"}, []string{"a, b", "c, d"}},
		{[]string{"a, b", ""}, []string{"a", "b"}},
	} {
		if got := SetOfFields(c.fields); !slices.Equal(got, c.want) {
			t.Errorf("%q became %q, want %q", c.fields, got, c.want)
		}
	}
}
