package thumb

import (
	"image"
	"slices"
	"testing"
)

// TestShrinkKeepsWhatWasWantedLast: until the rest is small enough, and for no longer.
func TestShrinkKeepsWhatWasWantedLast(t *testing.T) {
	r := newRecent(1000)
	for n := range 4 {
		r.put(Key{Long: n}, &image.RGBA{Pix: make([]uint8, 100)})
	}
	r.get(Key{Long: 0})
	for _, c := range []struct {
		to   int64
		left []int
	}{{400, []int{0, 1, 2, 3}}, {250, []int{0, 3}}, {100, []int{0}}, {99, nil}, {0, nil}} {
		r.shrink(c.to)
		var left []int
		for n := range 4 {
			if _, there := r.entries[Key{Long: n}]; there {
				left = append(left, n)
			}
		}
		if !slices.Equal(left, c.left) || r.used != int64(100*len(left)) {
			t.Errorf("shrunk to %d bytes: %v are left, %d bytes", c.to, left, r.used)
		}
	}
}
