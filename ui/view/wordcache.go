package view

import (
	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/facts"
)

// wordCache remembers the words of photos from one state to the next: of ten thousand photos a decision changes one. Not for
// concurrent use.
type wordCache struct {
	of     []cachedWords // by ID, which the library counts up
	photos int
}

// fit forgets all when photos have left the library.
func (m *wordCache) fit(photos int) {
	if photos < m.photos {
		m.of = nil
	}
	m.photos = photos
}

// cachedWords are the words of a photo and what they were made from. Photos, decisions and suggestions are immutable, so
// the same pointers mean the same words.
type cachedWords struct {
	photo    *library.Photo
	decided  *library.Decision
	proposed *tagging.Suggestion
	place    *facts.PlaceTag
	lengths  [2]int
	words    Words
}

// words gives the words of a photo without parents, made anew only if something has changed.
func (m *wordCache) words(p *library.Photo, ds []library.Decision, proposed []tagging.Suggestion, place *facts.PlaceTag) *Words {
	if missing := int(p.ID) + 1 - len(m.of); missing > 0 {
		m.of = append(m.of, make([]cachedWords, missing+len(m.of)/4)...)
	}
	old := &m.of[p.ID]
	lengths := [2]int{len(ds), len(proposed)}
	if old.photo != p || old.decided != first(ds) || old.proposed != first(proposed) || old.place != place || old.lengths != lengths {
		*old = cachedWords{p, first(ds), first(proposed), place, lengths, WordsOf(p, ds, proposed, place, false)}
	}
	return &old.words
}

// first points to the first element, nil when there is none.
func first[T any](s []T) *T {
	if len(s) == 0 {
		return nil
	}
	return &s[0]
}
