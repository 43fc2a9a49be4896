package ui

import (
	"catchlight/library"
	"catchlight/tagging"
)

// memo remembers the words of photos between derivations: of ten thousand photos a decision changes one. Not for
// concurrent use.
type memo struct{ of map[library.ID]remark }

// fit forgets all when most of it is about photos that have left the library.
func (m *memo) fit(photos int) {
	if m.of == nil || len(m.of) > 2*photos+1000 {
		m.of = make(map[library.ID]remark, photos)
	}
}

// remark are the words of a photo and what they were made from. Photos, decisions and suggestions are immutable, so
// the same pointers mean the same words.
type remark struct {
	photo    *library.Photo
	decided  *library.Decision
	proposed *tagging.Suggestion
	lengths  [2]int
	words    photoWords
}

// words gives the words of a photo without parents, made anew only if something has changed.
func (m *memo) words(p *library.Photo, ds []library.Decision, proposed []tagging.Suggestion) photoWords {
	now := remark{photo: p, decided: first(ds), proposed: first(proposed), lengths: [2]int{len(ds), len(proposed)}}
	old, ok := m.of[p.ID]
	if ok && old.photo == now.photo && old.decided == now.decided && old.proposed == now.proposed && old.lengths == now.lengths {
		return old.words
	}
	now.words = wordsOf(p, ds, proposed, false)
	m.of[p.ID] = now
	return now.words
}

// first points to the first element, nil when there is none.
func first[T any](s []T) *T {
	if len(s) == 0 {
		return nil
	}
	return &s[0]
}
