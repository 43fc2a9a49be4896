package kit

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"golang.org/x/image/vector"
)

// Fyne draws the edge of a rounded rectangle over three pixels, so that a line
// of 1 dp keeps little more than half of its contrast. Outlines that have to
// be seen (suggested chips, selected cells, check boxes) are therefore pictures
// of our own, made in device pixels.

// frame is an outline at a size in device pixels: the key of a rasterised one.
type frame struct {
	w, h, radius, stroke int
	ink                  color.NRGBA
}

// frames keeps rasterised outlines.
type frames map[frame]*image.RGBA

// framesMost bounds the cache: names make chips of many widths.
const framesMost = 512

// image rasterises an outline, or takes the one it has.
func (f frames) image(k frame) *image.RGBA {
	if img, ok := f[k]; ok {
		return img
	}
	if len(f) >= framesMost {
		clear(f)
	}
	img := k.draw()
	f[k] = img
	return img
}

// draw rasterises the outline: a rounded rectangle, and a smaller one in it the
// other way round.
func (k frame) draw() *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, k.w, k.h))
	r := vector.NewRasterizer(k.w, k.h)
	s := float32(k.stroke)
	rounded(r, 0, 0, float32(k.w), float32(k.h), float32(k.radius), true)
	rounded(r, s, s, float32(k.w)-s, float32(k.h)-s, float32(k.radius)-s, false)
	r.Draw(img, img.Bounds(), image.NewUniform(k.ink), image.Point{})
	return img
}

// bow is how far the control points of a quarter circle stand from the corner,
// as a share of the radius: 1 − 4/3·(√2−1).
const bow = 1 - .5523

// rounded adds a rounded rectangle to a rasterizer, clockwise or the other way
// round.
func rounded(r *vector.Rasterizer, x0, y0, x1, y1, radius float32, clockwise bool) {
	radius = max(radius, 0)
	b := radius * bow
	r.MoveTo(x0+radius, y0)
	if clockwise {
		r.LineTo(x1-radius, y0)
		r.CubeTo(x1-b, y0, x1, y0+b, x1, y0+radius)
		r.LineTo(x1, y1-radius)
		r.CubeTo(x1, y1-b, x1-b, y1, x1-radius, y1)
		r.LineTo(x0+radius, y1)
		r.CubeTo(x0+b, y1, x0, y1-b, x0, y1-radius)
		r.LineTo(x0, y0+radius)
		r.CubeTo(x0, y0+b, x0+b, y0, x0+radius, y0)
	} else {
		r.CubeTo(x0+b, y0, x0, y0+b, x0, y0+radius)
		r.LineTo(x0, y1-radius)
		r.CubeTo(x0, y1-b, x0+b, y1, x0+radius, y1)
		r.LineTo(x1-radius, y1)
		r.CubeTo(x1-b, y1, x1, y1-b, x1, y1-radius)
		r.LineTo(x1, y0+radius)
		r.CubeTo(x1, y0+b, x1-b, y0, x1-radius, y0)
	}
	r.ClosePath()
}

// Outline places an outline on an image object: so many dp wide, along the
// inside of a rectangle with rounded corners, in the colour of a token. A
// stroke of 0 hides it.
func (p *Palette) Outline(img *canvas.Image, at fyne.Position, size fyne.Size, radius, stroke float32, token fyne.ThemeColorName) {
	img.Hidden = stroke == 0 || size.Width < 1 || size.Height < 1
	img.Move(at)
	img.Resize(size)
	if img.Hidden {
		return
	}
	px := func(dp float32) int { return int(math.Round(float64(dp * p.Scale))) }
	SetPicture(img, p.frames.image(frame{w: px(size.Width), h: px(size.Height), radius: px(radius), stroke: max(px(stroke), 1), ink: p.colour[token]}))
}
