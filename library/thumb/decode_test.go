package thumb

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"catchlight/library/picture"
)

// as draws the quadrants in another kind of image.
func as(dst draw.Image) image.Image {
	draw.Draw(dst, dst.Bounds(), quadrants(96, 64), image.Point{}, draw.Src)
	return dst
}

func halfTransparent() image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, 96, 64))
	src := quadrants(96, 64)
	for i := 0; i < len(img.Pix); i += 4 {
		copy(img.Pix[i:], src.Pix[i:i+3])
		img.Pix[i+3] = 128
	}
	return img
}

// overWhite is what half transparent colours look like over white.
func overWhite() (mixed [4]color.RGBA) {
	for i, c := range quadrantColours {
		mixed[i] = color.RGBA{c.R/2 + 127, c.G/2 + 127, c.B/2 + 127, 255}
	}
	return mixed
}

func grey() (list [4]color.RGBA) {
	for i, c := range quadrantColours {
		y := color.GrayModel.Convert(c).(color.Gray).Y
		list[i] = color.RGBA{y, y, y, 255}
	}
	return list
}

func TestDecodeFormats(t *testing.T) {
	area := image.Rect(0, 0, 96, 64)
	asPNG := func(img image.Image) []byte {
		return encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, img) })
	}
	asTIFF := func(img image.Image, c tiff.CompressionType) []byte {
		return encoded(t, func(b *bytes.Buffer) error {
			return tiff.Encode(b, img, &tiff.Options{Compression: c, Predictor: true})
		})
	}
	plain := quadrants(96, 64)
	var exact color.Palette
	for _, c := range quadrantColours {
		exact = append(exact, c)
	}
	for _, c := range []struct {
		name      string
		format    picture.Format
		data      []byte
		want      [4]color.RGBA
		tolerance int
	}{
		{"JPEG", picture.JPEG, encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, plain, nil) }), quadrantColours, 4},
		{"grey JPEG", picture.JPEG, encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, as(image.NewGray(area)), nil) }), grey(), 3},
		{"progressive JPEG", picture.JPEG, testFile(t, "made/progressive.jpg"), quadrantColours, 3},
		{"CMYK JPEG", picture.JPEG, testFile(t, "made/cmyk.jpg"), quadrantColours, 4},
		{"PNG", picture.PNG, asPNG(plain), quadrantColours, 0},
		{"PNG with alpha", picture.PNG, asPNG(halfTransparent()), overWhite(), 1},
		{"PNG with 16 bits", picture.PNG, asPNG(as(image.NewNRGBA64(area))), quadrantColours, 0},
		{"grey PNG", picture.PNG, asPNG(as(image.NewGray(area))), grey(), 0},
		{"grey PNG with 16 bits", picture.PNG, asPNG(as(image.NewGray16(area))), grey(), 0},
		{"PNG with a palette", picture.PNG, asPNG(as(image.NewPaletted(area, exact))), quadrantColours, 0},
		{"TIFF", picture.TIFF, asTIFF(plain, tiff.Uncompressed), quadrantColours, 0},
		{"TIFF, deflated", picture.TIFF, asTIFF(plain, tiff.Deflate), quadrantColours, 0},
		{"TIFF with alpha", picture.TIFF, asTIFF(halfTransparent(), tiff.Deflate), overWhite(), 1},
		{"TIFF with 16 bits", picture.TIFF, asTIFF(as(image.NewNRGBA64(area)), tiff.Uncompressed), quadrantColours, 0},
		{"CMYK TIFF", picture.TIFF, testFile(t, "made/cmyk.tif"), quadrantColours, 0},
		{"TIFF with JPEG strips", picture.TIFF, testFile(t, "made/strips.tif"), quadrantColours, 4},
		{"TIFF with JPEG tiles", picture.TIFF, testFile(t, "made/tiles.tif"), quadrantColours, 4},
		{"BMP", picture.BMP, encoded(t, func(b *bytes.Buffer) error { return bmp.Encode(b, plain) }), quadrantColours, 0},
		{"GIF", picture.GIF, encoded(t, func(b *bytes.Buffer) error { return gif.Encode(b, as(image.NewPaletted(area, exact)), nil) }), quadrantColours, 0},
		{"lossy WebP", picture.WebP, testFile(t, "made/lossy.webp"), quadrantColours, 4},
		{"lossless WebP", picture.WebP, testFile(t, "made/lossless.webp"), quadrantColours, 0},
		{"WebP with alpha", picture.WebP, testFile(t, "made/alpha.webp"), overWhite(), 4},
		{"animated WebP", picture.WebP, testFile(t, "made/animated.webp"), overWhite(), 4},
		{"HEIC", picture.HEIC, testFile(t, "made/quadrants.heic"), quadrantColours, 5},
		{"AVIF", picture.AVIF, testFile(t, "made/quadrants.avif"), quadrantColours, 5},
		{"JPEG XL", picture.JXL, testFile(t, "made/quadrants.jxl"), quadrantColours, 1},
		{"PPM", picture.PNM, ppm(plain), quadrantColours, 0},
		{"RAW by its preview", picture.RAW, rawFile(t, plain), quadrantColours, 4},
		{"PNG named .jpg", picture.JPEG, asPNG(plain), quadrantColours, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := Decode(t.Context(), c.data, c.format, 1, 0)
			if err != nil {
				t.Fatal(err)
			}
			wantSound(t, p)
			want := image.Pt(96, 64)
			if c.format == picture.HEIC {
				want = image.Pt(192, 128)
			}
			if p.Width != want.X || p.Height != want.Y || p.Image.Rect.Max != want {
				t.Errorf("%d × %d, image %v", p.Width, p.Height, p.Image.Rect)
			}
			wantQuadrants(t, p.Image, c.want, c.tolerance)
		})
	}
}

// rawFile is a made-up maker's file: a small preview with a thumbnail in its Exif
// block, then sensor data as a lossless JPEG of many more pixels.
func rawFile(t testing.TB, img image.Image) []byte {
	t.Helper()
	preview := encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, img, nil) })
	thumbnail := encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, image.NewGray(image.Rect(0, 0, 16, 8)), nil) })
	lossless := "\xff\xd8\xff\xc3\x00\x0b\x08\x10\x00\x10\x00\x01\x01\x11\x00\xff\xda\x00\x08"
	header := append([]byte("MAKER\x00\x01"), thumbnail...)
	return append(append(append(header, preview...), "between"...), lossless...)
}

// TestDecodeLossyDNG: tiles of a DNG that are JPEGs themselves are larger than its preview, and no
// previews.
func TestDecodeLossyDNG(t *testing.T) {
	le := binary.LittleEndian
	preview := encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, quadrants(96, 64), nil) })
	tile := encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, image.NewGray(image.Rect(0, 0, 256, 256)), nil) })
	const linearRaw = 34892
	data := le.AppendUint16([]byte("II*\x00\x08\x00\x00\x00"), 2)
	for _, field := range [][3]uint32{{262, 3, linearRaw}, {324, 4, uint32(38 + len(preview))}} {
		data = le.AppendUint16(le.AppendUint16(data, uint16(field[0])), uint16(field[1]))
		data = le.AppendUint32(le.AppendUint32(data, 1), field[2])
	}
	data = append(append(append(data, 0, 0, 0, 0), preview...), tile...)
	p, err := Decode(t.Context(), data, picture.DNG, 1, 0)
	if err != nil {
		t.Fatal(err)
	}
	if p.Width != 96 {
		t.Errorf("%d × %d pixels are shown, want the preview's", p.Width, p.Height)
	}
	wantQuadrants(t, p.Image, quadrantColours, 4)
}

// TestDecodeOrientation stores the picture in each of the eight ways and expects
// it upright.
func TestDecodeOrientation(t *testing.T) {
	upright := quadrants(96, 64)
	// where pixel x, y of the upright picture is stored, width and height being the stored size
	stored := [9]func(x, y, w, h int) (int, int){
		1: func(x, y, _, _ int) (int, int) { return x, y },
		2: func(x, y, w, _ int) (int, int) { return w - 1 - x, y },
		3: func(x, y, w, h int) (int, int) { return w - 1 - x, h - 1 - y },
		4: func(x, y, _, h int) (int, int) { return x, h - 1 - y },
		5: func(x, y, _, _ int) (int, int) { return y, x },
		6: func(x, y, _, h int) (int, int) { return y, h - 1 - x },
		7: func(x, y, w, h int) (int, int) { return w - 1 - y, h - 1 - x },
		8: func(x, y, w, _ int) (int, int) { return w - 1 - y, x },
	}
	for o := 0; o <= 9; o++ {
		place, w, h := stored[max(1, o%9)], 96, 64
		if o >= 5 && o <= 8 {
			w, h = 64, 96
		}
		img := image.NewRGBA(image.Rect(0, 0, w, h))
		for y := range 64 {
			for x := range 96 {
				sx, sy := place(x, y, w, h)
				img.SetRGBA(sx, sy, upright.RGBAAt(x, y))
			}
		}
		data := encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, img) })
		p, err := Decode(t.Context(), data, picture.PNG, o, 0)
		if err != nil {
			t.Fatal(err)
		}
		wantSound(t, p)
		if p.Width != 96 || p.Height != 64 || !bytes.Equal(p.Image.Pix, upright.Pix) {
			t.Errorf("orientation %d: %d × %d, or the pixels, are not upright", o, p.Width, p.Height)
		}
	}
}

func TestDecodeFileTurnsEachFormat(t *testing.T) {
	for _, name := range []string{"turned.heic", "turned.avif"} {
		p, err := DecodeFile(t.Context(), filepath.Join("testdata", "made", name), 0)
		if err != nil {
			t.Fatal(err)
		}
		wantSound(t, p)
		if 2*p.Width != 3*p.Height {
			t.Errorf("%s: %d × %d", name, p.Width, p.Height)
		}
		wantQuadrants(t, p.Image, quadrantColours, 6)
	}
}

// TestDecodeInsideHEIC: the thumbnail in a HEIC file serves where it is large enough, and the size
// that is told is the picture's.
func TestDecodeInsideHEIC(t *testing.T) {
	data := testFile(t, "made/thumbnail.heic")
	for minShort, want := range map[int]image.Point{64: {192, 128}, 128: {192, 128}, 129: {384, 256}, 257: {768, 512}, 0: {768, 512}} {
		p, err := Decode(t.Context(), data, picture.HEIC, 1, minShort)
		if err != nil {
			t.Fatal(err)
		}
		wantSound(t, p)
		if minShort == 64 {
			want = want.Div(2)
		}
		if p.Image.Rect.Max != want || p.Width != 768 || p.Height != 512 {
			t.Errorf("for %d: image %v of %d × %d, want %v", minShort, p.Image.Rect.Max, p.Width, p.Height, want)
		}
		wantQuadrants(t, p.Image, quadrantColours, 6)
	}
}

// TestDecodeScales: the shortest edge keeps minShort pixels, the colours stay, and
// the size of the original is told.
func TestDecodeScales(t *testing.T) {
	img := quadrants(803, 401)
	for f, data := range map[picture.Format][]byte{
		picture.JPEG: encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, img, nil) }),
		picture.PNG:  encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, img) }),
	} {
		for minShort, divisor := range map[int]int{0: 1, 1000: 1, 401: 1, 201: 1, 200: 2, 101: 2, 100: 4, 51: 4, 50: 8, 1: 8} {
			p, err := Decode(t.Context(), data, f, 6, minShort)
			if err != nil {
				t.Fatal(err)
			}
			wantSound(t, p)
			want := image.Pt((401+divisor-1)/divisor, (803+divisor-1)/divisor)
			if p.Image.Rect.Max != want || p.Width != 401 || p.Height != 803 {
				t.Errorf("%s for %d: image %v of %d × %d, want %v", f, minShort, p.Image.Rect.Max, p.Width, p.Height, want)
			}
			c := quadrantColours // turned to the right: the lower left comes to the upper left
			wantQuadrants(t, p.Image, [4]color.RGBA{c[2], c[0], c[3], c[1]}, 4)
		}
	}
}

// askedImage counts how often it was asked whether it is opaque, which is a look
// at every pixel.
type askedImage struct {
	*image.NRGBA
	asked int
}

func (a *askedImage) Opaque() bool {
	a.asked++
	return a.NRGBA.Opaque()
}

func TestShrinkAsksOnce(t *testing.T) {
	img := &askedImage{NRGBA: halfTransparent().(*image.NRGBA)}
	r := shrink(img, img.Bounds(), 8)
	if img.asked != 1 || r.image.Rect.Dx() != 12 {
		t.Errorf("asked %d times for %v", img.asked, r.image.Rect)
	}
	wantQuadrants(t, r.image, overWhite(), 1)
}

// TestDecodeConcurrently: what one decoder says of its file is not taken for
// another's.
func TestDecodeConcurrently(t *testing.T) {
	photo := testFile(t, "cat.jpg")
	half := photo[:len(photo)/2]
	var all sync.WaitGroup
	for n := range 64 {
		all.Go(func() {
			data, want := photo, error(nil)
			if n%2 == 1 {
				data, want = half, ErrDamaged
			}
			for range 10 {
				if _, err := Decode(t.Context(), data, picture.JPEG, 1, 100); !errors.Is(err, want) {
					t.Errorf("%v, want %v", err, want)
				}
			}
		})
	}
	all.Wait()
}

// TestDecodersAgree: the portable decoders and those chosen by the build tags show
// the same photos.
func TestDecodersAgree(t *testing.T) {
	paths, _ := filepath.Glob("testdata/*.jpg")
	if len(paths) != 5 {
		t.Fatalf("%d photos in testdata", len(paths))
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, minShort := range []int{0, 120} {
			a, err := decodeJPEG(newAllowance(t.Context(), len(data)), data, minShort)
			if err != nil {
				t.Fatal(err)
			}
			b, err := decodePortable(newAllowance(t.Context(), len(data)), data, minShort)
			if err != nil {
				t.Fatal(err)
			}
			if a.image.Rect != b.image.Rect || a.width != b.width {
				t.Fatalf("%s: %v and %v", path, a.image.Rect, b.image.Rect)
			}
			if d := meanDifference(a.image, b.image); d > 3 {
				t.Errorf("%s for %d: the decoders differ by %.2f on average", path, minShort, d)
			}
		}
	}
}

func meanDifference(a, b *image.RGBA) float64 {
	sum := 0
	for i := range a.Pix {
		sum += far(a.Pix[i], b.Pix[i])
	}
	return float64(sum) / float64(len(a.Pix))
}

// TestDecodeGIFFrame: a frame may cover a part of the screen only; the rest and
// what is transparent is white.
func TestDecodeGIFFrame(t *testing.T) {
	frame := image.NewPaletted(image.Rect(40, 20, 60, 40), color.Palette{color.RGBA{0, 0, 0, 0}, color.RGBA{10, 20, 30, 255}})
	for y := 20; y < 40; y++ {
		for x := 40; x < 50; x++ {
			frame.SetColorIndex(x, y, 1)
		}
	}
	data := encoded(t, func(b *bytes.Buffer) error {
		return gif.EncodeAll(b, &gif.GIF{Image: []*image.Paletted{frame}, Delay: []int{0}, Config: image.Config{Width: 96, Height: 64}})
	})
	p, err := Decode(t.Context(), data, picture.GIF, 1, 0)
	if err != nil {
		t.Fatal(err)
	}
	white := color.RGBA{255, 255, 255, 255}
	for at, want := range map[image.Point]color.RGBA{{45, 30}: {10, 20, 30, 255}, {55, 30}: white, {5, 5}: white, {95, 63}: white} {
		if got := p.Image.RGBAAt(at.X, at.Y); got != want || p.Width != 96 {
			t.Errorf("at %v %v, want %v (width %d)", at, got, want, p.Width)
		}
	}
}

func TestFit(t *testing.T) {
	p := &Picture{Image: quadrants(300, 200), Width: 300, Height: 200}
	for _, c := range []struct{ w, h, wantW, wantH int }{
		{150, 150, 150, 100}, {400, 400, 300, 200}, {300, 20, 30, 20}, {1, 1, 1, 1}, {0, -5, 1, 1},
	} {
		got := p.Fit(c.w, c.h)
		if got.Rect.Max != image.Pt(c.wantW, c.wantH) {
			t.Errorf("fit %d × %d: %v", c.w, c.h, got.Rect.Max)
		}
		wantSound(t, &Picture{Image: got, Width: 300, Height: 200})
	}
	wantQuadrants(t, p.Fit(60, 60), quadrantColours, 1)
}

// TestPreviewOfRAW takes the smallest preview that is large enough and shows all of the picture,
// else the largest.
func TestPreviewOfRAW(t *testing.T) {
	var file []byte
	for _, size := range []image.Point{{24, 16}, {96, 64}, {64, 64}, {384, 256}, {192, 128}} {
		file = append(file, encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, quadrants(size.X, size.Y), nil) })...)
	}
	for minShort, width := range map[int]int{0: 384, 10: 24, 16: 24, 50: 96, 64: 96, 65: 192, 128: 192, 200: 384, 1000: 384} {
		steps := previewSteps
		if got, _ := jpegSize(preview(file, minShort), &steps); got != width {
			t.Errorf("for %d pixels the preview is %d wide, want %d", minShort, got, width)
		}
	}
	if preview([]byte("no picture at all"), 10) != nil {
		t.Error("a preview was found where there is none")
	}
}
