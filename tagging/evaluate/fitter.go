package evaluate

import (
	"context"

	"catchlight/tagging"
)

// fitter fits rules to photos of which it is known what is on them.
type fitter struct {
	photos  []known
	measure tagging.Measure
	own     tagging.Rule // the model's: how far apart its cuts are
	except  map[int]bool // tags that do not count
	ways    []way        // to score tags, the plainest first

	// tags are the tags as a rule alone has them, and what each scores on any photo.
	tags func(ctx context.Context, rule tagging.TakenRule) (*tagging.TagVectors, []float32, error)
	// pairs are the words that tags are often seen with on photos; nil where no way asks for them.
	pairs func(photos []known) map[string][]string
}

// known is a photo's vector with what is on it.
type known struct {
	vector []float32
	truth  map[int]bool // tags, and those above them
	labels int          // how many there are to be found
	graded *gradedPhoto // whose keywords say so; nil where a table of labels does
}

// way is a way to score tags on which a rule can stand.
type way struct{ standardise, pairs bool }

// leastGain is by how much F1 has to be better for a less plain way: of several that are tried one
// gains a little by chance.
const leastGain = .01

// finding is a rule with what it and the present one find on the half of the photos that it was not
// fitted to, for both.
type finding struct {
	rule            tagging.TakenRule
	before, heldOut [2]hits
}

func (f finding) now() hits  { return both(f.before) }
func (f finding) then() hits { return both(f.heldOut) }

func both(halves [2]hits) hits {
	halves[0].add(halves[1])
	return halves[0]
}

// gains reports whether halves are each found better than others, and together by so much.
func gains(halves, others [2]hits, least float64) bool {
	return halves[0].f(1) > others[0].f(1) && halves[1].f(1) > others[1].f(1) && both(halves).f(1) >= both(others).f(1)+least
}

// found finds the way that suits, and the rule that fits all photos that way. A less plain way has
// to gain on each half, by rules that were fitted to the other, and also on the present rule.
func (f *fitter) found(ctx context.Context, present tagging.TakenRule) (best finding, err error) {
	was, err := f.score(ctx, present)
	if err != nil {
		return best, err
	}
	for i, half := range was.halves() {
		best.before[i] = half.count(present.Rule)
	}
	suits := f.ways[0]
	for i, w := range f.ways {
		heldOut, err := f.try(ctx, w)
		if err != nil {
			return best, err
		}
		if i == 0 || gains(heldOut, best.heldOut, leastGain) && gains(heldOut, best.before, 0) {
			suits, best.heldOut = w, heldOut
		}
	}
	best.rule = f.ruleOf(suits, f.photos)
	all, err := f.score(ctx, best.rule)
	best.rule.Rule = f.fitted(all, suits)
	return best, err
}

// try fits a rule to each half and counts what it finds on the other.
func (f *fitter) try(ctx context.Context, w way) (heldOut [2]hits, err error) {
	for fitTo := range 2 {
		var half []known
		for i, p := range f.photos {
			if halfOf(i) == fitTo {
				half = append(half, p)
			}
		}
		all, err := f.score(ctx, f.ruleOf(w, half))
		if err != nil {
			return heldOut, err
		}
		halves := all.halves()
		// By itself: Go 1.26 forgets that the other half is needed while a call beside it is under way.
		rule := f.fitted(halves[fitTo], w)
		heldOut[1-fitTo] = halves[1-fitTo].count(rule)
	}
	return heldOut, nil
}

// ruleOf is a way as a rule without constants of its own, as far as photos teach it.
func (f *fitter) ruleOf(w way, photos []known) tagging.TakenRule {
	r := tagging.TakenRule{Rule: f.own}
	if r.Standardise = w.standardise; w.pairs {
		r.Pairs = f.pairs(photos)
	}
	return r
}

// fitted is the rule of a way that fits photos. Its cuts do not fall together where few photos say
// little of them: half of the distance that the model's own have stays between them.
func (f *fitter) fitted(photos scored, w way) tagging.Rule {
	rule := photos.fitRule()
	rule.Strict = max(rule.Strict, rule.Balanced+(f.own.Strict-f.own.Balanced)/2)
	rule.Loose = min(rule.Loose, rule.Balanced-(f.own.Balanced-f.own.Loose)/2)
	rule.Standardise = w.standardise
	return rule
}

// score scores the photos as a rule has them.
func (f *fitter) score(ctx context.Context, rule tagging.TakenRule) (scored, error) {
	tags, nulls, err := f.tags(ctx, rule)
	if err != nil {
		return scored{}, err
	}
	s := scored{make([]rated, len(f.photos)), nulls}
	err = each(ctx, len(f.photos), func(i int) {
		p := f.photos[i]
		r := rated{measure: f.measure, labels: p.labels}
		r.best, r.top = tags.Bests(p.vector)
		s.photos[i] = r.with(tags.Scores(p.vector), p.truth).without(f.except)
	})
	return s, err
}
