package tagging

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/tagging/vocabulary"
)

// partial is a model with favourites: each word is a direction of its own, but some score on any
// photo, for all texts and photos share one direction more or less.
type partial struct {
	fakeEncoder
	rule  Rule
	share func(text string) float32 // of the common direction in a text
}

const partialWords = 20

func (p *partial) Profile() Profile {
	return Profile{Name: "partial", Dim: partialWords + 1, Templates: []string{"{}"}, Rule: p.rule}
}

func (p *partial) Texts(_ context.Context, texts []string) ([][]float32, error) {
	var all [][]float32
	for _, text := range texts {
		v := make([]float32, partialWords+1)
		var word int
		_, _ = fmt.Sscanf(text, "w%d", &word)
		v[word], v[partialWords] = 1, p.share(text)
		all = append(all, unit(v))
	}
	return all, nil
}

// partialTo are photos of one or two words each, more or less partial to all of them.
func partialTo(n int, most float32) (photos [][]float32, shows []map[int]bool) {
	random := rand.New(rand.NewPCG(7, 8))
	for range n {
		v := make([]float32, partialWords+1)
		for i := range partialWords {
			v[i] = .6 * random.Float32()
		}
		on := map[int]bool{random.IntN(partialWords): true, random.IntN(partialWords): true}
		for word := range on {
			v[word] += .5
		}
		v[partialWords] = most * random.Float32()
		photos, shows = append(photos, unit(v)), append(shows, on)
	}
	return photos, shows
}

func favouring(text string) float32 {
	var word int
	_, _ = fmt.Sscanf(text, "w%d", &word)
	return float32(word%5) / 4
}

func numbered(t testing.TB, n int) *vocabulary.Vocabulary {
	t.Helper()
	var list strings.Builder
	for i := range n {
		fmt.Fprintf(&list, "w%d\n", i)
	}
	return words(t, list.String())
}

// averagePrecision is that of all pairs of photo and tag, ranked by their scores: it says how well
// one line serves them all.
func averagePrecision(t *TagVectors, photos [][]float32, shows []map[int]bool) float64 {
	type pair struct {
		score float32
		right bool
	}
	var all []pair
	for i, p := range photos {
		for tag, score := range t.Scores(p) {
			all = append(all, pair{score, shows[i][tag]})
		}
	}
	slices.SortFunc(all, func(a, b pair) int { return cmp.Compare(b.score, a.score) })
	sum, right := 0.0, 0
	for i, p := range all {
		if p.right {
			right++
			sum += float64(right) / float64(i+1)
		}
	}
	return sum / float64(right)
}

// TestScoresAtOneLevel: where photos and tags are partial, standardised scores tell better what is
// on a photo; where they are not they lose nothing to speak of. Each tag then scores alike over all
// photos, on the scale that scores had.
func TestScoresAtOneLevel(t *testing.T) {
	for name, c := range map[string]struct {
		partiality  float32
		share       func(string) float32
		least, most float64 // gained
	}{
		"photos and tags": {2, favouring, .15, 1},
		"photos":          {2, func(string) float32 { return .5 }, .02, 1},
		"tags":            {0.5, favouring, .02, 1},
		"none":            {0, func(string) float32 { return 0 }, -.02, .05},
	} {
		photos, shows := partialTo(400, c.partiality)
		rule := Rule{Strict: .5, Balanced: .4, Loose: .3}
		plain, err := Vectors(t.Context(), &partial{rule: rule, share: c.share}, nil, numbered(t, partialWords), VectorOptions{})
		if err != nil {
			t.Fatal(err)
		}
		rule.Standardise = true
		level, _ := Vectors(t.Context(), &partial{rule: rule, share: c.share}, nil, numbered(t, partialWords), VectorOptions{})
		level = level.WithNulls(photos)
		before, after := averagePrecision(plain, photos, shows), averagePrecision(level, photos, shows)
		if gain := after - before; gain < c.least || gain > c.most {
			t.Errorf("%s: %.3f, standardised %.3f", name, before, after)
		}
		was, is := tagMeans(plain, photos), tagMeans(level, photos)
		if spread := slices.Max(is) - slices.Min(is); spread > .6*(slices.Max(was)-slices.Min(was))+.02 {
			t.Errorf("%s: tags score %.3f to %.3f in the mean", name, slices.Min(is), slices.Max(is))
		}
		if math.Abs(meanFloat(is)-meanFloat(was)) > .02 {
			t.Errorf("%s: all scores moved from %.3f to %.3f", name, meanFloat(was), meanFloat(is))
		}
	}
}

func tagMeans(t *TagVectors, photos [][]float32) []float64 {
	means := make([]float64, t.count)
	for _, p := range photos {
		for tag, score := range t.Scores(p) {
			means[tag] += float64(score) / float64(len(photos))
		}
	}
	return means
}

func meanFloat(list []float64) float64 {
	sum := 0.0
	for _, x := range list {
		sum += x
	}
	return sum / float64(len(list))
}

// TestOneLevelEverywhere: one photo, a block, one tag and a decision are all judged by the same
// scores; a fixed cut and a search go by the cosine; what one tag learns does not move the others;
// few photos and few tags change nothing.
func TestOneLevelEverywhere(t *testing.T) {
	c := newClassroom(t, 90)
	photos, _ := partialTo(90, 2)
	var vectors []library.Vector
	for i, p := range c.lib.Snapshot().Photos() {
		vectors = append(vectors, library.Vector{Picture: p.Picture, Values: photos[i]})
	}
	enc := &partial{rule: Rule{Gap: .5, Null: .2, Strict: .4, Balanced: .3, Loose: .2, Standardise: true}, share: favouring}
	if err := c.lib.StoreVectors("partial", vectors); err != nil {
		t.Fatal(err)
	}
	v := numbered(t, partialWords)
	tags, err := Vectors(t.Context(), enc, c.lib, v, VectorOptions{})
	if err != nil {
		t.Fatal(err)
	}
	c.decide(t, "w3", 0, 5, library.Decision{Verdict: library.Accepted})
	untaught, taught := tags.InLibrary(c.lib), tags.Learn(c.lib, c.lib.Snapshot())
	blocks, found := c.lib.VectorBlocks("partial"), map[picture.ID][]Suggestion{}
	var mu sync.Mutex
	err = taught.SuggestAll(t.Context(), blocks, SuggestOptions{}, func(picture.ID) bool { return true }, func(p picture.ID, list []Suggestion) {
		mu.Lock()
		defer mu.Unlock()
		found[p] = list
	})
	if err != nil || untaught.standard == nil || taught.standard == nil {
		t.Fatal(err, untaught.standard, taught.standard)
	}
	for _, p := range c.lib.Snapshot().Photos() {
		vector, _ := c.lib.Vector("partial", p.Picture)
		scores, before, raw := taught.Scores(vector), untaught.Scores(vector), tags.Scores(vector)
		for tag, score := range scores {
			if one, ok := taught.Score(vector, tag); !ok || !agree(one, float64(score)) {
				t.Fatalf("w%d scores %g among all, %g alone", tag, score, one)
			}
			if tag != 3 && !agree(score, float64(before[tag])) {
				t.Fatalf("what w3 has learned moves w%d from %g to %g", tag, before[tag], score)
			}
			if aim, _ := taught.Aim(tag); tag != 3 && !agree(aim.score(vector, nil), float64(raw[tag])) {
				t.Fatalf("a search for w%d goes by %g, not by the cosine %g", tag, aim.score(vector, nil), raw[tag])
			}
		}
		if one := taught.Suggest(vector, SuggestOptions{}); names(one) != names(found[p.Picture]) {
			t.Errorf("%q alone, %q in its block", names(one), names(found[p.Picture]))
		}
		fixed := SuggestOptions{Threshold: cut(.3)}
		if got, want := names(untaught.Suggest(vector, fixed)), names(tags.Suggest(vector, fixed)); got != want {
			t.Errorf("by a fixed cut %q, want %q", got, want)
		}
	}
	few, _ := Vectors(t.Context(), enc, nil, numbered(t, leastLevelled-1), VectorOptions{})
	if few.WithNulls(photos).standard != nil || tags.WithNulls(photos[:leastSampled-1]).standard != nil {
		t.Error("a level of few tags, or of few photos")
	}
}

// TestChangedSeesLevels: what a lesson may change is found also where scores are standardised.
func TestChangedSeesLevels(t *testing.T) {
	photos, _ := partialTo(200, 2)
	enc := &partial{rule: Rule{Strict: .4, Balanced: .3, Loose: .2, Standardise: true}, share: favouring}
	tags, err := Vectors(t.Context(), enc, nil, numbered(t, partialWords), VectorOptions{})
	if err != nil {
		t.Fatal(err)
	}
	tags = tags.WithNulls(photos)
	for _, p := range photos {
		reaches := tags.reaches(p, nil)
		for tag, score := range tags.Scores(p) {
			if got, want := reaches(tag), score >= tags.Cut(tag, Loose); got != want {
				t.Fatalf("w%d with %g: %v", tag, score, got)
			}
		}
	}
}
