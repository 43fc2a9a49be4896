package view

import (
	"sync"

	"catchlight/library/picture"
	"catchlight/tagging"
)

// Proposals remembers the suggestions of pictures for one vocabulary, model and threshold, and what
// is known of photos without a model. Any goroutine may use it.
type Proposals struct {
	threshold *float64
	mu        sync.RWMutex
	of        map[picture.ID][]tagging.Suggestion
	stale     map[picture.ID]bool // shown until there are others, for what the tags have learned since
	changes   uint64
	sure      sureTags
}

// version counts the changes: while it stays, so do all suggestions.
func (p *Proposals) version() uint64 {
	p.mu.RLock()
	defer p.mu.RUnlock()
	p.sure.mu.Lock()
	defer p.sure.mu.Unlock()
	return p.changes + p.sure.changes
}

// proposed counts the pictures that got suggestions: while it stays, so do those of the model.
func (p *Proposals) proposed() uint64 {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.changes
}

// NewProposals returns an empty memory. With a threshold a picture has all suggestions above it,
// whatever strength is asked for; nil is the rule of the model.
func NewProposals(threshold *float64) *Proposals {
	return &Proposals{threshold: threshold, of: map[picture.ID][]tagging.Suggestion{}, stale: map[picture.ID]bool{}}
}

// age makes a picture's suggestions stale.
func (p *Proposals) age(id picture.ID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stale[id] = true
}

// wants reports whether a picture has no suggestions, or stale ones.
func (p *Proposals) wants(id picture.ID) bool {
	p.mu.RLock()
	defer p.mu.RUnlock()
	_, known := p.of[id]
	return !known || p.stale[id]
}

// Get gives the suggestions of a picture at strength or above, best first; ok is false while they
// are not known.
func (p *Proposals) Get(id picture.ID, strength tagging.Strength) (s []tagging.Suggestion, ok bool) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	all, ok := p.of[id]
	if p.threshold != nil {
		return all, ok
	}
	n := 0
	for n < len(all) && Bars(all[n].Strength) >= Bars(strength) {
		n++
	}
	return all[:n:n], ok
}

// put remembers the suggestions of a picture, without the room that was left for more.
func (p *Proposals) put(id picture.ID, s []tagging.Suggestion) {
	s = append(make([]tagging.Suggestion, 0, len(s)), s...)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.of[id] = s
	p.changes++
	delete(p.stale, id)
}

// Bars orders strengths, and is the number of bars on a chip: strict 3, balanced 2, loose 1.
func Bars(s tagging.Strength) int {
	switch s {
	case tagging.Strict:
		return 3
	case tagging.Balanced:
		return 2
	default:
		return 1
	}
}
