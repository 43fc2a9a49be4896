package tagging

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/tagging/query"
)

func TestDirectionAddsAndTakesAway(t *testing.T) {
	d, err := Direction(t.Context(), &fakeEncoder{}, nil, query.Query{With: query.Texts("red"), Without: query.Texts("green"), Like: []query.Likeness{{Vector: []float32{0, 1, 0}, Weight: 1}}}, nil)
	if err != nil || !equals(float64(d.texts[0]), 1) || !equals(float64(d.texts[1]), 0) {
		t.Errorf("%v, %v", d, err)
	}
	if _, err := Direction(t.Context(), &fakeEncoder{}, nil, query.Query{}, nil); !errors.Is(err, ErrNoWords) {
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
		{"The old bridge", one, "a photo of an old bridge"},
		{"another", one, "a photo of an another"},
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
	for name, within := range map[string][]*library.Photo{"all": photos, "a few": photos[:n/50]} {
		aim := Cosine.aim(exact[0], make([]float32, 96))
		scores := Scores(lib, "m", aim, within)
		for i, hit := range scores {
			if hit.Photo != within[i] {
				t.Fatalf("%s: the score of %d stands at the place of %d", name, hit.Photo.ID, within[i].ID)
			}
		}
		slices.SortStableFunc(scores, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
		if !slices.Equal(scores, Search(lib, "m", aim, within, 0)) {
			t.Errorf("%s: the scores are not those that photos are ranked by", name)
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

// coloured is a model that knows three colours, by either measure.
type coloured struct {
	fakeEncoder
	measure Measure
}

func (c *coloured) Profile() Profile {
	p := c.fakeEncoder.Profile()
	p.Measure = c.measure
	return p
}

// TestWeights: a weight moves what is found towards what weighs more, or away from it, in models of
// both kinds, for words and photos alike.
func TestWeights(t *testing.T) {
	reddish, greenish := unit([]float32{2, 1, .5}), unit([]float32{1, 2, .5})
	like := func(red, green float32) []query.Likeness {
		return []query.Likeness{{Vector: reddish, Weight: red}, {Vector: greenish, Weight: green}}
	}
	for _, c := range []struct {
		words  string
		like   []query.Likeness
		redder int // 1: the reddish photo is found first, -1: the greenish one, 0: neither
	}{
		{"red + green", nil, 0},
		{"2:red + green", nil, 1},
		{"red + 2:green", nil, -1},
		{"red + .5:green", nil, 1},
		{"blue - red - green", nil, 0},
		{"blue - 2:red - green", nil, -1},
		{"blue - red -2:green", nil, 1},
		{"", like(1, 1), 0},
		{"", like(2, 1), 1},
		{"", like(1, -1), 1},
		{"blue", like(-1, -2), 1},
		{"red", like(0, .1), 1},
		{"red", like(0, 9), -1},
		{"9:red", like(0, 1), 1},
	} {
		for _, measure := range []Measure{Cosine, Probabilities} {
			red, green := scoreOf(t, measure, c.words, c.like, reddish), scoreOf(t, measure, c.words, c.like, greenish)
			if got := cmp.Compare(math.Round(red*1e5), math.Round(green*1e5)); got != c.redder {
				t.Errorf("%q, like %v, %q: red %v, green %v", c.words, c.like, measure, red, green)
			}
		}
	}
}

// TestWhatCountsLittleMayBeMissing: a model that gives no likelihood at all to what counts little does
// not keep a photo from being found; what counts as much as the rest it does.
func TestWhatCountsLittleMayBeMissing(t *testing.T) {
	red := []float32{1, 0, 0}
	for words, found := range map[string]bool{
		"red + green": false, "2:red + 2:green": false, "1.1:red + green": false, "9:red + green": true, "red + .1:green": true,
		"red + 9:green": false, "blue - 9:red": false, "9:green - red": false, "red - .1:red": true,
	} {
		if score := scoreOf(t, Probabilities, words, nil, red); (score >= leastLikely) != found {
			t.Errorf("%q scores %v on a photo that is red alone", words, score)
		}
	}
}

// TestOnlyTheRatioOfWeightsMatters, so that the line between found and not found stays where it is.
func TestOnlyTheRatioOfWeightsMatters(t *testing.T) {
	for _, photo := range [][]float32{unit([]float32{2, 1, .5}), unit([]float32{1, 2, .5}), unit([]float32{.2, .3, 4})} {
		for _, same := range [][2]string{{"2:red", "red"}, {"3:red + 3:green", "red + green"}, {"4:red - 2:green", "2:red - green"}, {"2:red xqzyw", "red xqzyw"}} {
			for _, measure := range []Measure{Cosine, Probabilities} {
				if a, b := scoreOf(t, measure, same[0], nil, photo), scoreOf(t, measure, same[1], nil, photo); math.Abs(a-b) > 1e-5 {
					t.Errorf("%q: %q scores %v, %q %v", measure, same[0], a, same[1], b)
				}
			}
		}
		if a, b := scoreOf(t, Probabilities, "2:red", []query.Likeness{{Vector: photo, Weight: 2}}, photo), scoreOf(t, Probabilities, "red", []query.Likeness{{Vector: photo, Weight: 1}}, photo); math.Abs(a-b) > 1e-5 {
			t.Errorf("a word and a photo of weight 2 score %v, of 1 %v", a, b)
		}
	}
}

// TestReadingTwiceEncodesNothingTwice: what nobody knows is read again with the words
// that photos have, once; the model reads each text one time, beside photos as well.
func TestReadingTwiceEncodesNothingTwice(t *testing.T) {
	for _, like := range [][]query.Likeness{nil, {{Vector: []float32{1, 0, 0}, Weight: 1}}} {
		enc := &listening{coloured: coloured{measure: Probabilities}}
		q, asked := query.Parse([]string{"red xqzyw -green"}), 0
		q.Like = like
		aim, err := Direction(t.Context(), enc, nil, q, func() []string { asked++; return []string{"xqzyw"} })
		if err != nil || asked != 1 || aim.Phrases()[1].Strange {
			t.Fatalf("like %v: asked %d times, read as %+v, %v", like, asked, aim.Phrases(), err)
		}
		for text, n := range enc.heard {
			if n > 1+len(like) { // beside photos the sum of texts is encoded, too
				t.Errorf("like %v: %q is encoded %d times", like, text, n)
			}
		}
	}
}

// listening counts the texts that it is to encode.
type listening struct {
	coloured
	heard map[string]int
}

func (l *listening) Texts(ctx context.Context, texts []string) ([][]float32, error) {
	if l.heard == nil {
		l.heard = map[string]int{}
	}
	for _, text := range texts {
		l.heard[text]++
	}
	return l.coloured.Texts(ctx, texts)
}

// scoreOf is what a photo scores in a search.
func scoreOf(t *testing.T, measure Measure, words string, like []query.Likeness, photo []float32) float64 {
	t.Helper()
	q := query.Parse([]string{words})
	q.Like = like
	aim, err := Direction(t.Context(), &coloured{measure: measure}, nil, q, nil)
	if err != nil {
		t.Fatal(err)
	}
	return float64(aim.score(photo, nil))
}
