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

	multilingual bool
}

func (f *fakeEncoder) Profile() Profile {
	return Profile{Name: "fake", Dim: 3, Edge: 1, Templates: []string{"{}"}, Batch: 4, Workers: 2, Rule: testRule, Multilingual: f.multilingual}
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
func every17(_ context.Context, i int, _ *thumb.File, _ error) (*thumb.Picture, error) {
	if i%17 == 16 {
		return nil, errDamaged
	}
	return paint(uint8(i), 1, 1), nil
}

// paintings is a pipeline of n pictures that need no reading, of which every seventeenth fails.
func paintings(enc Encoder, n int, sink func([]encoded) error) *pipeline {
	return &pipeline{
		enc: enc, count: n, tune: newTuner(enc.Profile(), Tuning{}, 0), sink: sink,
		read: func(context.Context, int) (*thumb.File, error) { return nil, nil }, decode: every17, memory: thumb.NewBudget(0),
	}
}

func TestPipelineSettlesEveryPictureOnce(t *testing.T) {
	for _, n := range []int{1, 3, 4, 501} {
		enc, fate := &fakeEncoder{}, map[int]int{}
		failed := 0
		p := paintings(enc, n, func(results []encoded) error {
			for _, r := range results {
				fate[r.index]++
				if r.err != nil {
					failed++
				} else if len(r.vector) != 3 {
					t.Errorf("%d has the vector %v", r.index, r.vector)
				}
			}
			return nil
		})
		if err := p.run(t.Context()); err != nil {
			t.Fatal(err)
		}
		for i := range n {
			if fate[i] != 1 {
				t.Errorf("picture %d of %d came %d times", i, n, fate[i])
			}
		}
		// Waiting for the model while it loads, and one batch in each worker's hands.
		if most, limit := int(enc.most.Load()), waitingInputs+2*(largestBatch+1); failed != n/17 || most > limit {
			t.Errorf("%d failed, want %d; %d pictures were in memory, want at most %d", failed, n/17, most, limit)
		}
	}
}

// TestPipelineMemory: what is read and not decoded yet stays within the budget, and what needs more
// goes alone.
func TestPipelineMemory(t *testing.T) {
	var inUse, alone atomic.Int64
	p := paintings(&fakeEncoder{}, 300, func([]encoded) error { return nil })
	const room = 100
	p.memory = thumb.NewBudget(room)
	whole := func(i int) int64 { return int64(1 + i*37%250) }
	p.weigh = func(_ context.Context, i int) int64 { return whole(i) }
	weight := func(i int) int64 { return min(whole(i), room) }
	p.read = func(_ context.Context, i int) (*thumb.File, error) {
		if now := inUse.Add(weight(i)); now > room {
			t.Errorf("%d of %d bytes in use", now, room)
		}
		if whole(i) > room {
			alone.Add(1)
		}
		return nil, nil
	}
	p.decode = func(ctx context.Context, i int, f *thumb.File, err error) (*thumb.Picture, error) {
		runtime.Gosched()
		inUse.Add(-weight(i))
		return every17(ctx, i, f, err)
	}
	if err := p.run(t.Context()); err != nil || alone.Load() == 0 {
		t.Errorf("%v, %d went alone", err, alone.Load())
	}
}

// TestPipelineYields: a user who never rests keeps one worker idle, not the run from its end.
func TestPipelineYields(t *testing.T) {
	var asked atomic.Int32
	settled := 0
	p := paintings(&fakeEncoder{}, 200, func(r []encoded) error { settled += len(r); return nil })
	p.yield = func() bool { asked.Add(1); return true }
	if err := p.run(t.Context()); err != nil || settled != 200 || asked.Load() == 0 {
		t.Errorf("%v, %d settled, asked %d times", err, settled, asked.Load())
	}
}

func TestPipelineEndsWithItsFirstError(t *testing.T) {
	broken := errors.New("broken")
	none := func([]encoded) error { return nil }
	for name, p := range map[string]*pipeline{
		"model": paintings(&fakeEncoder{fail: broken}, 1000, none),
		"store": paintings(&fakeEncoder{}, 1000, func([]encoded) error { return broken }),
	} {
		if err := p.run(t.Context()); !errors.Is(err, broken) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPipelineStopsWhenCancelled(t *testing.T) {
	before := runtime.NumGoroutine()
	ctx, cancel := context.WithCancel(t.Context())
	seen := 0
	p := paintings(&fakeEncoder{}, 1<<30, func(r []encoded) error {
		if seen += len(r); seen > 100 {
			cancel()
		}
		return nil
	})
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
