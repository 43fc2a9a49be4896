package tagging

import (
	"math"
	"testing"
)

// TestRank: photos are ordered by a tag evenly, so that what a photo shows beside its main thing
// counts; lessons and models that compare by cosine are as they score.
func TestRank(t *testing.T) {
	enc := &likelihoods{known: map[string][]float32{"dog": {0, 1, 0}}}
	tags, err := Vectors(t.Context(), enc, nil, words(t, "[animals]\n\tdog\n"), VectorOptions{})
	if err != nil {
		t.Fatal(err)
	}
	photo := roots(.9, .1, 0)
	want := math.Pow(.1, .75) / (math.Pow(.1, .75) + math.Pow(.9, .75))
	if got, ok := tags.Rank(photo, 1); !ok || !agree(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if all := tags.Ranks(photo); len(all) != 2 || all[0] != unscored || !agree(all[1], want) {
		t.Errorf("%v, want none for the heading and %v", all, want)
	}
	if _, ok := tags.Rank(photo, 0); ok {
		t.Error("a heading has a rank")
	}
	taught := tags.withTaught(map[int]taught{1: {row: tags.rows, leaning: []float32{.5, 0, 0}, offset: -.1}})
	lesson := .5*math.Sqrt(.9) - .1
	if got, _ := taught.Rank(photo, 1); !agree(got, want+lesson) || !agree(taught.Ranks(photo)[1], want+lesson) {
		t.Errorf("taught it is %v and %v, want %v", got, taught.Ranks(photo)[1], want+lesson)
	}
	if got, _ := tags.Rank(make([]float32, 3), 1); got != 0 {
		t.Errorf("a photo of nothing has rank %v", got)
	}
	near := &TagVectors{vocabulary: words(t, "dog\n"), count: 1, dim: 2, tags: []int{0}, rows: []float32{.6, .8}}
	if got, _ := near.Rank([]float32{1, 0}, 0); !agree(got, .6) || !agree(near.Ranks([]float32{1, 0})[0], .6) {
		t.Errorf("a cosine's rank is %v, want .6", got)
	}
}
