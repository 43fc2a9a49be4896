package tagging

import (
	"math"
	"slices"
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

// TestDoubt: a rare word of which a model of classes is not certain has as much against it as one that
// holds for some of any photos; what a class is has nothing, and what holds for much has no more.
func TestDoubt(t *testing.T) {
	rare := func(likelihood float32) []float32 {
		row := make([]float32, 100)
		row[7] = likelihood
		return row
	}
	for _, c := range []struct {
		name string
		row  []float32
		want float64
	}{
		{"certain", rare(1), .01},
		{"half", rare(.5), .015},
		{"hardly", rare(.1), .027},
		{"nothing", rare(0), 0},
		{"common", slices.Repeat([]float32{.3}, 100), .3},
	} {
		tags := &TagVectors{measure: Probabilities, count: 1, dim: 100, tags: []int{0}, rows: c.row}
		if got := tags.nulls(nil, 0)[0]; !agree(got, c.want) {
			t.Errorf("%s: %.4f, want %.4f", c.name, got, c.want)
		}
	}
}
