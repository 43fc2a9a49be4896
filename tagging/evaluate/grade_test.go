package evaluate

import (
	"testing"
)

// TestGrade by hand: five photos, of which three have the tag.
func TestGrade(t *testing.T) {
	photo := func(has, suggested bool, score float32) gradedPhoto {
		return gradedPhoto{own: map[int]bool{0: has}, suggested: map[int]bool{0: suggested}, scores: []float32{score}}
	}
	photos := []gradedPhoto{photo(false, true, .9), photo(true, true, .8), photo(true, false, .4), photo(false, false, .3), photo(true, false, .1)}
	g := grade(0, photos)
	if g.Photos != 3 || g.Now != (Figures{2, .5, 1. / 3}) {
		t.Errorf("now: %+v", g)
	}
	if g.Line != .1 || g.Best != (Figures{5, .6, 1}) {
		t.Errorf("best: %+v", g)
	}
	tied := []gradedPhoto{photo(true, true, .5), photo(false, true, .5)}
	if g := grade(0, tied); g.Best.Suggested != 2 || g.Best.Precision != .5 {
		t.Errorf("photos of one score are taken apart: %+v", g)
	}
	if g := grade(0, []gradedPhoto{photo(true, false, 0)}); g.Photos != 1 || g.Best != (Figures{}) {
		t.Errorf("a line where the model says nothing: %+v", g)
	}
	if g := grade(0, nil); g.Photos != 0 || g.Best != (Figures{}) {
		t.Errorf("%+v", g)
	}
}
