package clip

import (
	"image"
	"math"

	"catchlight/library/thumb"
)

// prepare scales, crops and normalises a picture as the manifest says. The target's size and the
// source's box follow from the original's size, not from that of the decoded image, whose rounding
// would shift the crop.
func (t *ImageTower) prepare(p *thumb.Picture, in *resampling) []float32 {
	pixels := p.Image
	if t.Colour == storedColour && p.Stored != nil {
		pixels = p.Stored
	}
	size := pixels.Bounds().Size()
	width, height := t.targetSize(p.Width, p.Height)
	spanX, spanY := spans(size, p.Width, p.Height)
	columns := windows(size.X, spanX, width, t.offset(width), t.Edge)
	rows := windows(size.Y, spanY, height, t.offset(height), t.Edge)
	return t.normalise(in.resample(pixels, columns, rows))
}

// targetSize is the size of the whole photo before the crop.
func (t *ImageTower) targetSize(width, height int) (int, int) {
	if t.Fit == "squash" {
		return t.Edge, t.Edge
	}
	short := min(width, height)
	return t.scaled(width, short), t.scaled(height, short)
}

// scaled is one edge of a photo whose short edge becomes Edge.
func (t *ImageTower) scaled(edge, short int) int {
	exact := float64(edge) * float64(t.Edge) / float64(short)
	if t.OtherEdge == "truncate" {
		return max(edge*t.Edge/short, t.Edge)
	}
	return max(int(math.RoundToEven(exact)), t.Edge)
}

// offset is where the crop starts.
func (t *ImageTower) offset(edge int) int {
	if t.Offset == "even" {
		return int(math.RoundToEven(float64(edge-t.Edge) / 2))
	}
	return (edge - t.Edge) / 2
}

// spans gives the part of a scaled-down decode that the photo fills, in its pixels. A JPEG decoder
// that scales by n/8 rounds its size up, so the last column and row may be covered in part only.
func spans(size image.Point, width, height int) (float64, float64) {
	for n := 1; n < 8; n++ {
		if size.X == (width*n+7)/8 && size.Y == (height*n+7)/8 {
			return float64(width*n) / 8, float64(height*n) / 8
		}
	}
	return float64(size.X), float64(size.Y)
}

// normalise turns interleaved bytes into one plane of floats for each channel.
func (t *ImageTower) normalise(pixels []uint8) []float32 {
	plane := len(pixels) / 4
	out := make([]float32, 3*plane)
	for c := range 3 {
		var table [256]float32
		for v := range table {
			table[v] = float32((float64(v)/255 - t.Mean[c]) / t.Std[c])
		}
		dst := out[c*plane:][:plane]
		for i := range dst {
			dst[i] = table[pixels[4*i+c]]
		}
	}
	return out
}
