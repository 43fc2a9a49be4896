package tagging

import (
	"math"
	"math/rand/v2"
	"testing"
)

// judged are photos of which a tag is right where the rule says so, but for a few.
func judged(n int, rule Rule, nulls []float32) []rated {
	random := rand.New(rand.NewPCG(1, 2))
	var photos []rated
	for range n {
		scores := make([]float32, len(nulls))
		for i := range scores {
			scores[i] = random.Float32()*.6 + nulls[i]
		}
		p := rate(scores, nil, 0)
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
	for _, want := range []Rule{{Gap: .5, Null: 0, Balanced: .4}, {Gap: 0, Null: 1, Balanced: .45}, {Gap: .25, Null: .5, Balanced: .4}} {
		f := fit(judged(600, want, nulls), nulls, want)
		r := f.Rule
		if r.Gap != want.Gap || r.Null != want.Null || r.Balanced < want.Balanced-.02 || r.Balanced > want.Balanced+.02 {
			t.Errorf("fitted %+v, the photos were judged by %+v", r, want)
		}
		if r.Strict < r.Balanced || r.Loose > r.Balanced {
			t.Errorf("the cuts of %+v are out of order", r)
		}
		if f.HeldOut < f.Present-.02 || f.F1 < f.Present-.001 || f.Present < .8 {
			t.Errorf("%+v", f)
		}
	}
}

func TestFitWithoutNullsAsksForNone(t *testing.T) {
	none := make([]float32, 10)
	if f := fit(judged(200, testRule, none), none, testRule); f.Rule.Null != 0 {
		t.Errorf("%+v", f.Rule)
	}
}

// TestNulls: a tag that is near to everything is suggested only where it is nearer than usual.
func TestNulls(t *testing.T) {
	v := words(t, "everything\nthing\n")
	tags := &TagVectors{vocabulary: v, rule: Rule{Null: 1, Strict: .5, Balanced: .4, Loose: .3}, count: 2, dim: 2, tags: []int{0, 1}, rows: []float32{.6, .8, 0, 1}}
	var sample [][]float32
	for i := range 60 {
		x := float32(i)/100 + .2
		sample = append(sample, unit([]float32{1, x}))
	}
	nulls := tags.nulls(sample, 1<<20)
	if nulls[0] <= .1 || math.Abs(float64(nulls[0]+nulls[1])) > 1e-5 {
		t.Fatalf("nulls %v", nulls)
	}
	if low := tags.withNulls(sample, 1<<20).Cut(0, Balanced); low <= tags.Cut(0, Balanced) {
		t.Errorf("the tag that is near to everything needs %g", low)
	}
	if few := tags.nulls(sample[:leastSampled-1], 1<<20); few[0] != 0 {
		t.Errorf("few photos make nulls %v", few)
	}
	if small := tags.nulls(sample, halfNull); small[0] > .6*nulls[0] {
		t.Errorf("a small library's nulls %v, a large one's %v", small, nulls)
	}
}
