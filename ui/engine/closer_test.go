package engine

import (
	"context"
	"slices"
	"sync/atomic"
	"testing"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/tagging"
	"catchlight/ui/jobs"
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

// TestLookingCloserIsIdleWork: it begins when no other job is there, gives way to each, begins with
// the photos in view, and goes on where it was.
func TestLookingCloserIsIdleWork(t *testing.T) {
	var held atomic.Pointer[chan struct{}]
	r := newRig(t, func(d *Deps) { d.OpenModel = func(string) (tagging.Encoder, error) { return slow{held: &held}, nil } })
	closely := func() int { return r.deps.Library.Info().Models["blind"+tagging.CloserSuffix] }
	r.paint(5)
	r.Open()
	r.until("the photos are seen", func() bool { return r.Ready() && r.deps.Queue.Idle() })
	other := holding(jobs.Plan)
	r.deps.Queue.Add(other)
	r.SetCloser(true)
	r.window.Run()
	if j := r.Switching(); j == nil || j.Lane != jobs.Spare || j.State() != jobs.Waiting {
		t.Fatalf("it does not wait: %+v", j)
	}
	wait := make(chan struct{})
	held.Store(&wait)
	r.deps.Queue.Stop(other)
	r.until("it begins", func() bool { return r.Switching().State() == jobs.Running })
	again := holding(jobs.Import)
	r.deps.Queue.Add(again)
	r.until("it gives way", func() bool { return r.Switching().State() == jobs.Waiting && again.State() == jobs.Running })
	if r.VectorsName() != "blind" || !r.deps.Library.Settings().Closer {
		t.Errorf("meanwhile suggestions come from %s", r.VectorsName())
	}
	held.Store(nil)
	r.deps.Queue.Stop(again)
	r.until("it has looked at all", func() bool { return r.VectorsName() == "blind"+tagging.CloserSuffix && r.deps.Queue.Idle() })
	if closely() != 5 {
		t.Errorf("%d of five photos were looked at closely", closely())
	}
}

// TestPhotosInViewComeFirst, each once, and none that need not be looked at.
func TestPhotosInViewComeFirst(t *testing.T) {
	for _, c := range []struct{ inView, photos, want []library.ID }{
		{nil, []library.ID{1, 2, 3}, []library.ID{1, 2, 3}},
		{[]library.ID{3, 9, 1}, []library.ID{1, 2, 3}, []library.ID{3, 1, 2}},
		{[]library.ID{3, 3}, []library.ID{1, 3}, []library.ID{3, 1}},
		{[]library.ID{3}, nil, nil},
	} {
		if got := putFirst(c.inView, c.photos); !slices.Equal(got, c.want) {
			t.Errorf("%v of %v: %v, want %v", c.inView, c.photos, got, c.want)
		}
	}
}

// TestManyNewPhotosAreLookedAtOnceFirst: while the model looks closer, so many photos do not wait
// for five looks each; afterwards it looks closer at them, too. A few are looked at closely at once.
func TestManyNewPhotosAreLookedAtOnceFirst(t *testing.T) {
	var held atomic.Pointer[chan struct{}]
	r := newRig(t, func(d *Deps) {
		d.OpenModel = func(string) (tagging.Encoder, error) { return slow{held: &held}, nil }
		d.Keep(func(s *library.Settings) { s.Closer = true })
	})
	closer, seen := "blind"+tagging.CloserSuffix, func(name string) int { return r.deps.Library.Info().Models[name] }
	r.Open()
	r.until("it looks closer", func() bool { return r.VectorsName() == closer && r.deps.Queue.Idle() })
	r.paint(3)
	index := func() { r.Runs.IndexLacking(r.deps.Photos().Photos(), false, func(int) {}) }
	index()
	r.until("a few are looked at closely", func() bool { return seen(closer) == 3 && r.deps.Queue.Idle() })
	if seen("blind") != 0 {
		t.Errorf("%d were looked at once before", seen("blind"))
	}
	r.paint(manyIndexed + 16) // some look like those before
	pictures := map[picture.ID]bool{}
	for _, p := range r.deps.Photos().Photos() {
		pictures[p.Picture] = true
	}
	other := holding(jobs.Plan) // as long as it is there, nothing is looked at closely
	r.deps.Queue.Add(other)
	index()
	r.until("they are looked at once", func() bool { return r.VectorsName() == "blind" && r.Tags().Model == "blind" })
	if one, close := seen("blind"), seen(closer); one != len(pictures) || close != 3 {
		t.Errorf("of %d pictures %d were looked at once, %d closely", len(pictures), one, close)
	}
	r.deps.Queue.Stop(other)
	r.until("and then closely", func() bool { return r.VectorsName() == closer && seen(closer) == len(pictures) && r.deps.Queue.Idle() })
	if !r.deps.Library.Settings().Closer {
		t.Error("the setting has changed")
	}
}
