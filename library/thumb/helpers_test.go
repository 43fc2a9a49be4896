package thumb

import (
	"bytes"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"testing"
)

// The colours of the quadrants: top left, top right, bottom left, bottom right.
var quadrantColours = [4]color.RGBA{{200, 30, 40, 255}, {40, 160, 60, 255}, {30, 50, 190, 255}, {230, 220, 90, 255}}

// quadrants draws the picture that most tests encode in some way.
func quadrants(width, height int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.SetRGBA(x, y, quadrantColours[2*(2*y/height)+2*x/width])
		}
	}
	return img
}

// wantQuadrants compares the middle of each quadrant with colours.
func wantQuadrants(t *testing.T, img *image.RGBA, want [4]color.RGBA, tolerance int) {
	t.Helper()
	b := img.Rect
	for i, w := range want {
		got := img.RGBAAt(b.Dx()*(1+2*(i%2))/4, b.Dy()*(1+2*(i/2))/4)
		if far(got.R, w.R) > tolerance || far(got.G, w.G) > tolerance || far(got.B, w.B) > tolerance {
			t.Errorf("quadrant %d is %v, want %v", i, got, w)
		}
	}
}

func far(a, b byte) int { return max(int(a)-int(b), int(b)-int(a)) }

// wantSound checks what every Picture promises.
func wantSound(t *testing.T, p *Picture) {
	t.Helper()
	if b := p.Image.Rect; b.Min != (image.Point{}) || p.Image.Stride != 4*b.Dx() || len(p.Image.Pix) != 4*b.Dx()*b.Dy() {
		t.Errorf("not tightly packed: %v, stride %d, %d bytes", b, p.Image.Stride, len(p.Image.Pix))
	}
	if !p.Image.Opaque() {
		t.Error("not opaque")
	}
	if p.Width < p.Image.Rect.Dx() || p.Height < p.Image.Rect.Dy() {
		t.Errorf("the original of %v has %d × %d", p.Image.Rect.Max, p.Width, p.Height)
	}
}

func encoded(t testing.TB, encode func(*bytes.Buffer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func testFile(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func writeFile(t testing.TB, path string, data []byte) string {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
