package clip

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"catchlight/library/thumb"
)

// readPNG gives a picture of testdata, upright and whole.
func readPNG(t testing.TB, elements ...string) *thumb.Picture {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(append([]string{"testdata"}, elements...)...))
	if err != nil {
		t.Fatal(err)
	}
	decoded, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return testPicture(decoded, decoded.Bounds())
}

// testPicture is a part of an image as the decoder would give it.
func testPicture(src image.Image, part image.Rectangle) *thumb.Picture {
	size := part.Size()
	out := image.NewRGBA(image.Rectangle{Max: size})
	draw.Draw(out, out.Rect, src, part.Min, draw.Src)
	return &thumb.Picture{Image: out, Width: size.X, Height: size.Y}
}

// bytesOf are the pixels that prepare made, three bytes each, before the normalisation to
// −mean/std….
func bytesOf(t testing.TB, tower ImageTower, p *thumb.Picture) []uint8 {
	t.Helper()
	tower.Mean, tower.Std = [3]float64{}, [3]float64{1, 1, 1}
	values := tower.prepare(p, new(resampling))
	out := make([]uint8, len(values))
	plane := len(values) / 3
	for i, v := range values {
		out[i%plane*3+i/plane] = uint8(math.Round(float64(v) * 255))
	}
	return out
}

func TestResampleIsPillows(t *testing.T) {
	source := testPicture(readPNG(t, "starter", "astronaut.png").Image, image.Rect(0, 0, 260, 171))
	for golden, tower := range map[string]ImageTower{
		"down-64.png":   {Edge: 64, Fit: "crop", OtherEdge: "round", Offset: "down"},
		"up-200.png":    {Edge: 200, Fit: "crop", OtherEdge: "round", Offset: "down"},
		"squash-96.png": {Edge: 96, Fit: "squash"},
	} {
		want := readPNG(t, "resample", golden).Image
		got := bytesOf(t, tower, source)
		worst := 0
		for i := range got {
			worst = max(worst, abs(int(got[i])-int(want.Pix[i/3*4+i%3])))
		}
		if worst > 0 {
			t.Errorf("%s: a value differs by %d, want the same bytes", golden, worst)
		}
	}
}

// TestResampleWideIsPlain: the vector code gives the bytes of the plain code, at every width.
func TestResampleWideIsPlain(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var memory resampling // as the picture before has left it
	for range 300 {
		size := image.Pt(1+random.IntN(90), 1+random.IntN(90))
		src := image.NewRGBA(image.Rectangle{Max: size})
		for i := range src.Pix {
			src.Pix[i] = uint8(random.IntN(2) * random.IntN(256)) // hard edges overshoot
			if i%4 == 3 {
				src.Pix[i] = 255
			}
		}
		out := image.Pt(1+random.IntN(70), 1+random.IntN(70))
		columns := windows(size.X, float64(size.X), out.X, 0, out.X)
		rows := windows(size.Y, float64(size.Y), out.Y, 0, out.Y)
		wide := memory.resample(src, columns, rows)
		middle := make([]uint8, 4*out.X*size.Y)
		for y := range size.Y {
			acrossPlain(middle[4*out.X*y:][:4*out.X], src.Pix[y*src.Stride:], columns)
		}
		plain := make([]uint8, len(wide))
		for y, w := range rows {
			downPlain(plain[4*out.X*y:][:4*out.X], middle[4*out.X*w.first:], w.weights, 0)
		}
		if !bytes.Equal(wide, plain) {
			t.Fatalf("%v to %v: other bytes", size, out)
		}
	}
}

func abs(v int) int { return max(v, -v) }

func TestTargetSizes(t *testing.T) {
	for _, c := range []struct {
		other, offset         string
		width, height         int
		wantWidth, wantHeight int
		wantLeft              int
	}{
		{"round", "down", 640, 480, 347, 260, 43},
		{"round", "down", 640, 427, 390, 260, 65},
		{"truncate", "even", 640, 480, 346, 260, 43},
		{"truncate", "even", 641, 424, 393, 260, 66}, // 66.5 to the even neighbour
		{"truncate", "down", 641, 424, 393, 260, 66},
		{"truncate", "even", 643, 424, 394, 260, 67},
		{"round", "down", 260, 260, 260, 260, 0},
		{"truncate", "down", 3, 30000, 260, 2600000, 0},
	} {
		tower := ImageTower{Edge: 260, Fit: "crop", OtherEdge: c.other, Offset: c.offset}
		w, h := tower.targetSize(c.width, c.height)
		if left := tower.offset(w); w != c.wantWidth || h != c.wantHeight || left != c.wantLeft {
			t.Errorf("%s, %s: %d × %d becomes %d × %d from %d, want %d × %d from %d",
				c.other, c.offset, c.width, c.height, w, h, left, c.wantWidth, c.wantHeight, c.wantLeft)
		}
	}
}

func TestSpansOfScaledDecodes(t *testing.T) {
	for _, c := range []struct {
		size          image.Point
		width, height int
		wantX, wantY  float64
	}{
		{image.Pt(750, 500), 6000, 4000, 750, 500},
		{image.Pt(751, 501), 6001, 4001, 6001.0 / 8, 4001.0 / 8},
		{image.Pt(640, 480), 640, 480, 640, 480},
		{image.Pt(160, 120), 6000, 4000, 160, 120}, // a preview, no scaled decode
	} {
		if x, y := spans(c.size, c.width, c.height); x != c.wantX || y != c.wantY {
			t.Errorf("%v of %d × %d: %g × %g, want %g × %g", c.size, c.width, c.height, x, y, c.wantX, c.wantY)
		}
	}
}

func TestPrepareTakesExtremeShapes(t *testing.T) {
	tower := Starter().Manifest.Image
	for _, size := range []image.Point{{1, 1}, {1, 2000}, {3000, 2}, {259, 261}} {
		p := testPicture(image.NewRGBA(image.Rectangle{Max: size}), image.Rectangle{Max: size})
		if got := len(tower.prepare(p, new(resampling))); got != 3*260*260 {
			t.Errorf("%v: %d values", size, got)
		}
	}
}

// A model that knows no colour profiles gets the numbers that stand in the file, all others sRGB.
func TestPrepareChoosesColours(t *testing.T) {
	grey := func(v uint8) *image.RGBA {
		img := image.NewRGBA(image.Rect(0, 0, 4, 4))
		for i := range img.Pix {
			img.Pix[i] = v
		}
		return img
	}
	p := &thumb.Picture{Image: grey(200), Stored: grey(100), Width: 4, Height: 4}
	for colour, want := range map[string]float32{"": 200. / 255, storedColour: 100. / 255} {
		tower := ImageTower{Edge: 2, Fit: "crop", OtherEdge: "round", Offset: "down", Colour: colour, Std: [3]float64{1, 1, 1}}
		if got := tower.prepare(p, new(resampling))[0]; math.Abs(float64(got-want)) > 1e-6 {
			t.Errorf("colour %q: %v, want %v", colour, got, want)
		}
	}
}
