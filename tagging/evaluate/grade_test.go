package evaluate

import (
	"testing"
)

// TestGrade by hand: five photos, of which three have the tag.
func TestGrade(t *testing.T) {
	photo := func(has, suggested bool, score float32) gradedPhoto {
		now := map[int]bool{0: suggested}
		return gradedPhoto{own: map[int]bool{0: has}, suggested: now, ruled: now, scores: []float32{score}}
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

// TestALineHolds: one that fits both halves does, one that fits chance does not, and neither does
// one of too few photos.
func TestALineHolds(t *testing.T) {
	photos := func(n int, score func(i int, has bool) float32) (all []gradedPhoto) {
		for i := range n {
			has := i%4 == 0
			all = append(all, gradedPhoto{own: map[int]bool{0: has}, suggested: map[int]bool{}, scores: []float32{score(i, has)}})
		}
		return all
	}
	apart := func(i int, has bool) float32 {
		if has {
			return .3 + float32(i)/1000
		}
		return .1 + float32(i)/1000
	}
	if g := grade(0, photos(40, apart)); !g.Holds || g.Best.Precision != 1 || g.Best.Recall != 1 {
		t.Errorf("%+v", g)
	}
	if g := grade(0, photos(16, apart)); g.Holds || g.Photos != 4 {
		t.Errorf("four photos make a line: %+v", g)
	}
	all := photos(40, apart)
	for i := range all { // all that have it are suggested now, and nothing else: no line is better
		all[i].suggested = map[int]bool{0: all[i].own[0]}
		all[i].ruled = all[i].suggested
	}
	if g := grade(0, all); g.Holds {
		t.Errorf("better than perfect: %+v", g)
	}
	rare := photos(40, func(i int, has bool) float32 { return .5 - float32(i)/1000 })
	if g := grade(0, rare); g.Holds || g.Best.f1() <= g.Now.f1() {
		t.Errorf("a line that is wrong more often than right: %+v", g)
	}
	chance := photos(40, apart)
	for i := range chance { // the halves contradict each other: in one the tag scores high, in the other low
		has, score := chance[i].own[0], float32(.5)
		if has && i%8 == 0 {
			score = .9
		} else if has {
			score = .01
		}
		chance[i].scores[0] = score
		chance[i].ruled = map[int]bool{0: has && i%8 == 0}
	}
	if g := grade(0, chance); g.Holds {
		t.Errorf("a line of chance: %+v", g)
	}
}
