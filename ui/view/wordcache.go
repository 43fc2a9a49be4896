package view

import (
	"reflect"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/facts"
)

// wordCache remembers what counts of the words of photos from one state to the next: of ten thousand
// photos a decision changes one. Not for concurrent use.
type wordCache struct {
	of      []cachedWords // by ID, which the library counts up
	photos  int
	by      suggester
	look    uint32               // counts what suggestions came from: photos that were looked at with the same need not be again
	offered []tagging.Suggestion // of one photo, while its words are made
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

// now gives what counts of a photo's words, and reports whether its suggestions are known. They are
// asked for only where they may have changed since the last look: that costs more than all the rest.
func (m *wordCache) now(p *library.Photo, ds []library.Decision, finished bool) (words *brief, known bool) {
	m.reach(p.ID)
	c := &m.of[p.ID]
	if c.look == m.look && c.from.photo == p && c.from.decided == first(ds) && int(c.from.decisions) == len(ds) && c.from.finished == finished {
		return &c.brief, c.known
	}
	o, known := m.by.proposals.offered(p, m.by.strength)
	from := source{
		photo: p, decided: first(ds), decisions: int32(len(ds)), finished: finished,
		proposed: o.origin(), place: m.by.places[p.ID], most: int32(m.by.most),
	}
	if c.from != from {
		m.offered = m.by.proposals.list(o, m.offered[:0])
		c.from, c.brief = from, newBrief(WordsOf(p, ds, m.offered, from.place, Shown{Most: m.by.most}), finished)
	}
	c.look, c.known = m.look, known
	return &c.brief, known
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

// cachedWords are what counts of the words of a photo, and what they were made from.
type cachedWords struct {
	from  source
	look  uint32
	known bool // suggestions, at that look
	brief brief
}

// source is what words are made from. Photos, decisions and suggestions are immutable, so the same
// pointers mean the same words.
type source struct {
	photo     *library.Photo
	decided   *library.Decision // the first
	proposed  origin
	place     *facts.PlaceTag
	decisions int32
	most      int32 // suggestions
	finished  bool  // the user is done with the photo
}

// first points to the first element, nil when there is none.
func first[T any](s []T) *T {
	if len(s) == 0 {
		return nil
	}
	return &s[0]
}
