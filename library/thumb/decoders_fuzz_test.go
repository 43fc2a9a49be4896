package thumb

import (
	"bytes"
	"image/gif"
	"image/jpeg"
	"image/png"
	"runtime"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"catchlight/library/picture"
)

// Each decoder has a target of its own, so that a corpus grows for each. All hold it to the budget:
// no more memory than one photo may take, and an answer.

func fuzzDecoder(f *testing.F, format picture.Format, seeds ...[]byte) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		p, err := Decode(t.Context(), data, format, 1, 8)
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > 2*maxMemory { // all that came and went, not what was held
			t.Errorf("%d MB", used>>20)
		}
		if p == nil && err == nil {
			t.Error("neither a picture nor an error")
		}
	})
}

func FuzzJPEG(f *testing.F) {
	fuzzDecoder(f, picture.JPEG, encoded(f, func(b *bytes.Buffer) error { return jpeg.Encode(b, quadrants(16, 16), nil) }),
		testFile(f, "made/progressive.jpg"), testFile(f, "made/cmyk.jpg"), scanBomb(32, 32, 20), tableBomb(50))
}

func FuzzTIFF(f *testing.F) {
	fuzzDecoder(f, picture.TIFF, encoded(f, func(b *bytes.Buffer) error { return tiff.Encode(b, quadrants(16, 16), nil) }),
		testFile(f, "made/cmyk.tif"), testFile(f, "made/tiles.tif"), testFile(f, "made/strips.tif"), tileBomb(f, 16, 9), tiffOf(64, 64, 32773, 16, 16, make([]byte, 99), 16))
}

func FuzzRAW(f *testing.F) {
	photo := encoded(f, func(b *bytes.Buffer) error { return jpeg.Encode(b, quadrants(16, 16), nil) })
	fuzzDecoder(f, picture.RAW, startsBomb(700), append([]byte("II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00"), photo...))
}

func FuzzPNG(f *testing.F) {
	fuzzDecoder(f, picture.PNG, encoded(f, func(b *bytes.Buffer) error { return png.Encode(b, quadrants(16, 16)) }), flatPNG(f, 40, 30))
}

func FuzzGIF(f *testing.F) {
	fuzzDecoder(f, picture.GIF, encoded(f, func(b *bytes.Buffer) error { return gif.Encode(b, quadrants(16, 16), nil) }))
}

func FuzzBMP(f *testing.F) {
	fuzzDecoder(f, picture.BMP, encoded(f, func(b *bytes.Buffer) error { return bmp.Encode(b, quadrants(16, 16)) }))
}

func FuzzWebP(f *testing.F) {
	fuzzDecoder(f, picture.WebP, testFile(f, "made/lossy.webp"), testFile(f, "made/lossless.webp"), testFile(f, "made/animated.webp"), testFile(f, "made/alpha.webp"))
}

func FuzzBitmaps(f *testing.F) {
	fuzzDecoder(f, picture.PNM, ppm(quadrants(8, 8)), bitmapBomb(20, 10), []byte("P1\n2 2\n0 1 1 0"), []byte("P5 2 2 65535 abcdefgh"))
}

func FuzzHEIC(f *testing.F) {
	fuzzDecoder(f, picture.HEIC, testFile(f, "made/quadrants.heic"), testFile(f, "made/thumbnail.heic"), testFile(f, "made/turned.heic"))
}

func FuzzAVIF(f *testing.F) {
	fuzzDecoder(f, picture.AVIF, testFile(f, "made/quadrants.avif"), testFile(f, "made/turned.avif"))
}

func FuzzJXL(f *testing.F) {
	fuzzDecoder(f, picture.JXL, testFile(f, "made/quadrants.jxl"), jxlOf(f, 3000, 2000))
}
