package library

import "slices"

// maxSteps and maxStepDecisions bound what can be undone; a decision takes about 300 bytes.
const (
	maxSteps         = 1000
	maxStepDecisions = 500_000
)

// step is one change of decisions: what stood before, and what stands after.
type step struct {
	label         string
	before, after []Decision
}

// taken is what undoes the step: a tag that the step decided twice goes back to what stood first.
func (s step) taken() []Decision {
	back := slices.Clone(s.before)
	slices.Reverse(back)
	return back
}

// steps is the history of this session; steps before at are done, the others undone.
type steps struct {
	list  []step
	at    int
	count int // decisions in list
}

// add appends a step and forgets those that were undone, and the oldest where there are too many.
func (s *steps) add(new step) {
	for _, undone := range s.list[s.at:] {
		s.count -= len(undone.after)
	}
	s.list = append(s.list[:s.at], new)
	s.count += len(new.after)
	for len(s.list) > 1 && (len(s.list) > maxSteps || s.count > maxStepDecisions) {
		s.count -= len(s.list[0].after)
		s.list = slices.Delete(s.list, 0, 1)
	}
	s.at = len(s.list)
}

func (s *steps) last() (step, bool) {
	if s.at == 0 {
		return step{}, false
	}
	return s.list[s.at-1], true
}

func (s *steps) next() (step, bool) {
	if s.at == len(s.list) {
		return step{}, false
	}
	return s.list[s.at], true
}

func (s *steps) back()  { s.at-- }
func (s *steps) forth() { s.at++ }
