package tagging

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"catchlight/library"
	"catchlight/library/picture"
)

func TestParseQuery(t *testing.T) {
	for words, want := range map[string]Query{
		"dog":                    {With: []string{"dog"}},
		"a dog + snow - a leash": {With: []string{"a dog", "snow"}, Without: []string{"a leash"}},
		"- rain + sea":           {With: []string{"sea"}, Without: []string{"rain"}},
		"black-and-white + +":    {With: []string{"black-and-white"}},
	} {
		got, err := ParseQuery(strings.Fields(words))
		if err != nil || !slices.Equal(got.With, want.With) || !slices.Equal(got.Without, want.Without) {
			t.Errorf("%s: %+v, %v", words, got, err)
		}
	}
	for _, words := range []string{"", "+", "- +"} {
		if _, err := ParseQuery(strings.Fields(words)); !errors.Is(err, ErrNoWords) {
			t.Errorf("%q: %v, want ErrNoWords", words, err)
		}
	}
}

func TestDirectionAddsAndTakesAway(t *testing.T) {
	d, err := Direction(t.Context(), &fakeEncoder{}, nil, Query{With: []string{"red"}, Without: []string{"green"}, Like: [][]float32{{0, 1, 0}}})
	if err != nil || !equals(float64(d.texts[0]), 1) || !equals(float64(d.texts[1]), 0) {
		t.Errorf("%v, %v", d, err)
	}
	if _, err := Direction(t.Context(), &fakeEncoder{}, nil, Query{}); !errors.Is(err, ErrNoWords) {
		t.Errorf("%v, want ErrNoWords", err)
	}
}

func TestSearchText(t *testing.T) {
	one, many := []string{"a photo of a {}"}, []string{"{}", "a photo of a {}"}
	for _, c := range []struct {
		words     string
		templates []string
		want      string
	}{
		{"dog", one, "a photo of a dog"},
		{"The old bridge", one, "a photo of a old bridge"},
		{"another", one, "a photo of a another"},
		{"a photo of the sea", one, "a photo of the sea"},
		{"a dog", many, "a dog"},
	} {
		if got := searchText(c.words, c.templates); got != c.want {
			t.Errorf("%q: %q, want %q", c.words, got, c.want)
		}
	}
}

func TestVectorsSkipHeadingsAndTakePrompts(t *testing.T) {
	v := words(t, "[colours]\n\tcherry\n\t\t{= red}\n\tgreen\n")
	tags, err := Vectors(t.Context(), &fakeEncoder{}, nil, v, VectorOptions{})
	if err != nil {
		t.Fatal(err)
	}
	scores := tags.Scores([]float32{1, 0, 0})
	if len(scores) != 3 || scores[0] != -1 || !equals(float64(scores[1]), 1) || scores[2] != 0 {
		t.Errorf("%v", scores)
	}
}

// someLibrary has n random vectors of a model "m", and photos that show their pictures; exact are
// the vectors before they were stored, as many as keep says.
func someLibrary(t testing.TB, n, dim, keep int) (lib *library.Library, photos []*library.Photo, exact [][]float32) {
	t.Helper()
	lib, err := library.Open(filepath.Join(t.TempDir(), "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = lib.Close() })
	random := rand.New(rand.NewPCG(1, uint64(n)))
	for len(photos) < n {
		var batch []library.Vector
		for range min(5000, n-len(photos)) {
			picture, v := picture.ID{1}, randomVector(random, dim)
			for i := range 8 {
				picture[8+i] = byte(len(photos) >> (8 * i))
			}
			batch = append(batch, library.Vector{Picture: picture, Values: v})
			photos = append(photos, &library.Photo{ID: library.ID(len(photos) + 1), Picture: picture})
			if len(exact) < keep {
				exact = append(exact, v)
			}
		}
		if err := lib.StoreVectors("m", batch); err != nil {
			t.Fatal(err)
		}
	}
	return lib, photos, exact
}

// TestSearchFindsTheBest compares the ways to search with what the vectors were before they were
// rounded: of the best hundred at least 99 must be found.
func TestSearchFindsTheBest(t *testing.T) {
	const n, top = 6000, 100
	lib, photos, exact := someLibrary(t, n, 96, n)
	random := rand.New(rand.NewPCG(7, 8))
	for name, within := range map[string][]*library.Photo{"all": photos, "a few": photos[:n/5], "a third": photos[n/3 : 2*n/3], "none": nil} {
		direction := randomVector(random, 96)
		aim := Cosine.aim(direction, make([]float32, 96))
		want := slices.Clone(within)
		score := func(p *library.Photo) float32 { return dotPlain(exact[p.ID-1], direction) }
		slices.SortFunc(want, func(a, b *library.Photo) int { return cmp.Compare(score(b), score(a)) })
		want = want[:min(top, len(want))]
		found := 0
		hits := Search(lib, "m", aim, within, top)
		for i, h := range hits {
			if math.Abs(float64(h.Score-score(h.Photo))) > 1e-3 || i > 0 && h.Score > hits[i-1].Score {
				t.Fatalf("%s: hit %d scores %g, its vector %g", name, i, h.Score, score(h.Photo))
			}
			if slices.Contains(want, h.Photo) {
				found++
			}
		}
		if len(hits) != len(want) || found < len(want)*99/100 {
			t.Errorf("%s: %d hits, %d of the best %d", name, len(hits), found, len(want))
		}
	}
	if all := Search(lib, "m", Cosine.aim(exact[0], make([]float32, 96)), photos, 0); len(all) != n || all[0].Photo != photos[0] {
		t.Errorf("%d photos are ranked", len(all))
	}
	if none := Search(lib, "other", Cosine.aim(exact[0], make([]float32, 96)), photos, 5); len(none) != 0 {
		t.Errorf("%d hits of a model without vectors", len(none))
	}
}

// BenchmarkSearch looks for the best 100 of many photos, and ranks them all.
func BenchmarkSearch(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 1_000_000} {
		lib, photos, _ := someLibrary(b, n, 512, 0)
		direction := Cosine.aim(randomVector(rand.New(rand.NewPCG(3, 4)), 512), make([]float32, 512))
		for top, want := range map[int]int{100: 100, 0: n} {
			b.Run(fmt.Sprintf("%d, top %d", n, top), func(b *testing.B) {
				b.SetBytes(int64(n) * 512 * 2)
				for b.Loop() {
					if hits := Search(lib, "m", direction, photos, top); len(hits) != want {
						b.Fatal(len(hits))
					}
				}
			})
		}
	}
}

// BenchmarkSuggestAll scores 50,000 photos with 1,000 tags and chooses.
func BenchmarkSuggestAll(b *testing.B) {
	b.Run("cosine", func(b *testing.B) { benchmarkSuggestAll(b, Cosine, 512) })
	b.Run("probabilities", func(b *testing.B) { benchmarkSuggestAll(b, Probabilities, 1000) })
}

func benchmarkSuggestAll(b *testing.B, measure Measure, dim int) {
	lib, photos, _ := someLibrary(b, 50_000, dim, 0)
	tags := benchmarkVectors(1000, dim)
	tags.measure = measure
	tags.rule = Rule{Gap: .5, Strict: .2, Balanced: .17, Loose: .15}
	blocks := lib.VectorBlocks("m")
	for b.Loop() {
		err := tags.SuggestAll(b.Context(), blocks, SuggestOptions{Strength: Loose},
			func(picture.ID) bool { return true }, func(picture.ID, []Suggestion) {})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(photos)*b.N)/b.Elapsed().Seconds(), "photos/s")
}

func equals(a, b float64) bool { return math.Abs(a-b) < 1e-9 }
