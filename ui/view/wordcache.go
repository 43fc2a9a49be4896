package view

import (
	"reflect"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/facts"
)

// wordCache remembers the words of photos from one state to the next: of ten thousand photos a
// decision changes one. Not for concurrent use.
type wordCache struct {
	of     []cachedWords // by ID, which the library counts up
	photos int
	by     suggester
	look   uint32 // counts what suggestions came from: photos that were looked at with the same need not be again
}

// suggester is what the suggestions for all photos come from.
type suggester struct {
	proposals *Proposals
	version   uint64 // of the proposals
	strength  tagging.Strength
	most      int // for a photo
	places    Places
}

func newSuggester(req Request) suggester {
	return suggester{req.Proposals, req.Proposals.version(), req.Strength, req.Most, req.places}
}

func (s suggester) same(o suggester) bool {
	return s.proposals == o.proposals && s.version == o.version && s.strength == o.strength && s.most == o.most &&
		reflect.ValueOf(s.places).Pointer() == reflect.ValueOf(o.places).Pointer()
}

// begin says where suggestions come from now. It forgets all when photos have left the library.
func (m *wordCache) begin(photos int, by suggester) {
	if photos < m.photos {
		m.of = nil
	}
	if m.photos = photos; m.look == 0 || !by.same(m.by) {
		m.by = by
		m.look++
	}
}

// now gives the words of a photo, without parents, and reports whether its suggestions are known.
// They are asked for only where they may have changed since the last look: that costs more than all
// the rest.
func (m *wordCache) now(p *library.Photo, ds []library.Decision, finished bool) (words *Words, known bool) {
	m.reach(p.ID)
	c := &m.of[p.ID]
	if c.look == m.look && c.photo == p && c.decided == first(ds) && int(c.lengths[0]) == len(ds) && c.finished == finished {
		return &c.words, c.known
	}
	proposed, known := m.by.proposals.Of(p, m.by.strength)
	words = m.words(p, ds, proposed, m.by.places[p.ID], finished, m.by.most)
	c.look, c.known = m.look, known
	return words, known
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
	look     uint32
	finished bool
	known    bool // suggestions, at that look
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
