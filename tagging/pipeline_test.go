package tagging

import (
	"context"
	"errors"
	"image"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"catchlight/library/thumb"
)

// fakeEncoder gives a picture's colour as its vector, and a text the colour that it names.
type fakeEncoder struct {
	fail    error
	running atomic.Int32
	most    atomic.Int32 // prepared pictures at a time
}

func (f *fakeEncoder) Profile() Profile {
	return Profile{Name: "fake", Dim: 3, Edge: 1, Templates: []string{"{}"}, Batch: 4, Workers: 2, Rule: testRule}
}

func (f *fakeEncoder) Prepare(p *thumb.Picture) []float32 {
	f.most.Store(max(f.most.Load(), f.running.Add(1)))
	c := p.Image.RGBAAt(0, 0)
	return []float32{float32(c.R), float32(c.G), float32(c.B)}
}

func (f *fakeEncoder) Images(ctx context.Context, inputs [][]float32) ([][]float32, error) {
	f.running.Add(-int32(len(inputs)))
	vectors := make([][]float32, len(inputs))
	for i, in := range inputs {
		vectors[i] = unit(append([]float32(nil), in...))
	}
	return vectors, errors.Join(f.fail, ctx.Err())
}

func (f *fakeEncoder) Texts(_ context.Context, texts []string) ([][]float32, error) {
	colours := map[string][]float32{"red": {1, 0, 0}, "green": {0, 1, 0}, "blue": {0, 0, 1}, "yellow": {.7, .7, 0}}
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		vectors[i] = append(make([]float32, 0, 3), colours[text]...)
		if vectors[i] = vectors[i][:3]; colours[text] == nil {
			vectors[i] = []float32{.57, .57, .57}
		}
	}
	return vectors, f.fail
}

func (f *fakeEncoder) Close() error { return nil }

// paint is a picture of one pixel.
func paint(r, g, b uint8) *thumb.Picture {
	p := image.NewRGBA(image.Rect(0, 0, 1, 1))
	copy(p.Pix, []uint8{r, g, b, 255})
	return &thumb.Picture{Image: p, Width: 1, Height: 1}
}

var errDamaged = errors.New("damaged")

// every17 fails for every seventeenth picture.
func every17(i int) (*thumb.Picture, error) {
	if i%17 == 16 {
		return nil, errDamaged
	}
	return paint(uint8(i), 1, 1), nil
}

func TestPipelineSettlesEveryPictureOnce(t *testing.T) {
	enc, fate := &fakeEncoder{}, map[int]int{}
	failed := 0
	p := pipeline{enc: enc, count: 501, load: every17, sink: func(results []encoded) error {
		for _, r := range results {
			fate[r.index]++
			if r.err != nil {
				failed++
			} else if len(r.vector) != 3 {
				t.Errorf("%d has the vector %v", r.index, r.vector)
			}
		}
		return nil
	}}
	if err := p.run(t.Context()); err != nil {
		t.Fatal(err)
	}
	for i := range 501 {
		if fate[i] != 1 {
			t.Errorf("picture %d came %d times", i, fate[i])
		}
	}
	// Waiting: a channel and one batch for each inference, one in each loader's hands.
	if most, limit := int(enc.most.Load()), 4+2*4+runtime.GOMAXPROCS(0); failed != 29 || most > limit {
		t.Errorf("%d failed, want 29; %d pictures were in memory, want at most %d", failed, most, limit)
	}
}

func TestPipelineEndsWithItsFirstError(t *testing.T) {
	broken := errors.New("broken")
	none := func([]encoded) error { return nil }
	for name, p := range map[string]pipeline{
		"model": {enc: &fakeEncoder{fail: broken}, sink: none},
		"store": {enc: &fakeEncoder{}, sink: func([]encoded) error { return broken }},
	} {
		p.count, p.load = 1000, every17
		if err := p.run(t.Context()); !errors.Is(err, broken) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPipelineStopsWhenCancelled(t *testing.T) {
	before := runtime.NumGoroutine()
	ctx, cancel := context.WithCancel(t.Context())
	seen := 0
	p := pipeline{enc: &fakeEncoder{}, count: 1 << 30, load: every17, sink: func(r []encoded) error {
		if seen += len(r); seen > 100 {
			cancel()
		}
		return nil
	}}
	if err := p.run(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want context.Canceled", err)
	}
	for end := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before && time.Now().Before(end); {
		runtime.Gosched()
	}
	if now := runtime.NumGoroutine(); now > before {
		t.Errorf("%d goroutines, %d before", now, before)
	}
}
