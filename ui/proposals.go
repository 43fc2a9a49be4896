package ui

import (
	"sync"

	"catchlight/library/picture"
	"catchlight/tagging"
)

// proposals remembers the suggestions of pictures for one vocabulary, model and threshold. Any goroutine may use it.
type proposals struct {
	threshold *float64
	mu        sync.RWMutex
	of        map[picture.ID][]tagging.Suggestion
	stale     map[picture.ID]bool // shown until there are others, for what the tags have learned since
}

func newProposals(threshold *float64) *proposals {
	return &proposals{threshold: threshold, of: map[picture.ID][]tagging.Suggestion{}, stale: map[picture.ID]bool{}}
}

// age makes a picture's suggestions stale.
func (p *proposals) age(id picture.ID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stale[id] = true
}

// wants reports whether a picture has no suggestions, or stale ones.
func (p *proposals) wants(id picture.ID) bool {
	p.mu.RLock()
	defer p.mu.RUnlock()
	_, known := p.of[id]
	return !known || p.stale[id]
}

// get gives the suggestions of a picture at strength or above, best first; ok is false while they are not known.
func (p *proposals) get(id picture.ID, strength tagging.Strength) (s []tagging.Suggestion, ok bool) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	all, ok := p.of[id]
	if p.threshold != nil {
		return all, ok
	}
	n := 0
	for n < len(all) && rank(all[n].Strength) >= rank(strength) {
		n++
	}
	return all[:n:n], ok
}

func (p *proposals) put(id picture.ID, s []tagging.Suggestion) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.of[id] = s
	delete(p.stale, id)
}

// rank orders strengths, and is the number of bars on a chip: strict 3, balanced 2, loose 1.
func rank(s tagging.Strength) int {
	switch s {
	case tagging.Strict:
		return 3
	case tagging.Balanced:
		return 2
	default:
		return 1
	}
}
