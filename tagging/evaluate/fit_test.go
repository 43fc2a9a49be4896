package evaluate

import (
	"math/rand/v2"
	"slices"
	"testing"

	"catchlight/tagging"
)

// judged are photos of which a tag is right where the rule says so, but for a few.
func judged(n int, rule tagging.Rule, nulls []float32) []rated {
	random := rand.New(rand.NewPCG(1, 2))
	var photos []rated
	for range n {
		scores := make([]float32, len(nulls))
		for i := range scores {
			scores[i] = random.Float32()*.6 + nulls[i]
		}
		p := rated{measure: tagging.Cosine, best: slices.Max(scores), top: slices.Max(scores)}.with(scores, nil)
		for i := range p.tags {
			p.right[i] = (p.value(i, nulls, rule) >= rule.Balanced) != (random.Float32() < .05)
			if p.right[i] {
				p.labels++
			}
		}
		photos = append(photos, p)
	}
	return photos
}

func TestFitFindsTheRule(t *testing.T) {
	nulls := []float32{-.1, .05, 0, .1, -.05, .2, -.2, 0, .1, -.1}
	for _, want := range []tagging.Rule{{Gap: .5, Null: 0, Balanced: .4}, {Gap: 0, Null: 1, Balanced: .45}, {Gap: .25, Null: .5, Balanced: .4}} {
		all := scored{judged(600, want, nulls), nulls}
		r, halves := all.fitRule(), all.halves()
		if r.Gap != want.Gap || r.Null != want.Null || r.Balanced < want.Balanced-.02 || r.Balanced > want.Balanced+.02 {
			t.Errorf("fitted %+v, the photos were judged by %+v", r, want)
		}
		if r.Strict < r.Balanced || r.Loose > r.Balanced {
			t.Errorf("the cuts of %+v are out of order", r)
		}
		heldOut := both([2]hits{halves[0].count(halves[1].fitRule()), halves[1].count(halves[0].fitRule())}).f(1)
		f1, present := all.count(r).f(1), all.count(want).f(1)
		if len(halves[0].photos)+len(halves[1].photos) != 600 || heldOut < present-.02 || f1 < present-.001 || present < .8 {
			t.Errorf("held out %g, fitted %g, present %g", heldOut, f1, present)
		}
	}
}

func TestFitWithoutNullsAsksForNone(t *testing.T) {
	none, rule := make([]float32, 10), tagging.Rule{Gap: .5, Strict: .45, Balanced: .33, Loose: .25}
	if r := (scored{judged(200, rule, none), none}).fitRule(); r.Null != 0 {
		t.Errorf("%+v", r)
	}
}
