package tagging

import (
	"context"
	"image"
	"image/color"
	"math"
	"testing"

	"catchlight/library/thumb"
)

// colourist sees of a picture how much of it is red: it is a model of the classes red and other.
type colourist struct{ likelihoods }

func (*colourist) Prepare(p *thumb.Picture) []float32 {
	red := 0
	size := p.Image.Rect.Size()
	for y := range size.Y {
		for x := range size.X {
			if p.Image.RGBAAt(x, y).R > 0 {
				red++
			}
		}
	}
	return []float32{float32(red) / float32(size.X*size.Y)}
}

func (*colourist) Images(_ context.Context, inputs [][]float32) ([][]float32, error) {
	var all [][]float32
	for _, in := range inputs {
		all = append(all, roots(float64(in[0]), 1-float64(in[0]), 0))
	}
	return all, nil
}

// TestLookingCloser: a red corner of a tenth of each edge is 1 % of the whole and 1/36 of one of
// the crops, however small the photo was decoded; the vectors have a key of their own and the
// model's texts.
func TestLookingCloser(t *testing.T) {
	near := LookCloser(&colourist{})
	p := near.Profile()
	if p.Name != "classes@closer" || p.texts() != "classes" || p.Edge != 4 || len(p.Replaced) != 0 {
		t.Errorf("%+v", p)
	}
	want := .5*.01 + .125/36
	for _, decoded := range []int{100, 200} {
		img := image.NewRGBA(image.Rect(0, 0, decoded, decoded))
		for y := range decoded / 10 {
			for x := range decoded / 10 {
				img.SetRGBA(x, y, color.RGBA{255, 0, 0, 255})
			}
		}
		input := near.Prepare(&thumb.Picture{Image: img, Width: 400, Height: 400})
		seen, err := near.Images(t.Context(), [][]float32{input, input})
		if err != nil || len(seen) != 2 || len(seen[0]) != 3 {
			t.Fatalf("%v, %v", seen, err)
		}
		for _, v := range seen {
			if got := float64(v[0] * v[0]); math.Abs(got-want) > 1e-4 {
				t.Errorf("decoded to %d: %.4f of it is red, want %.4f", decoded, got, want)
			}
			if length := dot(v, v); math.Abs(float64(length)-1) > 1e-5 {
				t.Errorf("a vector of length² %v", length)
			}
		}
	}
	if near.Prepare(&thumb.Picture{Image: image.NewRGBA(image.Rect(0, 0, 1, 1)), Width: 1, Height: 1}) == nil {
		t.Error("a photo of one pixel has no input")
	}
}

// TestCloserRule: a model may have another rule for such vectors.
func TestCloserRule(t *testing.T) {
	own := Rule{Gap: 1, Balanced: .1}
	near := LookCloser(&ruled{closer: &own})
	if got := near.Profile().Rule; got != own {
		t.Errorf("%+v", got)
	}
}

type ruled struct {
	colourist
	closer *Rule
}

func (r *ruled) Profile() Profile {
	p := r.colourist.Profile()
	p.CloserRule = r.closer
	return p
}
