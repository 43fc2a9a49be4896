package people

import (
	"context"
	"errors"
	"image"
	"math"
	"testing"
)

func TestFrame(t *testing.T) {
	for size, want := range map[image.Point]Frame{
		{640, 480}: {192, 0, 24, 192, 144},
		{480, 640}: {192, 24, 0, 144, 192},
		{100, 100}: {192, 0, 0, 192, 192},
		{4000, 1}:  {192, 0, 95, 192, 1},
		{640, 427}: {192, 0, 32, 192, 128},
	} {
		if got := frameOf(size, 192); got != want {
			t.Errorf("%v: %+v, want %+v", size, got, want)
		}
	}
	f := frameOf(image.Pt(640, 480), 192)
	if got := f.away(box{x0: 0, y0: .125, x1: 1, y1: .875}); math.Abs(got.y0) > 1e-9 || math.Abs(got.y1-1) > 1e-9 || got.x1 != 1 {
		t.Errorf("the border is not away: %+v", got)
	}
}

func TestSuppress(t *testing.T) {
	nan := math.NaN()
	got := suppress([]box{
		{x0: 0, y0: 0, x1: .4, y1: .4, score: .6},
		{x0: .02, y0: 0, x1: .42, y1: .4, score: .9},
		{x0: .6, y0: .6, x1: .8, y1: .8, score: .7},
		{x0: .6, y0: .6, x1: .8, y1: .8, score: .4}, // too weak to count
		{x0: .3, y0: .3, x1: .1, y1: .1, score: .9}, // inside out
		{x0: nan, y0: 0, x1: 1, y1: 1, score: .9},
		{x0: 0, y0: 0, x1: 1, y1: 1, score: nan},
	})
	if len(got) != 2 || got[0].score != .9 || got[1].score != .7 {
		t.Fatalf("%+v", got)
	}
	if want := (.02*.9 + 0*.6) / 1.5; math.Abs(got[0].x0-want) > 1e-9 {
		t.Errorf("the mean starts at %v, want %v", got[0].x0, want)
	}
}

// scene is a network that sees faces where they are in the whole picture, which is white there, if
// they are large enough in the square.
type scene struct {
	least   float64 // height of a face in parts of the square
	looks   int     // how many squares were looked at
	failing bool
}

// fill hands the picture on as the place of its white pixels, in parts of the square.
func (s *scene) fill(img *image.RGBA, f Frame) []float32 {
	var boxes []float32
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			if v := img.Pix[y*img.Stride+4*x]; v > 0 { // a face begins here and is v pixels wide and high
				at := func(n, side, left, inner int) float32 {
					return (float32(n)/float32(side)*float32(inner) + float32(left)) / float32(f.Edge)
				}
				boxes = append(boxes,
					at(x, img.Rect.Dx(), f.Left, f.Width), at(y, img.Rect.Dy(), f.Top, f.Height),
					at(x+int(v), img.Rect.Dx(), f.Left, f.Width), at(y+int(v), img.Rect.Dy(), f.Top, f.Height))
			}
		}
	}
	return boxes
}

func (s *scene) run(_ context.Context, inputs [][]float32) (scores, boxes [][]float32, err error) {
	if s.failing {
		return nil, nil, errors.New("no network")
	}
	s.looks += len(inputs)
	for _, in := range inputs {
		score := make([]float32, len(in)/4)
		for i := range score {
			switch high := float64(in[4*i+3] - in[4*i+1]); {
			case high >= s.least:
				score[i] = .9
			case high >= s.least/2:
				score[i] = .55 // it looks like one
			}
		}
		scores, boxes = append(scores, score), append(boxes, in)
	}
	return scores, boxes, nil
}

// pose is a network that gives one box of a score.
func pose(score float32) Detector {
	return Detector{
		Edge: 224, Fill: func(*image.RGBA, Frame) []float32 { return nil },
		Run: func(context.Context, [][]float32) ([][]float32, [][]float32, error) {
			return [][]float32{{score}}, [][]float32{{.4, .4, .6, .6}}, nil
		},
	}
}

// withFaces is a picture of 200 × 200 pixels with faces of a size at places.
func withFaces(size uint8, places ...image.Point) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, 200, 200))
	for _, p := range places {
		img.Pix[p.Y*img.Stride+4*p.X] = size
	}
	return img
}

func TestFind(t *testing.T) {
	var row []image.Point
	for i := range 14 {
		row = append(row, image.Pt(10+13*i, 20+i%2*40))
	}
	smaller := withFaces(9, row[2:]...) // all but two are found in the finer parts only
	for _, p := range row[:2] {
		smaller.Pix[p.Y*smaller.Stride+4*p.X] = 12
	}
	for name, c := range map[string]struct {
		img    *image.RGBA
		pose   float32
		faces  int
		parts  bool // they are found only in parts
		person bool
		looks  int // of the face's network
	}{
		"nobody":            {img: withFaces(0), pose: .6, looks: 1},
		"somebody, no face": {img: withFaces(0), pose: .7, person: true, looks: 1},
		"a large face":      {img: withFaces(60, image.Pt(40, 40)), faces: 1, person: true, looks: 1 + 4},
		"two":               {img: withFaces(60, image.Pt(10, 40), image.Pt(110, 40)), faces: 2, person: true, looks: 1 + 4},
		"small, in parts":   {img: withFaces(14, image.Pt(40, 40)), pose: .7, faces: 1, parts: true, person: true, looks: 1 + 4},
		"small, no pose":    {img: withFaces(14, image.Pt(40, 40)), faces: 1, parts: true, person: true, looks: 1 + 4},
		"too small":         {img: withFaces(8, image.Pt(40, 40)), pose: .3, looks: 1},
		"a crowd":           {img: withFaces(12, row...), pose: .7, faces: 14, parts: true, person: true, looks: 1 + 4 + 9},
		"a smaller crowd":   {img: smaller, pose: .7, faces: 14, parts: true, person: true, looks: 1 + 4 + 9 + 16},
	} {
		s := &scene{least: .1}
		f := Finder{Face: Detector{Edge: 192, Fill: s.fill, Run: s.run}, Pose: pose(c.pose)}
		got, err := f.Find(t.Context(), c.img)
		if err != nil || !got.Looked || got.Person != c.person || len(got.Faces) != c.faces || s.looks != c.looks {
			t.Errorf("%s: %v, %+v, %d looks, want %+v", name, err, got, s.looks, c)
		}
		for _, face := range got.Faces {
			if face.Part != c.parts || face.X1 <= face.X0 || face.X0 < 0 || face.X1 > 1 {
				t.Errorf("%s: %+v", name, face)
			}
		}
	}
}

func TestFindFails(t *testing.T) {
	f := Finder{Face: Detector{Edge: 192, Fill: (&scene{}).fill, Run: (&scene{failing: true}).run}, Pose: pose(1)}
	if got, err := f.Find(t.Context(), withFaces(0)); err == nil || got.Looked {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := f.Find(t.Context(), image.NewRGBA(image.Rectangle{})); err != nil || !got.Looked || got.Person {
		t.Errorf("an empty picture: %+v, %v", got, err)
	}
}

func FuzzSuppress(f *testing.F) {
	f.Add(.1, .1, .3, .3, .9, .12, .1, .32, .3, .8)
	f.Fuzz(func(t *testing.T, a, b, c, d, s, e, g, h, i, r float64) {
		found := merge(suppress([]box{{x0: a, y0: b, x1: c, y1: d, score: s}, {x0: e, y0: g, x1: h, y1: i, score: r}}))
		if len(found) > 2 {
			t.Error("more than there were")
		}
	})
}
