package engine

import (
	"context"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"

	"catchlight/library"
	"catchlight/library/thumb"
)

// paint puts photos of one colour each, all different, into the library.
func (r *rig) paint(n int) {
	r.t.Helper()
	dir := r.t.TempDir()
	for i := range n {
		img := image.NewRGBA(image.Rect(0, 0, 16, 16))
		for at := range 256 {
			img.Set(at%16, at/16, color.Gray{uint8(40 * i)})
		}
		f, err := os.Create(filepath.Join(dir, string(rune('a'+i))+".png"))
		if err != nil {
			r.t.Fatal(err)
		}
		if err := png.Encode(f, img); err != nil {
			r.t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			r.t.Fatal(err)
		}
	}
	if _, err := r.deps.Library.Import(r.t.Context(), []string{dir}, library.ImportOptions{}); err != nil {
		r.t.Fatal(err)
	}
}

// TestPeopleAreLookedForAfterwards: on photos that have had their vectors before, once, as soon as
// the user wants it; and it stops when the user does not.
func TestPeopleAreLookedForAfterwards(t *testing.T) {
	var looks atomic.Int32
	hold := make(chan struct{})
	r := newRig(t, func(d *Deps) {
		d.People = func(ctx context.Context, _ *image.RGBA) (thumb.People, error) {
			if d.Library.Settings().PeopleOff {
				return thumb.People{}, nil
			}
			looks.Add(1)
			select {
			case <-hold:
			case <-ctx.Done():
				return thumb.People{}, ctx.Err()
			}
			return thumb.People{Looked: true, Person: true}, nil
		}
	})
	people := func(off bool) {
		r.deps.Keep(func(s *library.Settings) { s.PeopleOff = off })
		r.Runs.LookForPeople()
	}
	idle := func() bool { return r.deps.Queue.Idle() }
	r.deps.Keep(func(s *library.Settings) { s.PeopleOff = true })
	r.paint(3)
	r.Open()
	r.until("the photos are indexed", func() bool {
		return r.Ready() && r.deps.Library.Info().Models["blind"] == 3 && r.deps.Queue.Idle()
	})
	if looks.Load() != 0 {
		t.Fatal("people are looked for though that is switched off")
	}
	people(false)
	r.until("they are looked for", func() bool { return looks.Load() > 0 })
	people(true)
	r.until("it has stopped", idle)
	if n := len(withoutPeople(r.deps.Library, "blind")); n != 3 {
		t.Errorf("%d photos are left, want 3: it was stopped before it saw one", n)
	}
	close(hold)
	people(false)
	r.until("all were looked at", func() bool { return idle() && len(withoutPeople(r.deps.Library, "blind")) == 0 })
	for _, p := range r.deps.Library.Snapshot().Photos() {
		if f, _ := r.deps.Library.Fingerprint(p.Picture); !f.People.Person {
			t.Errorf("nobody is known of %s", p.Path)
		}
	}
	before := looks.Load()
	people(false)
	asked := false
	r.deps.Errands.Enqueue(func() error { return nil }, func(error) { asked = true })
	r.until("nothing is left to do", func() bool { return asked && idle() })
	if looks.Load() != before {
		t.Error("they are looked at again")
	}
}
