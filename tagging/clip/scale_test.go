package clip

import (
	"bytes"
	"image"
	"image/jpeg"
	"path/filepath"
	"testing"

	"golang.org/x/image/draw"

	"catchlight/library/picture"
	"catchlight/library/thumb"
)

// enlarged is a photo of a camera's size, whose edges are no multiples of eight.
func enlarged(t testing.TB, name string) []byte {
	t.Helper()
	p, err := thumb.DecodeFile(t.Context(), filepath.Join("testdata", "free", name), 0)
	if err != nil {
		t.Fatal(err)
	}
	large := image.NewRGBA(image.Rect(0, 0, 2995, 2995*p.Height/p.Width))
	draw.ApproxBiLinear.Scale(large, large.Rect, p.Image, p.Image.Rect, draw.Src, nil)
	var file bytes.Buffer
	if err := jpeg.Encode(&file, large, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// TestScaledDecodesGiveTheSameVectors: decoding a large JPEG at the scale that indexing asks for
// must not show.
func TestScaledDecodesGiveTheSameVectors(t *testing.T) {
	e := openStarter(t)
	mean, least := 0.0, 1.0
	names := []string{"cat.jpg", "rocket.jpg", "espresso.jpg"}
	for _, name := range names {
		file := enlarged(t, name)
		var inputs [][]float32
		for _, short := range []int{0, int(1.9*260) + 1} {
			p, err := thumb.Decode(t.Context(), file, picture.JPEG, 1, short)
			if err != nil {
				t.Fatal(err)
			}
			inputs = append(inputs, e.Prepare(p))
		}
		vectors, err := e.Images(t.Context(), inputs)
		if err != nil {
			t.Fatal(err)
		}
		c := cosine(vectors[0], vectors[1])
		mean, least = mean+c/float64(len(names)), min(least, c)
	}
	t.Logf("cosine %.5f in the mean, %.5f at least", mean, least)
	if mean < .995 || least < .98 {
		t.Errorf("cosine %.4f in the mean and %.4f at least, want .995 and .98", mean, least)
	}
}
