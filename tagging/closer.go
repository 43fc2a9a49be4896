package tagging

import (
	"context"
	"image"
	"image/draw"
	"math"

	"catchlight/library/thumb"
)

const (
	// CloserSuffix ends the key of the vectors of who looks closer: they are kept apart from the
	// model's own.
	CloserSuffix = "@closer"
	// closerSide is how much of each edge of a photo a crop has: four of them overlap in the
	// middle.
	closerSide = .6
	// views of a photo are the whole and the four crops in its corners.
	views = 5
)

// closer is an Encoder that looks at four crops of a photo beside the whole: what is small in the
// whole is large in one of them.
type closer struct{ Encoder }

// LookCloser gives an encoder that looks at a photo five times, at five times the cost: the whole,
// and four overlapping crops in its corners, which together count as much as the whole. Its vectors
// have a key of their own (CloserSuffix); its texts are the model's. Who closes it closes enc.
func LookCloser(enc Encoder) Encoder { return closer{enc} }

// LooksCloser reports whether an encoder looks closer.
func LooksCloser(enc Encoder) bool {
	_, closely := enc.(closer)
	return closely
}

// Profile is the model's, with another key, and a larger edge, since a crop has to fill the
// model's.
func (c closer) Profile() Profile {
	p := c.Encoder.Profile()
	p.TextName, p.Name, p.Replaced = p.texts(), p.Name+CloserSuffix, nil
	p.Edge = int(math.Ceil(float64(p.Edge) / closerSide))
	if p.CloserRule != nil {
		p.Rule, p.Measured = *p.CloserRule, nil
	}
	return p
}

// Prepare lays the inputs of the five views one after the other.
func (c closer) Prepare(p *thumb.Picture) []float32 {
	input := c.Encoder.Prepare(p)
	width, height := int(closerSide*float64(p.Width)), int(closerSide*float64(p.Height))
	if width < 1 || height < 1 {
		width, height = p.Width, p.Height
	}
	for _, at := range []image.Point{{0, 0}, {p.Width - width, 0}, {0, p.Height - height}, {p.Width - width, p.Height - height}} {
		input = append(input, c.Encoder.Prepare(Crop(p, image.Rectangle{at, at.Add(image.Pt(width, height))}))...)
	}
	return input
}

// Images gives each photo the merged vector of its views.
func (c closer) Images(ctx context.Context, inputs [][]float32) ([][]float32, error) {
	var all [][]float32
	for _, input := range inputs {
		size := len(input) / views
		for view := range views {
			all = append(all, input[view*size:(view+1)*size])
		}
	}
	seen, err := c.Encoder.Images(ctx, all)
	if err != nil {
		return nil, err
	}
	merged := make([][]float32, len(inputs))
	for i := range merged {
		merged[i] = c.Encoder.Profile().Measure.merge(seen[i*views : (i+1)*views])
	}
	return merged, nil
}

// merge makes one vector of those of a photo's views, of which the first is the whole: their mean,
// in which the others together count as much as it does; of probabilities that of their squares.
func (m Measure) merge(seen [][]float32) []float32 {
	whole := m.facing(seen[0], nil)
	sum := make([]float32, len(whole))
	addScaled(sum, whole, .5)
	for _, part := range seen[1:] {
		addScaled(sum, m.facing(part, nil), .5/float32(len(seen)-1))
	}
	if m == Probabilities {
		for i, x := range sum {
			sum[i] = float32(math.Sqrt(float64(x)))
		}
	}
	return unit(sum)
}

// Crop is a part of a picture, in pixels of the photo, which may be decoded smaller. It computes
// for the time of a copy.
func Crop(p *thumb.Picture, inner image.Rectangle) *thumb.Picture {
	return &thumb.Picture{Image: cropOf(p, p.Image, inner), Stored: cropOf(p, p.Stored, inner), Width: inner.Dx(), Height: inner.Dy()}
}

// cropOf copies a part of a decoded image; nil stays nil.
func cropOf(p *thumb.Picture, decoded *image.RGBA, inner image.Rectangle) *image.RGBA {
	if decoded == nil {
		return nil
	}
	size := decoded.Rect.Size()
	scaled := func(x, of, to int) int { return int(math.Round(float64(x) * float64(to) / float64(of))) }
	from := image.Pt(scaled(inner.Min.X, p.Width, size.X), scaled(inner.Min.Y, p.Height, size.Y))
	to := image.Pt(scaled(inner.Max.X, p.Width, size.X), scaled(inner.Max.Y, p.Height, size.Y))
	to = image.Pt(max(to.X, from.X+1), max(to.Y, from.Y+1))
	part := image.NewRGBA(image.Rectangle{Max: to.Sub(from)})
	draw.Draw(part, part.Rect, decoded, decoded.Rect.Min.Add(from), draw.Src)
	return part
}
