package view

import (
	"strconv"
	"testing"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/tagging"
	"catchlight/tagging/facts"
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

// TestWordsTakeNoMoreRoomThanTheyNeed: those of a hundred thousand photos are remembered, and where
// all are asked for one after the other, none are moved.
func TestWordsTakeNoMoreRoomThanTheyNeed(t *testing.T) {
	place := &facts.PlaceTag{Name: "Rome", Path: "Italy|Rome"}
	for n := range maxShown + 2 {
		var tags []string
		for i := range n {
			tags = append(tags, strconv.Itoa(i))
		}
		for _, p := range []*facts.PlaceTag{nil, place} {
			words := WordsOf(photoWith(), nil, proposedTags(tags...), p, Shown{})
			if got := words.Suggested; cap(got) != len(got) {
				t.Errorf("%d suggestions, place %v: room for %d where %d are", n, p, cap(got), len(got))
			}
		}
	}
	const photos = 1000
	m := &wordCache{}
	m.begin(photos, suggester{})
	made := testing.AllocsPerRun(1, func() {
		m.of = nil
		for id := range library.ID(photos) {
			m.reach(id + 1)
		}
	})
	if made != 1 {
		t.Errorf("room for %d photos is made %v times", photos, made)
	}
	p := NewProposals(nil)
	roomy := append(make([]tagging.Suggestion, 0, 64), proposedTags("dog")...)
	p.put(picture.ID{1}, roomy)
	if got, _ := p.Get(picture.ID{1}, tagging.Loose); len(got) != 1 || cap(p.of[picture.ID{1}]) != 1 {
		t.Errorf("room for %d suggestions is remembered where %d are", cap(p.of[picture.ID{1}]), len(got))
	}
}
