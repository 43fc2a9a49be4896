package tagging

import "testing"

// TestOneOfSiblingsIsSuggested: the best one with what stands below it; others of the vocabulary do
// not compete.
func TestOneOfSiblingsIsSuggested(t *testing.T) {
	v := words(t, "[where]\n\t{|}\n\tindoors\n\t\tkitchen\n\toutdoors\n\t\tforest\ncat\ndog\n")
	kitchen, outdoors := 2, 3
	if v.Tags[kitchen].Name != "kitchen" || v.Tags[outdoors].Name != "outdoors" || !v.Tags[0].OneOf {
		t.Fatalf("%+v", v.Tags)
	}
	for _, c := range []struct {
		scores [7]float32 // where, indoors, kitchen, outdoors, forest, cat, dog
		want   string
	}{
		{[7]float32{-1, .9, .1, .8, .1, .7, .6}, "indoors cat dog"},
		{[7]float32{-1, .5, .9, .8, .7, .6, .1}, "kitchen cat"},
		{[7]float32{-1, .7, .6, .8, .9, .1, .1}, "forest"},
		{[7]float32{-1, .1, .1, .1, .1, .1, .9}, "dog"},
	} {
		tags := &TagVectors{vocabulary: v, rule: Rule{Strict: .5, Balanced: .5, Loose: .5}, count: 7, tags: []int{1, 2, 3, 4, 5, 6}}
		if got := names(tags.choose(append(c.scores[:], unscored), SuggestOptions{})); got != c.want {
			t.Errorf("%v: %q, want %q", c.scores, got, c.want)
		}
	}
}
