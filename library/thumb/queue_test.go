package thumb

import (
	"context"
	"image"
	"path/filepath"
	"testing"

	"catchlight/library/picture"
)

// TestADiskThatDoesNotAnswer: while photos of one disk are waited for, as many as there are workers,
// thumbnails that are there are shown, of any disk; and what is asked for again is told once.
func TestADiskThatDoesNotAnswer(t *testing.T) {
	c := newCache(t, t.TempDir(), 1<<20, 1<<20)
	known := Key{Picture: picture.ID{1}, Long: Medium}
	c.Put(known, &Picture{Image: quadrants(Medium, 300), Width: 6000, Height: 4000})
	answers := make(chan struct{})
	c.Around(func(context.Context, string, int) (func(), error) {
		<-answers
		return func() {}, nil
	})
	gone := make(chan error, 2*maxWorkers)
	for n := range 2 * maxWorkers {
		c.Request(Key{Picture: picture.ID{2, byte(n)}, Long: Small}, filepath.Join(t.TempDir(), "asleep.jpg"),
			func(_ *image.RGBA, err error) { gone <- err })
	}
	for _, long := range []int{Small, Medium} {
		img, err := ask(t, c, Key{known.Picture, long}, filepath.Join(t.TempDir(), "asleep.jpg"))
		if err != nil || img.Rect.Dx() != long {
			t.Errorf("%d: %v, %v", long, img.Rect, err)
		}
	}
	close(answers)
	for range cap(gone) {
		if err := <-gone; err == nil {
			t.Error("a photo out of nothing")
		}
	}
}

// TestALargerThumbnailServes: one of half or a quarter of the length is made of it, with the same
// content, whatever the photo's shape, and without the photo; a smaller one is of no use.
func TestALargerThumbnailServes(t *testing.T) {
	for name, size := range map[string]image.Point{
		"wide": {1024, 683}, "high": {683, 1024}, "square": {1024, 1024}, "a panorama": {1024, 37}, "a line": {1024, 1},
		"smaller than its length": {300, 200}, "smaller than any": {90, 60},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCache(t, t.TempDir(), 0, 1<<20)
			c.Put(Key{Picture: picture.ID{1}, Long: Large}, &Picture{Image: quadrants(size.X, size.Y), Width: size.X, Height: size.Y})
			for _, long := range []int{Medium, Small} {
				img, err := ask(t, c, Key{picture.ID{1}, long}, "")
				if err != nil {
					t.Fatal(err)
				}
				want := min(long, max(size.X, size.Y))
				if got := max(img.Rect.Dx(), img.Rect.Dy()); got != want {
					t.Errorf("%d: %v", long, img.Rect)
				}
				if min(size.X, size.Y) > 8 {
					wantQuadrants(t, img, quadrantColours, 8)
				}
			}
			if files := storedFiles(t, c.disk.dir); len(files) != 1 {
				t.Errorf("stored are %v", files)
			}
			if _, err := ask(t, c, Key{picture.ID{1}, 2 * Large}, ""); err == nil {
				t.Error("a small thumbnail passes for a large one")
			}
		})
	}
}
