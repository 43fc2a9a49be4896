package thumb

import (
	"image"
	"math"
)

// Colour is one of the colours that people name.
type Colour uint8

// The colours, as Tones counts them.
const (
	Red Colour = iota
	Orange
	Yellow
	Green
	Turquoise
	Blue
	Purple
	Pink
	Brown
	colours
)

// Tones are how light and how coloured a picture is, in a few bytes. Shares are percent of its
// pixels.
type Tones struct {
	Known       bool  // it was looked at
	Mean        uint8 // of the luminance
	Dark, Light uint8 // shares of pixels with a luminance below 64, and of 192 and more
	Chroma      uint8 // the difference of a pixel's largest and smallest value that 99 % do not exceed
	Colours     [colours]uint8
}

// tonesPixels is about how many pixels are looked at: their shares are right to half a percent
// then.
const tonesPixels = 1 << 15

// newTones looks at pixels all over a picture. Below a millisecond.
func newTones(img *image.RGBA) Tones {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	step := max(1, int(math.Sqrt(float64(w*h)/tonesPixels)))
	var light, chroma [256]int
	var named [colours]int
	total := 0
	for y := step / 2; y < h; y += step {
		for x := step / 2; x < w; x += step {
			p := img.Pix[y*img.Stride+4*x:][:3:3]
			light[(299*int(p[0])+587*int(p[1])+114*int(p[2]))/1000]++
			chroma[max(p[0], p[1], p[2])-min(p[0], p[1], p[2])]++
			if c, ok := colourOf(p[0], p[1], p[2]); ok {
				named[c]++
			}
			total++
		}
	}
	return tonesOf(light, chroma, named, max(total, 1))
}

func tonesOf(light, chroma [256]int, named [colours]int, total int) Tones {
	t := Tones{Known: true}
	sum, dark, bright := 0, 0, 0
	for level, n := range light {
		sum += level * n
		if level < 64 {
			dark += n
		} else if level >= 192 {
			bright += n
		}
	}
	t.Mean, t.Dark, t.Light = uint8(sum/total), percent(dark, total), percent(bright, total)
	for level, seen := 0, 0; level < 256 && seen*100 < total*99; level++ {
		seen += chroma[level]
		t.Chroma = uint8(level)
	}
	for c, n := range named {
		t.Colours[c] = percent(n, total)
	}
	return t
}

func percent(n, of int) uint8 { return uint8((100*n + of/2) / of) }

// colourOf names the colour of a pixel; ok is false for those that are too grey or too dark to have
// one. By hue, saturation and value (Smith, "Color gamut transform pairs", SIGGRAPH 1978); brown is
// a dark orange, and a dark yellow, which is olive, is none.
func colourOf(r, g, b uint8) (c Colour, ok bool) {
	const leastSaturation, leastValue, darkBelow = .3, .2, .6
	top, bottom := float64(max(r, g, b)), float64(min(r, g, b))
	if top < 255*leastValue || top-bottom < leastSaturation*top {
		return 0, false
	}
	hue := hueOf(float64(r), float64(g), float64(b), top, top-bottom)
	for _, sector := range [...]struct {
		to float64 // degrees
		c  Colour
	}{{15, Red}, {45, Orange}, {60, Yellow}, {165, Green}, {190, Turquoise}, {255, Blue}, {290, Purple}, {340, Pink}, {360, Red}} {
		if hue < sector.to {
			c = sector.c
			break
		}
	}
	dark := top < 255*darkBelow
	if c == Orange && dark {
		c = Brown
	}
	return c, c != Yellow || !dark
}

// hueOf is the hue in degrees, 0 to 360, of a colour with its largest value and the span to its
// smallest.
func hueOf(r, g, b, top, span float64) float64 {
	var sixth float64
	switch top {
	case r:
		sixth = math.Mod((g-b)/span+6, 6)
	case g:
		sixth = (b-r)/span + 2
	default:
		sixth = (r-g)/span + 4
	}
	return 60 * sixth
}
