package view

import (
	"testing"

	"catchlight/library"
	"catchlight/tagging"
)

// TestLikeFloor: in whatever order photos come, those are like a photo that stand out from the rest,
// and no more than can be looked through.
func TestLikeFloor(t *testing.T) {
	for _, c := range []struct {
		name   string
		photos int
		near   int // of them, each a little nearer than the one before
		want   int // photos found
	}{
		{"none", 0, 0, 0},
		{"a few of many", 1000, 20, 20},
		{"more than can be looked through", 10_000, 900, mostLike},
	} {
		hits := make([]tagging.Hit, c.photos)
		for i := range hits {
			hits[i].Photo, hits[i].Score = &library.Photo{}, .1
			if i%2 == 1 && i/2 < c.near {
				hits[i].Score = .6 + float32(i)*1e-4
			}
		}
		floor, found := likeFloor(hits), 0
		for _, h := range hits {
			if h.Score >= floor {
				found++
			}
		}
		if found != c.want {
			t.Errorf("%s: %d are like it, want %d", c.name, found, c.want)
		}
	}
}
