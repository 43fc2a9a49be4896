package tagging

import (
	"math"
	"testing"
)

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
