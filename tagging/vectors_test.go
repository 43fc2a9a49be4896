package tagging

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
)

func randomVector(random *rand.Rand, dim int) []float32 {
	v := make([]float32, dim)
	for i := range v {
		v[i] = float32(random.NormFloat64())
	}
	return unit(v)
}

func TestDot(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, dim := range []int{0, 1, 7, 8, 9, 31, 32, 33, 96, 384, 513} {
		a, b := randomVector(random, dim), randomVector(random, dim)
		want := 0.0
		for i := range a {
			want += float64(a[i]) * float64(b[i])
		}
		for name, f := range map[string]func(a, b []float32) float32{"dot": dot, "dotPlain": dotPlain} {
			if got := f(a, b); math.Abs(float64(got)-want) > 1e-5 {
				t.Errorf("%s of %d values: %g, want %g", name, dim, got, want)
			}
		}
	}
}

func TestUnitKeepsZero(t *testing.T) {
	if v := unit(make([]float32, 4)); v[0] != 0 {
		t.Errorf("%v", v)
	}
}

// benchmarkVectors are random vectors for n tags.
func benchmarkVectors(n, dim int) *TagVectors {
	random := rand.New(rand.NewPCG(1, 2))
	t := &TagVectors{count: n, dim: dim}
	for i := range n {
		t.tags = append(t.tags, i)
		t.rows = append(t.rows, randomVector(random, dim)...)
	}
	return t
}

// BenchmarkScores scores one photo against a vocabulary.
func BenchmarkScores(b *testing.B) {
	for _, n := range []int{314, 1000, 20_000} {
		t := benchmarkVectors(n, 384)
		photo := randomVector(rand.New(rand.NewPCG(3, 4)), 384)
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			for b.Loop() {
				t.Scores(photo)
			}
		})
	}
}
