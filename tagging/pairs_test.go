package tagging

import (
	"maps"
	"slices"
	"testing"

	"catchlight/library/keywords"
)

// keywordsOf are the keywords of n photos that all have the same words.
func keywordsOf(n int, list ...string) (all []keywords.Keywords) {
	var k keywords.Keywords
	for _, word := range list {
		k.All = append(k.All, keywords.Keyword{Name: word})
	}
	return slices.Repeat([]keywords.Keywords{k}, n)
}

// TestPairs: words that are tags or everyday, on enough of a tag's photos, and oftener than
// anywhere; in English; never one above or below, nor for a tag whose prompts say what it is.
func TestPairs(t *testing.T) {
	v := words(t, "animal\n\tdog\n\tHund-Foto\n\t\t{= a photo of a dog}\nHerde\n[places]\n\tbeach\n")
	rest := keywordsOf(60, "window")
	for name, c := range map[string]struct {
		photos []keywords.Keywords
		want   map[string][]string
	}{
		"two tags":            {keywordsOf(5, "dog", "beach"), map[string][]string{"dog": {"beach"}, "beach": {"dog"}}},
		"too few":             {keywordsOf(4, "dog", "beach"), nil},
		"an everyday word":    {keywordsOf(6, "dog", "snow"), map[string][]string{"dog": {"snow"}}},
		"in English":          {keywordsOf(6, "Herde", "Schnee"), map[string][]string{"herde": {"snow"}}},
		"names and numbers":   {keywordsOf(9, "dog", "Lena Berger", "2024", "IMG"), nil},
		"one above the other": {keywordsOf(9, "dog", "animal"), nil},
		"a category":          {keywordsOf(9, "dog", "places"), nil},
		"its own prompts":     {keywordsOf(9, "Hund-Foto", "snow"), nil},
		"rarely of many": {
			slices.Concat(keywordsOf(5, "dog", "snow"), keywordsOf(60, "dog")), nil,
		},
		"no oftener than anywhere": {
			slices.Concat(keywordsOf(6, "dog", "snow"), keywordsOf(6, "dog"), keywordsOf(60, "snow")), nil,
		},
		"the most frequent first, four of them": {
			slices.Concat(keywordsOf(5, "dog", "snow", "car", "tree", "boat"), keywordsOf(1, "dog", "tree", "boat"), keywordsOf(9, "dog", "ball")),
			map[string][]string{"dog": {"ball", "boat", "tree", "car"}},
		},
	} {
		if got := Pairs(v, slices.Concat(c.photos, rest)); !maps.EqualFunc(got, c.want, slices.Equal) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestPairsMakeHalfOfAVector: with a model that compares by cosine; a vocabulary's own prompts are
// left as they are, and so are models of classes.
func TestPairsMakeHalfOfAVector(t *testing.T) {
	v := words(t, "red\ngreen\nblue\n\t{= blue}\n")
	rule := &TakenRule{Rule: testRule, Pairs: map[string][]string{"red": {"pair"}, "blue": {"pair"}}}
	enc := &fakeEncoder{}
	plain, err := Vectors(t.Context(), enc, nil, v, VectorOptions{})
	if err != nil {
		t.Fatal(err)
	}
	paired, err := Vectors(t.Context(), enc, nil, v, VectorOptions{Rule: rule})
	if err != nil {
		t.Fatal(err)
	}
	// What the model makes of "red and pair" is grey.
	if want := unitMean([][]float32{{1, 0, 0}, unit([]float32{1, 1, 1})}, 3); !agree(dot(paired.rows[:3], want), 1) {
		t.Errorf("red is %v, want %v", paired.rows[:3], want)
	}
	if !slices.Equal(paired.rows[3:], plain.rows[3:]) {
		t.Errorf("green and blue are %v, want %v", paired.rows[3:], plain.rows[3:])
	}
	classes := &likelihoods{known: map[string][]float32{"red": {1, 0, 0}}}
	same, err := Vectors(t.Context(), classes, nil, v, VectorOptions{Rule: rule})
	if err != nil || !slices.Equal(same.rows[:3], []float32{1, 0, 0}) {
		t.Errorf("%v, %v", same.rows[:3], err)
	}
}
