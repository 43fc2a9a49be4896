package tagging

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"catchlight/tagging/vocabulary"
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
	t := &TagVectors{vocabulary: &vocabulary.Vocabulary{}, count: n, dim: dim}
	for i := range n {
		t.vocabulary.Tags = append(t.vocabulary.Tags, vocabulary.Tag{Name: strconv.Itoa(i), Parent: -1})
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

func TestScoreRowsScoresAsDot(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for _, dim := range []int{3, 8, 40, 384} {
		for _, n := range []int{1, 4, 5, 11} {
			tags := benchmarkVectors(19, dim)
			tags.tags[18], tags.count = 20, 21 // two headings
			var photos []float32
			for range n {
				photos = append(photos, randomVector(random, dim)...)
			}
			scores := tags.scoreRows(photos, nil)
			for p := range n {
				for row, tag := range tags.tags {
					want := dotPlain(photos[p*dim:(p+1)*dim], tags.rows[row*dim:(row+1)*dim])
					if got := scores[p*tags.width()+tag]; math.Abs(float64(got-want)) > 1e-5 {
						t.Fatalf("%d values, photo %d of %d, tag %d: %g, want %g", dim, p, n, tag, got, want)
					}
				}
				if scores[p*tags.width()+18] != unscored || scores[p*tags.width()+19] != unscored {
					t.Fatal("a heading has a score")
				}
			}
		}
	}
}

// BenchmarkScoreBlock scores a block of the library against 1,000 tags.
func BenchmarkScoreBlock(b *testing.B) {
	tags := benchmarkVectors(1000, 512)
	random := rand.New(rand.NewPCG(3, 4))
	var photos []float32
	for range 64 {
		photos = append(photos, randomVector(random, 512)...)
	}
	var scores []float32
	for b.Loop() {
		scores = tags.scoreRows(photos, scores)
	}
	b.ReportMetric(float64(b.N)*64*1000*512*2/b.Elapsed().Seconds()/1e9, "GFLOPS")
}
