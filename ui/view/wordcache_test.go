package view

import (
	"testing"

	"catchlight/library"
)

func TestMemoMakesWordsAnewOnlyAfterAChange(t *testing.T) {
	m, p, proposed := &wordCache{}, photoWith(), proposedTags("dog")
	a := m.words(p, nil, proposed, nil, false, 0)
	b := m.words(p, nil, proposed, nil, false, 0)
	if &a.Suggested[0] != &b.Suggested[0] {
		t.Error("unchanged words are made anew")
	}
	if c := m.words(p, verdict(library.Accepted, "dog"), proposed, nil, false, 0); shape(c.Chips()) != "dog/yes" {
		t.Errorf("after a decision: %s", shape(c.Chips()))
	}
	if c := m.words(photoWith("dog"), verdict(library.Accepted, "dog"), proposed, nil, false, 0); shape(c.Chips()) != "dog/ours" {
		t.Errorf("after a write: %s", shape(c.Chips()))
	}
	two := proposedTags("dog", "cat")
	if all, one := len(m.words(p, nil, two, nil, false, 0).Suggested), len(m.words(p, nil, two, nil, false, 1).Suggested); all != 2 || one != 1 {
		t.Errorf("%d suggestions, and %d where one is wanted", all, one)
	}
	if c := m.words(photoWith("dog"), nil, nil, nil, false, 0); shape(c.Chips()) != "dog/file" {
		t.Errorf("without decision and suggestion: %s", shape(c.Chips()))
	}
}
