package figures

import (
	"bytes"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"

	"github.com/disintegration/imaging"

	"catchlight/library/picture"
	"catchlight/library/testphoto"
	"catchlight/library/thumb"
)

// again encodes and decodes a picture, and loses by it.
func again(t *testing.T, img image.Image) *image.RGBA {
	t.Helper()
	var data bytes.Buffer
	if err := jpeg.Encode(&data, img, &jpeg.Options{Quality: 70}); err != nil {
		t.Fatal(err)
	}
	p, err := thumb.Decode(t.Context(), data.Bytes(), picture.JPEG, 1, 0)
	if err != nil {
		t.Fatal(err)
	}
	return p.Image
}

// TestFingerprints measures how well hashes tell versions of a photo from other photos,
// on a quarter of 128 public ones, on all with CATCHLIGHT_PROOF=1; the thresholds of the library's
// stacks rest on it. Run it with -v for the figures.
func TestFingerprints(t *testing.T) {
	part := func(p image.Image, percent int) image.Image {
		b := p.Bounds()
		return imaging.CropAnchor(p, b.Dx()*percent/100, b.Dy()*percent/100, imaging.TopLeft)
	}
	edits := []struct {
		name  string
		do    func(image.Image) image.Image
		near  int // differ in so few bits
		least int // at least so many of a hundred
	}{
		{"half the size", func(p image.Image) image.Image { return imaging.Resize(p, p.Bounds().Dx()/2, 0, imaging.Lanczos) }, 4, 99},
		{"grey", func(p image.Image) image.Image { return imaging.Grayscale(p) }, 4, 99},
		{"brighter", func(p image.Image) image.Image { return imaging.AdjustBrightness(p, 15) }, 4, 95},
		{"more contrast", func(p image.Image) image.Image { return imaging.AdjustContrast(p, 25) }, 4, 90},
		{"cut by 2 %", func(p image.Image) image.Image { return part(p, 98) }, 4, 45},
		{"cut by 5 %", func(p image.Image) image.Image { return part(p, 95) }, 20, 99},
		{"cut by 10 %", func(p image.Image) image.Image { return part(p, 90) }, 20, 60},
	}
	near := make([]int, len(edits))
	var all []thumb.Fingerprint
	paths, _ := filepath.Glob(filepath.Join(testphoto.Shared(t, "photos", "coco-128"), "*.jpg"))
	for n, path := range paths {
		if n%4 > 0 && os.Getenv("CATCHLIGHT_PROOF") == "" {
			continue // all of them take some seconds
		}
		p, err := thumb.DecodeFile(t.Context(), path, 0)
		if err != nil {
			t.Fatal(err)
		}
		f := thumb.NewFingerprint(p.Image)
		for i, e := range edits {
			if f.Distance(thumb.NewFingerprint(again(t, e.do(p.Image)))) <= e.near {
				near[i]++
			}
		}
		all = append(all, f)
	}
	for i, e := range edits {
		t.Logf("%-14s %3d of %d differ in at most %d bits", e.name, near[i], len(all), e.near)
		if 100*near[i] < e.least*len(all) {
			t.Errorf("%s: only %d of %d", e.name, near[i], len(all))
		}
	}
	pairs, alike := [65]int{}, 0
	for i, f := range all {
		for _, g := range all[:i] {
			pairs[f.Distance(g)]++
		}
	}
	for d, n := range pairs[:21] {
		if alike += n; n > 0 {
			t.Logf("%d of %d pairs of different photos differ in at most %d bits", alike, len(all)*(len(all)-1)/2, d)
		}
		if d <= 12 && alike > 0 {
			t.Fatalf("%d bits are not enough to tell photos apart", d)
		}
	}
}
