package library

import (
	"slices"
	"sync"

	"catchlight/library/keywords"
)

// maxSteps and maxStepDecisions bound what can be undone; a decision takes about 300 bytes.
const (
	maxSteps         = 1000
	maxStepDecisions = 500_000
)

// Step is a change of decisions that can be taken back: what Decide was given, under its label.
type Step struct {
	ID     uint64 // of this session; no two steps have the same
	Label  string
	Photos []ID     // whose decisions it changes, each once
	Tags   []string // that it decides, each once
}

// step is one change of decisions: what stood before, and what stands after.
type step struct {
	id            uint64
	label         string
	before, after []Decision
}

// told is the step as others see it.
func (s step) told() Step {
	t := Step{ID: s.id, Label: s.label}
	photos, tags := map[ID]bool{}, map[string]bool{}
	for _, d := range s.after {
		if !photos[d.Photo] {
			photos[d.Photo] = true
			t.Photos = append(t.Photos, d.Photo)
		}
		if key := keywords.Fold(d.Tag); !tags[key] {
			tags[key] = true
			t.Tags = append(t.Tags, d.Tag)
		}
	}
	return t
}

// taken is what undoes the step: a tag that the step decided twice goes back to what stood first.
func (s step) taken() []Decision {
	back := slices.Clone(s.before)
	slices.Reverse(back)
	return back
}

// steps is the history of this session; steps before at are done, the others undone. It is changed under the library's
// lock, and has one of its own so that looking at it never waits for the disk.
type steps struct {
	mu    sync.Mutex
	list  []step
	at    int
	count int    // decisions in list
	ids   uint64 // given so far
}

// add appends a step and forgets those that were undone, and the oldest where there are too many.
func (s *steps) add(new step) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, undone := range s.list[s.at:] {
		s.count -= len(undone.after)
	}
	s.ids++
	new.id = s.ids
	s.list = append(s.list[:s.at], new)
	s.count += len(new.after)
	for len(s.list) > 1 && (len(s.list) > maxSteps || s.count > maxStepDecisions) {
		s.count -= len(s.list[0].after)
		s.list = slices.Delete(s.list, 0, 1)
	}
	s.at = len(s.list)
}

func (s *steps) last() (step, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.at == 0 {
		return step{}, false
	}
	return s.list[s.at-1], true
}

func (s *steps) next() (step, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.at == len(s.list) {
		return step{}, false
	}
	return s.list[s.at], true
}

// history is where the steps stand, for restore.
type history struct {
	list      []step
	at, count int
}

func (s *steps) history() history {
	s.mu.Lock()
	defer s.mu.Unlock()
	return history{slices.Clone(s.list), s.at, s.count}
}

// restore makes the steps stand as they did.
func (s *steps) restore(h history) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.list, s.at, s.count = h.list, h.at, h.count
}

func (s *steps) back()  { s.move(-1) }
func (s *steps) forth() { s.move(1) }

func (s *steps) move(by int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at += by
}
