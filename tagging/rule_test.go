package tagging

import "testing"

// TestValue: what a rule makes of scores, as its definition has it, and the score that a tag needs
// for a value is the one of which the rule makes it.
func TestValue(t *testing.T) {
	r := Rule{Gap: .5, Null: 2, Strict: .5, Balanced: .25, Loose: .1}
	for name, c := range map[string]struct {
		measure           Measure
		score, best, null float32
		want              float64
	}{
		"a cosine":                        {Cosine, .3, .5, .05, .3 - .5*.2 - 2*.05},
		"the best":                        {Cosine, .5, .5, 0, .5},
		"better than the best":            {Cosine, .6, .5, 0, .6},
		"a probability":                   {Probabilities, .3, .5, .05, .3 - .5*.2 - 2*.05*.7},
		"a certain one keeps all":         {Probabilities, 1, .5, .3, 1},
		"more than certain, by lessons":   {Probabilities, 1.2, .5, .3, 1.2},
		"an unlikely one pays all":        {Probabilities, 0, 0, .05, -.1},
		"a word that holds for much pays": {Probabilities, .4, .4, .2, .4 - 2*.2*.6},
	} {
		if got := r.Value(c.measure, c.score, c.best, c.null); !agree(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	for _, measure := range []Measure{Cosine, Probabilities} {
		tags := &TagVectors{measure: measure, rule: r, usual: []float32{.1}, shifts: []float32{.03}}
		for _, strength := range []Strength{Strict, Balanced, Loose} {
			if value := tags.value(0, tags.Cut(0, strength), 0); !agree(value, float64(r.cut(strength))) {
				t.Errorf("%q, %s: the cut's value is %v, not %v", measure, strength, value, r.cut(strength))
			}
		}
	}
}

// TestBetterWordThatTheListLacks: in a short list too, what the model takes a photo for speaks
// against a tag that is something else, and not against one that it is itself; half as much as a
// word of the list would.
func TestBetterWordThatTheListLacks(t *testing.T) {
	enc := &likelihoods{known: map[string][]float32{
		"fox": {0, .7, 0}, "wolf": {0, 0, .7}, "dog": {.7, 0, 0}, "grass": {.5, .5, .5},
	}}
	for list, want := range map[string]string{
		"fox\nwolf\n":        "",
		"grass\nfox\n":       "grass",
		"dog\nfox\nwolf\n":   "dog",
		"grass\ndog\nwolf\n": "grass dog",
	} {
		tags, err := Vectors(t.Context(), enc, nil, words(t, list), VectorOptions{})
		if err != nil {
			t.Fatal(err)
		}
		tags.rule = Rule{Gap: 1, Strict: .4, Balanced: .15, Loose: .05}
		if got := names(tags.Suggest(roots(.6, .25, .15), SuggestOptions{})); got != want {
			t.Errorf("%q: %q, want %q", list, got, want)
		}
		if best, _ := tags.Bests(roots(.1, .8, .1)); list == "dog\nfox\nwolf\n" && !agree(best, (.7*.8+.8)/2) {
			t.Errorf("the best is %v, not half way from the list's .56 to the class's .8", best)
		}
	}
	near := &TagVectors{vocabulary: words(t, "fox\n"), rule: Rule{Gap: 1, Balanced: .2}, count: 1, dim: 2, tags: []int{0}, rows: []float32{1, 0}}
	if best, _ := near.Bests([]float32{.3, .9}); !agree(best, .3) {
		t.Errorf("of a model that compares by cosine nobody can tell, but the best is %v", best)
	}
}
