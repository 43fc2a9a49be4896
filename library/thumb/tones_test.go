package thumb

import (
	"image"
	"image/color"
	"testing"
)

// painted is a picture of w × h pixels, of which the first percent are of one colour and the others
// of another.
func painted(percent int, first, rest color.RGBA) *image.RGBA {
	const w, h = 300, 200
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		c := rest
		if i%100 < percent {
			c = first
		}
		img.SetRGBA(i%w, i/w, c)
	}
	return img
}

func TestTonesOfColours(t *testing.T) {
	white := color.RGBA{255, 255, 255, 255}
	for name, c := range map[string]struct {
		colour color.RGBA
		want   Colour
		none   bool
	}{
		"red":       {colour: color.RGBA{200, 20, 30, 255}, want: Red},
		"orange":    {colour: color.RGBA{250, 140, 20, 255}, want: Orange},
		"brown":     {colour: color.RGBA{110, 65, 30, 255}, want: Brown},
		"yellow":    {colour: color.RGBA{250, 220, 40, 255}, want: Yellow},
		"green":     {colour: color.RGBA{60, 140, 40, 255}, want: Green},
		"turquoise": {colour: color.RGBA{40, 200, 190, 255}, want: Turquoise},
		"blue":      {colour: color.RGBA{70, 120, 200, 255}, want: Blue},
		"purple":    {colour: color.RGBA{120, 40, 200, 255}, want: Purple},
		"pink":      {colour: color.RGBA{240, 120, 190, 255}, want: Pink},
		"olive":     {colour: color.RGBA{110, 108, 40, 255}, none: true},
		"grey":      {colour: color.RGBA{120, 125, 128, 255}, none: true},
		"black":     {colour: color.RGBA{20, 5, 10, 255}, none: true},
	} {
		tones := newTones(painted(70, c.colour, white))
		for colour, share := range tones.Colours {
			want := uint8(0)
			if !c.none && Colour(colour) == c.want {
				want = 70
			}
			if share != want {
				t.Errorf("%s: %d %% of colour %d, want %d", name, share, colour, want)
			}
		}
	}
}

func TestTonesOfLight(t *testing.T) {
	black, white := color.RGBA{0, 0, 0, 255}, color.RGBA{255, 255, 255, 255}
	tones := newTones(painted(90, white, black))
	if tones.Light != 90 || tones.Dark != 10 || tones.Mean != 229 || tones.Chroma != 0 || !tones.Known {
		t.Errorf("%+v", tones)
	}
	// A spot of colour of half a percent is none; one of two percent is.
	for share, want := range map[int]bool{0: false, 2: true} {
		if got := newTones(painted(share, color.RGBA{200, 20, 30, 255}, white)).Chroma > 0; got != want {
			t.Errorf("%d %% red: chroma %v", share, got)
		}
	}
	if got := newTones(image.NewRGBA(image.Rect(0, 0, 1, 1))); got.Dark != 100 {
		t.Errorf("one pixel: %+v", got)
	}
	newTones(image.NewRGBA(image.Rectangle{})) // no pixel at all
}
