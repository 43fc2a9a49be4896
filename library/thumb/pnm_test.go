package thumb

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"strings"
	"testing"

	"catchlight/library/picture"
)

// ppm writes an image as binary colour anymap.
func ppm(img *image.RGBA) []byte {
	b := fmt.Appendf(nil, "P6\n# made for a test\n%d %d\n255\n", img.Rect.Dx(), img.Rect.Dy())
	for i := 0; i < len(img.Pix); i += 4 {
		b = append(b, img.Pix[i:i+3]...)
	}
	return b
}

func TestDecodePNM(t *testing.T) {
	black, white := color.RGBA{0, 0, 0, 255}, color.RGBA{255, 255, 255, 255}
	grey := color.RGBA{128, 128, 128, 255}
	for name, c := range map[string]struct {
		data string
		want []color.RGBA // two pixels
	}{
		"P1":                  {"P1 2 1\n10", []color.RGBA{black, white}},
		"P1 with spaces":      {"P1\n#c\n2 1\n 0 #c\n 1", []color.RGBA{white, black}},
		"P2":                  {"P2 2 1 100\n50 100", []color.RGBA{grey, white}},
		"P3":                  {"P3 2 1 255\n1 2 3\n4 5 6\n", []color.RGBA{{1, 2, 3, 255}, {4, 5, 6, 255}}},
		"P4":                  {"P4 2 1\n\x80", []color.RGBA{black, white}},
		"P5":                  {"P5 2 1 255\n\x00\x80", []color.RGBA{black, grey}},
		"P5 with 16 bits":     {"P5 2 1 65535\n\x00\x00\x80\x80", []color.RGBA{black, grey}},
		"P6":                  {"P6\r2\t1 255 abcdef", []color.RGBA{{'a', 'b', 'c', 255}, {'d', 'e', 'f', 255}}},
		"P6 with a small max": {"P6 2 1 1\n\x01\x00\x07\x00\x00\x00", []color.RGBA{{255, 0, 255, 255}, black}},
	} {
		p, err := Decode(t.Context(), []byte(c.data), picture.PNM, 1, 0)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		wantSound(t, p)
		for x, want := range c.want {
			if got := p.Image.RGBAAt(x, 0); got != want {
				t.Errorf("%s: pixel %d is %v, want %v", name, x, got, want)
			}
		}
	}
}

func TestDecodePNMErrors(t *testing.T) {
	for name, data := range map[string]string{
		"cut": "P6 2 2 255\nabc", "no size": "P5 ", "words": "P2 two 1 255\n", "no maximum": "P5 1 1 0\nx", "great maximum": "P5 1 1 70000\nx",
		"no pixels": "P5 0 1 255\n", "text cut": "P3 1 1 255\n1 2", "endless number": "P2 " + strings.Repeat("9", 1000), "comment": "P1 #",
	} {
		if _, err := Decode(t.Context(), []byte(data), picture.PNM, 1, 0); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzPNM(f *testing.F) {
	for _, seed := range []string{"P1 2 1\n10", "P3 1 1 255\n1 2 3", "P4 9 1\n\x80\x00", "P5 2 1 65535\nabcd", "P6 1 1 7 abc"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if c, err := pnmConfig(bytes.NewReader(data)); err != nil || c.Width*c.Height > 1<<16 {
			return
		}
		img, err := decodePNM(bytes.NewReader(data))
		if (img == nil) == (err == nil) {
			t.Fatal("neither a picture nor an error, or both")
		}
	})
}
