package tagging

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"catchlight/tagging/vocabulary"
)

var testRule = Rule{Gap: .5, Strict: .45, Balanced: .33, Loose: .25}

// choosing has no vectors, but chooses by scores.
// words is the vocabulary of a list.
func words(t testing.TB, list string) *vocabulary.Vocabulary {
	t.Helper()
	v, err := vocabulary.Parse("test.txt", []byte(list))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func choosing(v *vocabulary.Vocabulary) *TagVectors {
	return &TagVectors{vocabulary: v, rule: testRule, count: len(v.Tags)}
}

func names(found []Suggestion) string {
	var all []string
	for _, s := range found {
		all = append(all, s.Name)
	}
	return strings.Join(all, " ")
}

func cut(x float64) *float64 { return &x }

func TestSuggest(t *testing.T) {
	v := words(t, "animal\n\tdog\n\tcat\n[light]\n\tsunset\nbeach\ntree\nDOG\n")
	// animal dog cat light sunset beach tree DOG
	scores := []float32{.6, .7, .52, .99, .45, .41, .1, .69}
	for name, c := range map[string]struct {
		o    SuggestOptions
		want string
	}{
		"balanced is the default": {SuggestOptions{}, "dog cat"}, // values: dog .70, cat .43, sunset .325
		"strict":                  {SuggestOptions{Strength: Strict}, "dog"},
		"loose":                   {SuggestOptions{Strength: Loose}, "dog cat sunset beach"},
		"at most one":             {SuggestOptions{Max: 1}, "dog"},
		"without dog":             {SuggestOptions{Exclude: func(n string) bool { return strings.EqualFold(n, "dog") }}, "cat"},
		"a fixed threshold":       {SuggestOptions{Threshold: cut(.1)}, "dog cat sunset beach tree"},
		"a high threshold":        {SuggestOptions{Threshold: cut(.69)}, "dog"},
		"a threshold and most":    {SuggestOptions{Threshold: cut(-1), Max: 2}, "dog cat"},
	} {
		// The heading's score must not count, so it is given only to the choice, never to the best.
		s := slices.Clone(scores)
		s[3] = -1
		if got := names(choosing(v).choose(append(s, unscored), c.o)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestSuggestSaysTheStrength(t *testing.T) {
	v := words(t, "a\nb\nc\nd\n")
	got := choosing(v).choose([]float32{.7, .55, .49, .2, unscored}, SuggestOptions{Strength: Loose})
	want := []Strength{Strict, Strict, Balanced} // .70, .475, .385
	for i, s := range got {
		if i >= len(want) || s.Strength != want[i] {
			t.Errorf("%s at %.2f is %s", s.Name, s.Score, s.Strength)
		}
	}
}

func TestSuggestGivesEightAtMost(t *testing.T) {
	var text strings.Builder
	scores := make([]float32, 50)
	for i := range scores {
		text.WriteString(strings.Repeat("x", i+1) + "\n")
		scores[i] = .9
	}
	v := words(t, text.String())
	if n := len(choosing(v).choose(append(scores, unscored), SuggestOptions{})); n != DefaultMax {
		t.Errorf("%d suggestions", n)
	}
	if n := len(choosing(v).choose(append(scores, unscored), SuggestOptions{Threshold: cut(.5)})); n != 50 {
		t.Errorf("%d suggestions over a fixed threshold, want all 50", n)
	}
}

func TestStricterIsASubset(t *testing.T) {
	v := words(t, "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n")
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		scores := make([]float32, len(v.Tags))
		for i := range scores {
			scores[i] = random.Float32()*1.2 - .2
		}
		var before []Suggestion
		for _, strength := range []Strength{Strict, Balanced, Loose} {
			found := choosing(v).choose(append(scores, unscored), SuggestOptions{Strength: strength, Max: 100})
			for _, s := range before {
				if !slices.ContainsFunc(found, func(other Suggestion) bool { return reflect.DeepEqual(other, s) }) {
					t.Fatalf("%s lost %+v of %v", strength, s, scores)
				}
			}
			before = found
		}
	}
}

func BenchmarkSuggest(b *testing.B) {
	v, err := vocabulary.Load("imagenet-1k")
	if err != nil {
		b.Fatal(err)
	}
	scores := make([]float32, len(v.Tags))
	for i := range scores {
		scores[i] = rand.Float32() * .6
	}
	for b.Loop() {
		choosing(v).choose(append(scores, unscored), SuggestOptions{})
	}
}

// TestEachStrengthIsWhatItIsAlone: what is proposed at each strength at once is, for every one of
// them, what is proposed at it: a tag below that is only loose hides none above it from who wants
// them surer.
func TestEachStrengthIsWhatItIsAlone(t *testing.T) {
	const dim = 24
	random := rand.New(rand.NewPCG(11, 12))
	strengths := []Strength{Loose, Balanced, Strict}
	hidden := 0
	for range 200 {
		tags := benchmarkVectors(40, dim)
		tags.rule = Rule{Strict: .3, Balanced: .2, Loose: .05}
		for i := range tags.vocabulary.Tags {
			tags.vocabulary.Tags[i].Parent = random.IntN(i+1) - 1
			tags.vocabulary.Tags[i].OneOf = random.IntN(4) == 0
		}
		vector := randomVector(random, dim)
		each := tags.Suggest(vector, SuggestOptions{Each: true, Max: 40})
		for at, strength := range strengths {
			var got []string
			for _, s := range each {
				if slices.Index(strengths, s.From) <= at && at <= slices.Index(strengths, s.Strength) {
					got = append(got, s.Name)
				}
				if s.From != Loose {
					hidden++
				}
			}
			want := tags.Suggest(vector, SuggestOptions{Strength: strength, Max: 40})
			if strings.Join(got, " ") != names(want) {
				t.Fatalf("%s: %s, alone %s", strength, got, names(want))
			}
		}
	}
	if hidden == 0 {
		t.Error("nothing is hidden at a looser strength")
	}
}
