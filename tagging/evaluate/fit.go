package evaluate

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"

	"catchlight/tagging"
)

// Fit is a model's rule, fitted to labelled photos.
type Fit struct {
	Rule    tagging.Rule `json:"rule"`        // for the model's manifest
	F1      float64      `json:"f1"`          // on the photos that it was fitted to
	HeldOut float64      `json:"held_out_f1"` // fitted to one half of the photos, on the other, both ways
	Present float64      `json:"present_f1"`  // of the model's present rule on these photos
}

// fittedTags is how many tags of a photo, the best, a fit looks at: four times as many as are
// proposed.
const fittedTags = 4 * tagging.DefaultMax

// The weights that a fit tries. Finer steps than these change F1 by less than another choice of
// photos does.
var (
	fittedGaps  = []float32{0, .25, .5, .75, 1, 1.5}
	fittedNulls = []float32{0, .25, .5, .75, 1}
)

// rated is a photo with the scores of its best tags, for a fit.
type rated struct {
	measure tagging.Measure
	best    float32 // as the rule has it
	top     float32 // as a rule without nulls has it
	tags    []int
	scores  []float32
	right   []bool
	labels  int
}

// with is r with the best of the tags by their scores, and which of them are right.
func (r rated) with(scores []float32, truth map[int]bool) rated {
	r.tags = bestTags(scores, fittedTags)
	for _, tag := range r.tags {
		r.scores, r.right = append(r.scores, scores[tag]), append(r.right, truth[tag])
	}
	return r
}

// without leaves tags out that do not count.
func (r rated) without(tags map[int]bool) rated {
	if len(tags) == 0 {
		return r
	}
	left := rated{measure: r.measure, best: r.best, top: r.top, labels: r.labels}
	for i, tag := range r.tags {
		if !tags[tag] {
			left.tags, left.scores, left.right = append(left.tags, tag), append(left.scores, r.scores[i]), append(left.right, r.right[i])
		}
	}
	return left
}

// scored are photos as one way to score tags has them.
type scored struct {
	photos []rated
	nulls  []float32 // of the tags
}

// neighbours is how many photos in a row belong to one half: they are often of one series, and a
// rule that has seen some of it knows the rest.
const neighbours = 8

// halfOf is the half that the photo of a place belongs to.
func halfOf(place int) int { return place / neighbours % 2 }

// halves are the photos in two halves.
func (s scored) halves() []scored {
	halves := make([]scored, 2)
	for i, p := range s.photos {
		h := &halves[halfOf(i)]
		h.nulls, h.photos = s.nulls, append(h.photos, p)
	}
	return halves
}

// fit finds the model's rule for labelled photos, and which way to score suits it.
func (f *fitter) fit(ctx context.Context, present tagging.Rule) (Fit, error) {
	found, err := f.found(ctx, tagging.TakenRule{Rule: present})
	if err != nil {
		return Fit{}, err
	}
	all, err := f.score(ctx, found.rule)
	if err != nil {
		return Fit{}, err
	}
	return Fit{
		Rule: found.rule.Rule, F1: all.count(found.rule.Rule).f(1), HeldOut: found.then().f(1), Present: found.now().f(1),
	}, nil
}

// fitRule finds the rule under which the suggestions for photos are best: balanced has the highest
// F1, strict the highest F½, for which precision counts more, loose the highest F2. A logistic
// regression on score, gap and null was tried instead: with so few right pairs among so many it
// puts the line elsewhere than where F1 is highest.
func (s scored) fitRule() tagging.Rule {
	var rule tagging.Rule
	best := -1.0
	for _, gap := range fittedGaps {
		for _, null := range fittedNulls {
			r := tagging.Rule{Gap: gap, Null: null}
			cuts, f1 := s.cutsOf(r)
			if f1 > best+1e-9 {
				best, rule = f1, cuts
			}
			if allZero(s.nulls) {
				break
			}
		}
	}
	return rule
}

func allZero(list []float32) bool {
	return !slices.ContainsFunc(list, func(x float32) bool { return x != 0 })
}

// hits counts suggestions.
type hits struct{ right, suggested, labels int }

func (h *hits) add(o hits) {
	h.right, h.suggested, h.labels = h.right+o.right, h.suggested+o.suggested, h.labels+o.labels
}

// f is the mean of precision and recall in which recall counts beta times as much (C. J. van
// Rijsbergen, 1979).
func (h hits) f(beta float64) float64 {
	if h.right == 0 {
		return 0
	}
	b := beta * beta
	return (1 + b) * float64(h.right) / (b*float64(h.labels) + float64(h.suggested))
}

// value is what a rule compares with its cuts.
func (r rated) value(i int, nulls []float32, rule tagging.Rule) float32 {
	best := r.best
	if rule.Null == 0 {
		best = r.top
	}
	return rule.Value(r.measure, r.scores[i], best, nulls[r.tags[i]])
}

// count counts what a rule suggests, balanced.
func (s scored) count(rule tagging.Rule) hits {
	var h hits
	for _, p := range s.photos {
		h.labels += p.labels
		for i := range p.tags {
			if p.value(i, s.nulls, rule) >= rule.Balanced {
				h.suggested++
				if p.right[i] {
					h.right++
				}
			}
		}
	}
	return h
}

// cutsOf gives the rule its cuts, and says the F1 of the balanced one.
func (s scored) cutsOf(rule tagging.Rule) (tagging.Rule, float64) {
	type pair struct {
		value float32
		right bool
	}
	var pairs []pair
	var h hits
	for _, p := range s.photos {
		h.labels += p.labels
		for i := range p.tags {
			pairs = append(pairs, pair{p.value(i, s.nulls, rule), p.right[i]})
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int { return cmp.Compare(b.value, a.value) })
	cuts := map[float64]*float32{.5: &rule.Strict, 1: &rule.Balanced, 2: &rule.Loose}
	best := map[float64]float64{}
	for _, p := range pairs {
		h.suggested++
		if p.right {
			h.right++
		}
		for beta := range maps.Keys(cuts) {
			if f := h.f(beta); f > best[beta] {
				best[beta], *cuts[beta] = f, float32(math.Floor(float64(p.value)*1000)/1000)
			}
		}
	}
	rule.Strict, rule.Loose = max(rule.Strict, rule.Balanced), min(rule.Loose, rule.Balanced)
	return rule, best[1]
}
