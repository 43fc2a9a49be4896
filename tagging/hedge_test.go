package tagging

import "testing"

// TestHedging: of tags that compete below one, and of which none is clear, the one above is
// suggested; at every strength.
func TestHedging(t *testing.T) {
	v := words(t, "animal\n\t[wild]\n\t\tlion\n\t\tleopard\n\t\ttiger\n\tdog\n\t\tpuppy\n\t\twhelp\nfood\n\tbread\nsky\n")
	// animal wild lion leopard tiger dog puppy whelp food bread sky
	rule := Rule{Strict: .4, Balanced: .2, Loose: .1}
	no := func(name string) func(string) bool { return func(n string) bool { return n == name } }
	for name, c := range map[string]struct {
		scores [11]float32
		o      SuggestOptions
		want   string
	}{
		"three cats":                     {[11]float32{.15, -1, .30, .29, .28, 0, 0, 0, 0, 0, .25}, SuggestOptions{}, "sky animal"},
		"loosely, too":                   {[11]float32{.15, -1, .30, .29, .28, 0, 0, 0, 0, 0, .25}, SuggestOptions{Strength: Loose}, "sky animal"},
		"not strictly":                   {[11]float32{.15, -1, .30, .29, .28, 0, 0, 0, 0, 0, .45}, SuggestOptions{Strength: Strict}, "sky"},
		"one of them is clear":           {[11]float32{.15, -1, .45, .29, .28, 0, 0, 0, 0, 0, 0}, SuggestOptions{}, "lion leopard tiger"},
		"one alone":                      {[11]float32{.15, -1, .30, .02, .02, 0, 0, 0, 0, 0, 0}, SuggestOptions{}, "lion"},
		"one with a far one":             {[11]float32{.15, -1, .38, .12, .02, 0, 0, 0, 0, 0, 0}, SuggestOptions{}, "lion"},
		"near ones below the cut":        {[11]float32{.15, -1, .22, .19, .18, 0, 0, 0, 0, 0, 0}, SuggestOptions{}, "animal"},
		"the one above is refused":       {[11]float32{.15, -1, .30, .29, .02, 0, 0, 0, 0, 0, 0}, SuggestOptions{Exclude: no("animal")}, "lion leopard"},
		"all but one refused":            {[11]float32{.15, -1, .30, .29, .02, 0, 0, 0, 0, 0, 0}, SuggestOptions{Exclude: no("lion")}, "leopard"},
		"a fixed cut is the user's word": {[11]float32{.15, -1, .30, .29, .28, 0, 0, 0, 0, 0, 0}, SuggestOptions{Threshold: cut(.2)}, "lion leopard tiger"},
		"what was hedged competes":       {[11]float32{.15, -1, .30, .02, .02, .05, .31, .32, 0, 0, 0}, SuggestOptions{}, "animal"},
		"no sibling":                     {[11]float32{0, -1, 0, 0, 0, 0, 0, 0, .22, .25, .25}, SuggestOptions{}, "bread sky"},
	} {
		tags := &TagVectors{vocabulary: v, rule: rule, count: 11, tags: []int{0, 2, 3, 4, 5, 6, 7, 8, 9, 10}}
		if got := names(tags.choose(append(c.scores[:], unscored), c.o)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestATagThatTheUserHasSetStands: it gives way to none above it, and the others compete without it.
func TestATagThatTheUserHasSetStands(t *testing.T) {
	v := words(t, "animal\n\tlion\n\tleopard\n\ttiger\n")
	for _, c := range []struct {
		set    []int // by hand
		scores [4]float32
		want   string
	}{
		{nil, [4]float32{.15, .30, .29, .28}, "animal"},
		{[]int{1}, [4]float32{.15, .30, .29, .28}, "lion"}, // more specific than animal, for which the others compete
		{[]int{1}, [4]float32{.15, .30, .29, .02}, "lion leopard"},
		{[]int{1, 2, 3}, [4]float32{.15, .30, .29, .28}, "lion leopard tiger"},
	} {
		tags := &TagVectors{vocabulary: v, rule: Rule{Strict: .4, Balanced: .2, Loose: .1}, count: 4, tags: []int{0, 1, 2, 3}, byHand: map[int]bool{}}
		for _, tag := range c.set {
			tags.byHand[tag] = true
		}
		if got := names(tags.choose(append(c.scores[:], unscored), SuggestOptions{})); got != c.want {
			t.Errorf("set %v, scores %v: %q, want %q", c.set, c.scores, got, c.want)
		}
	}
}

// TestWhatHoldsForMuchPushesNothingDown: a word that holds for a quarter of all photos is
// suggested, and is no measure of the others. A model of classes says which those are, of others
// the photos do.
func TestWhatHoldsForMuchPushesNothingDown(t *testing.T) {
	enc := &likelihoods{known: map[string][]float32{"outdoors": {.9, .9, .3}, "cat": {.7, 0, 0}, "dog": {0, .7, 0}}}
	v := words(t, "outdoors\ncat\ndog\n")
	tags, err := Vectors(t.Context(), enc, nil, v, VectorOptions{})
	if err != nil {
		t.Fatal(err)
	}
	tags.rule = Rule{Gap: 1, Null: .1, Strict: .4, Balanced: .2, Loose: .1}
	tags = tags.withNulls(nil, 0)
	if got := names(tags.Suggest(roots(.5, .1, .4), SuggestOptions{})); got != "outdoors cat" {
		t.Errorf("%q: outdoors pushes the cat down", got)
	}
	if best, _ := tags.Bests(roots(.5, .1, .4)); !agree(best, (.35+.5)/2) {
		t.Errorf("the best is %v, not half way from the cat's .35 to the class's .5", best)
	}

	seen := &TagVectors{vocabulary: v, rule: Rule{Gap: .5, Null: .5, Strict: .9, Balanced: .6, Loose: .5}, count: 3, dim: 3, tags: []int{0, 1, 2}, rows: []float32{1, 0, 0, 0, 1, 0, 0, 0, 1}}
	var sample [][]float32
	for i := range 40 {
		photo := unit([]float32{.8, .1, .1})
		if i%8 == 0 {
			photo = unit([]float32{.1, .8, .1})
		}
		sample = append(sample, photo)
	}
	if few := seen.withNulls(sample[:leastSampled-1], leastSampled-1); len(few.common) != 0 {
		t.Errorf("few photos make %v common", few.common)
	}
	if much := seen.withNulls(sample, len(sample)); len(much.common) != 1 || much.common[0] != 0 {
		t.Errorf("%v hold for a quarter of the photos; want the first", much.common)
	}
}

// TestOneWordServesOneTag: what a model of classes only takes for a word of another tag is not
// known to it; what is as near is.
func TestOneWordServesOneTag(t *testing.T) {
	enc := &likelihoods{known: map[string][]float32{
		"zebra": {1, .2, 0}, "okapi": {.6, .12, 0}, "grevy": {1, .2, 0}, // three names for a word, one of them by likeness
		"horse": {.9, .3, .1}, "cart": {0, .1, .8}, "waggon": {0, .05, .4}, "unheard": {.1, 0, 0},
	}}
	v := words(t, "okapi\nzebra\ngrevy\nhorse\nwaggon\ncart\nunheard\n")
	tags, err := Vectors(t.Context(), enc, nil, v, VectorOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var unknown string
	for _, tag := range tags.Unknown() {
		unknown += v.Tags[tag].Name + " "
	}
	if unknown != "okapi waggon unheard " {
		t.Errorf("not known: %s", unknown)
	}
	for _, s := range tags.Suggest(roots(.9, .1, 0), SuggestOptions{Strength: Loose}) {
		if s.Name == "okapi" {
			t.Error("what is not known is suggested")
		}
	}
}
