package thumb

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"path/filepath"
	"testing"

	"catchlight/library/picture"
)

// largePhoto makes a photo of 24 megapixels with grain out of a small one: about
// the size in bytes that a camera writes.
func largePhoto(b *testing.B) []byte {
	b.Helper()
	src, err := jpeg.Decode(bytes.NewReader(testFile(b, "astronaut.jpg")))
	if err != nil {
		b.Fatal(err)
	}
	small := image.NewRGBA(src.Bounds())
	flatten(small, src, src.Bounds().Min, true)
	img := image.NewRGBA(image.Rect(0, 0, 6000, 4000))
	noise := uint32(1)
	for y := range 4000 {
		for x := range 6000 {
			noise = noise*1664525 + 1013904223
			p := small.Pix[y*512/4000*small.Stride+4*(x*512/6000):]
			grain := int(noise>>28) - 8
			for c := range 3 {
				img.Pix[y*img.Stride+4*x+c] = byte(min(max(int(p[c])+grain, 0), 255))
			}
			img.Pix[y*img.Stride+4*x+3] = 255
		}
	}
	return encoded(b, func(buffer *bytes.Buffer) error { return jpeg.Encode(buffer, img, &jpeg.Options{Quality: 85}) })
}

func BenchmarkDecode24MP(b *testing.B) {
	data := largePhoto(b)
	b.Logf("%d kB, built with %s", len(data)>>10, jpegDecoder)
	decoders := map[string]func(*allowance, []byte, int) (*raster, error){jpegDecoder: decodeJPEG, "portable": decodePortable}
	for name, decode := range decoders {
		for _, minShort := range []int{494, 900, 0} {
			b.Run(fmt.Sprintf("%s/short=%d", name, minShort), func(b *testing.B) {
				b.SetBytes(int64(len(data)))
				for b.Loop() {
					if _, err := decode(newAllowance(b.Context(), len(data)), data, minShort); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
	b.Run("ReadDetails", func(b *testing.B) {
		for b.Loop() {
			picture.ReadDetails(data, picture.JPEG)
		}
	})
	b.Run("Identify", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			picture.Identify(data, picture.JPEG, 1)
		}
	})
}

func BenchmarkAfterDecode(b *testing.B) {
	p := &Picture{Image: quadrants(750, 500), Width: 6000, Height: 4000}
	b.Run("Fit 320", func(b *testing.B) {
		for b.Loop() {
			p.Fit(320, 320)
		}
	})
	b.Run("orientation 6", func(b *testing.B) {
		for b.Loop() {
			upright(p.Image, 6)
		}
	})
	b.Run("Display P3", func(b *testing.B) {
		convert := newConversion(testProfile(displayP3, srgbCurve))
		img := quadrants(750, 500)
		for b.Loop() {
			convert.apply(img)
		}
	})
	b.Run("save and load", func(b *testing.B) {
		s, err := openStore(b.TempDir(), 1<<30)
		if err != nil {
			b.Fatal(err)
		}
		thumbnail := p.Fit(320, 320)
		for b.Loop() {
			s.save(Key{Long: 320}, thumbnail)
			if s.load(Key{Long: 320}) == nil {
				b.Fatal("not stored")
			}
		}
	})
}

// BenchmarkSmallThumbnail is what a photo of 24 megapixels costs the grid, where the tagging run has left
// a larger thumbnail, and where it has not.
func BenchmarkSmallThumbnail(b *testing.B) {
	path := writeFile(b, filepath.Join(b.TempDir(), "large.jpg"), largePhoto(b))
	c := newCache(b, b.TempDir(), 0, 1<<30)
	k := Key{picture.ID{1}, Small}
	b.Run("of the photo", func(b *testing.B) {
		for b.Loop() {
			if _, err := c.Load(b.Context(), k, path); err != nil {
				b.Fatal(err)
			}
		}
	})
	p, err := DecodeFile(b.Context(), path, Medium)
	if err != nil {
		b.Fatal(err)
	}
	c.Put(Key{k.Picture, Medium}, p)
	b.Run("of a larger one", func(b *testing.B) {
		for b.Loop() {
			if _, err := c.Load(b.Context(), k, path); err != nil {
				b.Fatal(err)
			}
		}
	})
}
