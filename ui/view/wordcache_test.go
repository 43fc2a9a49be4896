package view

import (
	"testing"

	"catchlight/library"
)

func TestMemoMakesWordsAnewOnlyAfterAChange(t *testing.T) {
	m, p, proposed := &wordCache{}, photoWith(), proposedTags("dog")
	a := m.words(p, nil, proposed, nil, false)
	b := m.words(p, nil, proposed, nil, false)
	if &a.Suggested[0] != &b.Suggested[0] {
		t.Error("unchanged words are made anew")
	}
	if c := m.words(p, verdict(library.Accepted, "dog"), proposed, nil, false); shape(c.Chips()) != "dog/yes" {
		t.Errorf("after a decision: %s", shape(c.Chips()))
	}
	if c := m.words(photoWith("dog"), verdict(library.Accepted, "dog"), proposed, nil, false); shape(c.Chips()) != "dog/ours" {
		t.Errorf("after a write: %s", shape(c.Chips()))
	}
	if c := m.words(photoWith("dog"), nil, nil, nil, false); shape(c.Chips()) != "dog/file" {
		t.Errorf("without decision and suggestion: %s", shape(c.Chips()))
	}
}
