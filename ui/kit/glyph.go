package kit

import (
	"image"
	"image/color"
	"image/draw"
	"regexp"
	"strconv"

	"golang.org/x/image/vector"

	"catchlight/assets"
)

// Glyph is one of the small signs of chips and marks.
type Glyph uint8

// The glyphs. The bars count a suggestion's strength.
const (
	GlyphNone Glyph = iota
	GlyphBars1
	GlyphBars2
	GlyphBars3
	GlyphCheck
	GlyphCross
	GlyphPencil
	GlyphParent
	GlyphWarning
	GlyphStack
	GlyphUp
	GlyphSample
	glyphs
)

// String names the glyph, for tests and logs.
func (g Glyph) String() string {
	names := [glyphs]string{"none", "bars 1", "bars 2", "bars 3", "check", "cross", "pencil", "parent", "warning", "stack", "up", "sample"}
	return names[min(g, glyphs-1)]
}

// outline is the path of a glyph, on a grid of 24, in SVG's words M, L, H, V, C
// and Z. Check, cross and warning have the shapes of Fyne's own icons.
func (g Glyph) outline() string {
	switch g {
	case GlyphCheck:
		return "M9 16.2L4.8 12L3.4 13.4L9 19L21 7L19.6 5.6Z"
	case GlyphCross:
		return "M19 6.4L17.6 5L12 10.6L6.4 5L5 6.4L10.6 12L5 17.6L6.4 19L12 13.4L17.6 19L19 17.6L13.4 12Z"
	case GlyphWarning:
		return "M12 2L1 21H23ZM12 6L19.5 19H4.5ZM13 16H11V18H13ZM13 10H11V14H13Z"
	case GlyphUp:
		return "M12 4L4 12L5.4 13.4L11 7.8V20H13V7.8L18.6 13.4L20 12Z"
	case GlyphSample:
		return "M12 3L21 12L12 21L3 12ZM12 6L6 12L12 18L18 12Z"
	case GlyphPencil:
		return inner(assets.IconPencil)
	case GlyphParent:
		return inner(assets.IconParent)
	case GlyphStack:
		return inner(assets.IconStack)
	}
	return ""
}

// inner is the path of an icon.
func inner(icon string) string {
	m := regexp.MustCompile(` d="([^"]*)"`).FindSubmatch(assets.Icon(icon))
	if m == nil {
		return ""
	}
	return string(m[1])
}

// sign is a glyph at a size in device pixels and in one colour (the bars: in
// two), the key of a rasterised one.
type sign struct {
	glyph     Glyph
	px        int
	ink, dull color.NRGBA
}

// signs keeps rasterised glyphs. There are some dozens: glyphs × colours of the
// theme × sizes.
type signs map[sign]*image.RGBA

// image rasterises a glyph, once.
func (s signs) image(k sign) *image.RGBA {
	if img, ok := s[k]; ok {
		return img
	}
	img := k.draw()
	s[k] = img
	return img
}

// draw rasterises the glyph into a square, tightly packed picture.
func (k sign) draw() *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, k.px, k.px))
	if k.glyph >= GlyphBars1 && k.glyph <= GlyphBars3 {
		k.bars(img)
		return img
	}
	r := vector.NewRasterizer(k.px, k.px)
	trace(r, k.glyph.outline(), float32(k.px)/24)
	r.Draw(img, img.Bounds(), image.NewUniform(k.ink), image.Point{})
	return img
}

// bars draws three bars that rise to the right, lit from the left; on a grid
// of 12: three wide, one apart, 4, 7 and 10 high, and sharp at any scale.
func (k sign) bars(img *image.RGBA) {
	at := func(v int) int { return (v*k.px + 6) / 12 }
	for i := range 3 {
		ink := k.dull
		if i <= int(k.glyph-GlyphBars1) {
			ink = k.ink
		}
		bar := image.Rect(at(4*i+1), at(11)-at(4+3*i), at(4*i+4), at(11))
		draw.Draw(img, bar, image.NewUniform(ink), image.Point{}, draw.Src)
	}
}

// words of a path: a letter, or a number.
var pathWord = regexp.MustCompile(`[MLHVCZ]|-?[0-9.]+`)

// trace feeds an SVG path to a rasterizer, scaled.
func trace(r *vector.Rasterizer, path string, scale float32) {
	t := tracer{r: r}
	letter, numbers := byte(0), []float32(nil)
	for _, w := range append(pathWord.FindAllString(path, -1), "Z") {
		if n, err := strconv.ParseFloat(w, 32); err == nil {
			numbers = append(numbers, float32(n)*scale)
			continue
		}
		t.step(letter, numbers)
		letter, numbers = w[0], nil
	}
	t.step(letter, nil)
}

// tracer is the pen of a path.
type tracer struct {
	r    *vector.Rasterizer
	x, y float32
}

// step does one command with its numbers; one with too few of them is left out.
func (t *tracer) step(letter byte, n []float32) {
	switch {
	case letter == 'M' && len(n) >= 2:
		t.x, t.y = n[0], n[1]
		t.r.MoveTo(t.x, t.y)
	case letter == 'L' && len(n) >= 2:
		t.line(n[0], n[1])
	case letter == 'H' && len(n) >= 1:
		t.line(n[0], t.y)
	case letter == 'V' && len(n) >= 1:
		t.line(t.x, n[0])
	case letter == 'C' && len(n) >= 6:
		t.x, t.y = n[4], n[5]
		t.r.CubeTo(n[0], n[1], n[2], n[3], t.x, t.y)
	case letter == 'Z':
		t.r.ClosePath()
	}
}

func (t *tracer) line(x, y float32) {
	t.x, t.y = x, y
	t.r.LineTo(x, y)
}
