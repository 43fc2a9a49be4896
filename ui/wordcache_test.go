package ui

import (
	"testing"

	"catchlight/library"
)

func TestMemoMakesWordsAnewOnlyAfterAChange(t *testing.T) {
	m, p, proposed := &memo{}, photoWith(), proposedTags("dog")
	a := m.words(p, nil, proposed, nil)
	b := m.words(p, nil, proposed, nil)
	if &a.suggested[0] != &b.suggested[0] {
		t.Error("unchanged words are made anew")
	}
	if c := m.words(p, verdict(library.Accepted, "dog"), proposed, nil); shape(c.chips()) != "dog/yes" {
		t.Errorf("after a decision: %s", shape(c.chips()))
	}
	if c := m.words(photoWith("dog"), verdict(library.Accepted, "dog"), proposed, nil); shape(c.chips()) != "dog/ours" {
		t.Errorf("after a write: %s", shape(c.chips()))
	}
	if c := m.words(photoWith("dog"), nil, nil, nil); shape(c.chips()) != "dog/file" {
		t.Errorf("without decision and suggestion: %s", shape(c.chips()))
	}
}
