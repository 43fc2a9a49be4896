package engine

import (
	"context"
	"sync/atomic"
	"testing"

	"catchlight/library"
	"catchlight/tagging"
)

// slow is a model that can be held back from seeing, and that is closed one day.
type slow struct {
	blind
	held *atomic.Pointer[chan struct{}]
}

func (s slow) Images(ctx context.Context, inputs [][]float32) ([][]float32, error) {
	if wait := s.held.Load(); wait != nil {
		select {
		case <-*wait:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	seen := make([][]float32, len(inputs))
	for i := range seen {
		seen[i] = []float32{1, 0}
	}
	return seen, nil
}

// TestLookingCloserIsNeverMixed: what the model saw by a single look holds until it has seen all
// photos closer; a stop leaves that and the setting as they were; and a start takes the vectors
// that are there.
func TestLookingCloserIsNeverMixed(t *testing.T) {
	var held atomic.Pointer[chan struct{}]
	r := newRig(t, func(d *Deps) { d.OpenModel = func(string) (tagging.Encoder, error) { return slow{held: &held}, nil } })
	count := func(name string) int { return r.deps.Library.Info().Models[name] }
	at := func(name string) bool {
		return r.deps.Queue.Idle() && r.VectorsName() == name && r.Tags().Model == name
	}
	r.paint(3)
	r.Open()
	r.until("the photos are seen", func() bool { return r.Ready() && at("blind") && count("blind") == 3 })
	wait := make(chan struct{})
	held.Store(&wait)
	r.SetCloser(true)
	r.until("it is under way", func() bool { j := r.Switching(); return j != nil && j.Fraction() == 0 })
	if r.VectorsName() != "blind" || !r.deps.Library.Settings().Closer {
		t.Errorf("suggestions come from %s", r.VectorsName())
	}
	r.deps.Queue.Stop(r.Switching())
	r.until("it has stopped", func() bool { return at("blind") })
	if r.deps.Library.Settings().Closer {
		t.Error("after a stop the setting says that it looks closer")
	}
	held.Store(nil)
	r.SetCloser(true)
	r.until("all were seen closer", func() bool { return at("blind"+tagging.CloserSuffix) && count("blind"+tagging.CloserSuffix) == 3 })
	if count("blind") != 3 {
		t.Errorf("%d vectors of a single look are left", count("blind"))
	}
	for closer, want := range map[bool]string{true: "blind" + tagging.CloserSuffix, false: "blind"} {
		r.deps.Keep(func(s *library.Settings) { s.Closer = closer })
		if o := r.openChosen("blind"); o.err != nil || o.encoder.Profile().Name != want || o.next != "" {
			t.Errorf("closer %v: a start opens %+v", closer, o)
		}
	}
	r.deps.Keep(func(s *library.Settings) { s.Closer = true })
	if err := r.deps.Library.ForgetModel("blind" + tagging.CloserSuffix); err != nil {
		t.Fatal(err)
	}
	if o := r.openChosen("blind"); o.encoder.Profile().Name != "blind" || o.next != "blind" {
		t.Errorf("before it has seen them closer a start opens %s, and then %q", o.encoder.Profile().Name, o.next)
	}
}
