package thumb

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"testing"

	"github.com/disintegration/imaging"
)

// photoOf decodes one of the free photos.
func photoOf(t testing.TB, name string) *image.RGBA {
	t.Helper()
	p, err := DecodeFile(t.Context(), "testdata/"+name, 0)
	if err != nil {
		t.Fatal(err)
	}
	return p.Image
}

// again encodes and decodes a picture.
func again(t *testing.T, img image.Image, quality int) *image.RGBA {
	t.Helper()
	data := encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, img, &jpeg.Options{Quality: quality}) })
	r, err := decodeJPEG(newAllowance(t.Context(), len(data)), data, 0)
	if err != nil {
		t.Fatal(err)
	}
	return r.image
}

var freePhotos = []string{"astronaut.jpg", "camera-on-tripod.jpg", "cat.jpg", "espresso.jpg", "rocket.jpg"}

// TestFingerprintOfEdits: what is made from a photo is near it, and other photos are far.
func TestFingerprintOfEdits(t *testing.T) {
	edits := map[string]func(image.Image) image.Image{
		"scaled":     func(p image.Image) image.Image { return imaging.Resize(p, 300, 0, imaging.Lanczos) },
		"brightened": func(p image.Image) image.Image { return imaging.AdjustBrightness(p, 10) },
		"contrasted": func(p image.Image) image.Image { return imaging.AdjustContrast(p, 15) },
		"saturated":  func(p image.Image) image.Image { return imaging.AdjustSaturation(p, 30) },
		"grey":       func(p image.Image) image.Image { return imaging.Grayscale(p) },
		"sharpened":  func(p image.Image) image.Image { return imaging.Sharpen(p, 1) },
	}
	var all []Fingerprint
	for _, name := range freePhotos {
		photo := photoOf(t, name)
		f := NewFingerprint(photo)
		for edit, do := range edits {
			if d := f.Distance(NewFingerprint(again(t, do(photo), 70))); d > 4 {
				t.Errorf("%s, %s: %d bits differ", name, edit, d)
			}
		}
		for _, g := range all {
			if d := f.Distance(g); d < 20 {
				t.Errorf("%s is only %d bits from another photo", name, d)
			}
		}
		all = append(all, f)
	}
}

func TestSharpness(t *testing.T) {
	for _, name := range freePhotos {
		photo := photoOf(t, name)
		last := NewFingerprint(photo).Sharpness
		for _, blur := range []float64{.7, 1.5, 3} {
			s := NewFingerprint(opaque(imaging.Blur(photo, blur))).Sharpness
			if s >= last {
				t.Errorf("%s blurred by %.1f has the sharpness %.0f, less blurred %.0f", name, blur, s, last)
			}
			last = s
		}
	}
}

// TestFingerprintOfOddPictures: flat and tiny pictures have no hash, and are near nothing.
func TestFingerprintOfOddPictures(t *testing.T) {
	flat := image.NewRGBA(image.Rect(0, 0, 600, 400))
	for i := range flat.Pix {
		flat.Pix[i] = 200
	}
	for _, img := range []*image.RGBA{flat, image.NewRGBA(image.Rect(0, 0, 1, 1)), image.NewRGBA(image.Rect(0, 0, 5000, 1))} {
		f := NewFingerprint(img)
		if f.Hash != 0 || f.Sharpness != 0 || f.Distance(f) != 64 {
			t.Errorf("%v: %+v", img.Rect, f)
		}
	}
	tiny := image.NewRGBA(image.Rect(0, 0, 2, 1))
	tiny.SetRGBA(0, 0, color.RGBA{255, 255, 255, 255})
	if f := NewFingerprint(tiny); f.Hash == 0 || f.Distance(f) != 0 {
		t.Errorf("two pixels: %+v", f)
	}
}

func BenchmarkFingerprint(b *testing.B) {
	img := quadrants(1000, 750)
	for b.Loop() {
		NewFingerprint(img)
	}
}
