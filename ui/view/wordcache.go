package view

import (
	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/facts"
)

// wordCache remembers the words of photos from one state to the next: of ten thousand photos a
// decision changes one. Not for concurrent use.
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

// reach makes room for a photo: at first for all that there are, so that nothing is copied while the
// window comes up.
func (m *wordCache) reach(id library.ID) {
	if int(id) < len(m.of) {
		return
	}
	more := make([]cachedWords, max(int(id)+1+len(m.of)/4, m.photos+1))
	copy(more, m.of)
	m.of = more
}

// cachedWords are the words of a photo and what they were made from. Photos, decisions and
// suggestions are immutable, so the same pointers mean the same words.
type cachedWords struct {
	photo    *library.Photo
	decided  *library.Decision
	proposed *tagging.Suggestion
	place    *facts.PlaceTag
	lengths  [2]int32
	most     int32 // suggestions
	finished bool
	words    Words
}

// words gives the words of a photo without parents, made anew only if something has changed.
// finished says that the user is done with it, most bounds its suggestions.
func (m *wordCache) words(p *library.Photo, ds []library.Decision, proposed []tagging.Suggestion, place *facts.PlaceTag, finished bool, most int) *Words {
	m.reach(p.ID)
	old := &m.of[p.ID]
	now := cachedWords{photo: p, decided: first(ds), proposed: first(proposed), place: place, finished: finished}
	now.lengths, now.most = [2]int32{int32(len(ds)), int32(len(proposed))}, int32(most)
	if !old.madeOf(&now) {
		now.words = WordsOf(p, ds, proposed, place, Shown{Most: most})
		if finished {
			now.words = now.words.Finished()
		}
		*old = now
	}
	return &old.words
}

// madeOf reports whether the words were made of the same as others.
func (c *cachedWords) madeOf(o *cachedWords) bool {
	return c.photo == o.photo && c.decided == o.decided && c.proposed == o.proposed && c.place == o.place &&
		c.lengths == o.lengths && c.finished == o.finished && c.most == o.most
}

// first points to the first element, nil when there is none.
func first[T any](s []T) *T {
	if len(s) == 0 {
		return nil
	}
	return &s[0]
}
