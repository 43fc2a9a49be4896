package engine

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"catchlight/library"
	"catchlight/library/thumb"
	"catchlight/tagging"
	"catchlight/tagging/clip"
	"catchlight/ui/jobs"
	"catchlight/ui/message"
	"catchlight/ui/testwindow"
)

// blind is an encoder for tests, to which all pictures and texts are alike.
type blind struct{}

func (blind) Profile() tagging.Profile {
	return tagging.Profile{Name: "blind", Dim: 2, Edge: 8, Templates: []string{"a {}"}, Batch: 4, Rule: tagging.Rule{Balanced: .6}}
}

func (blind) Prepare(*thumb.Picture) []float32 { return []float32{1, 0} }

func (blind) Images(_ context.Context, inputs [][]float32) ([][]float32, error) { return inputs, nil }

func (blind) Texts(_ context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	for i := range vectors {
		vectors[i] = []float32{1, 0}
	}
	return vectors, nil
}

func (blind) Close() error { return nil }

// rig is an engine on a fresh library, without a window.
type rig struct {
	*Engine
	t      *testing.T
	window testwindow.Goroutine
	told   map[string]int // how often each hook was called
}

func newRig(t *testing.T, prepare func(*Deps)) *rig {
	t.Helper()
	lib, err := library.Open(filepath.Join(t.TempDir(), "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	r := &rig{t: t, told: map[string]int{}}
	hook := func(name string) func() { return func() { r.told[name]++ } }
	group := jobs.NewGroup(context.Background())
	d := Deps{
		Library: lib, OpenModel: func(string) (tagging.Encoder, error) { return blind{}, nil }, Shelf: clip.Shelf(t.TempDir()),
		Group: group, Errands: jobs.NewErrands(group, r.window.Post), Post: r.window.Post,
		Queue: jobs.NewQueue(group, r.window.Post, jobs.Hooks{Ring: func() {}, Changed: func() {}, Broke: func(err error) { t.Error(err) }}),
		Board: message.NewBoard(message.Hooks{Changed: func() {}, Read: func(string, []string, []message.Cure) {}, List: func(string, []library.Failure, []message.Cure) {}}),
		Keep: func(change func(*library.Settings)) {
			set := lib.Settings()
			change(&set)
			lib.UseSettings(set)
		},
		Working: func() bool { return false }, Photos: lib.Snapshot, InView: func() []library.ID { return nil },
		Chosen: func() []string { return nil }, Remember: func([]string) {},
		Hooks: Hooks{
			TagsChanged: hook("tags"), VectorsChanged: hook("vectors"), ModelChanged: hook("model"), ListChanged: hook("list"),
			StateChanged: hook("state"), ChooseModel: hook("choose model"), CompareModel: func(string) { r.told["compare"]++ }, ChooseVocabulary: hook("choose vocabulary"),
		},
	}
	if prepare != nil {
		prepare(&d)
	}
	r.Engine = New(d)
	t.Cleanup(func() {
		if !group.End(20*time.Second, 20*time.Second) {
			t.Error("a goroutine is left")
		}
		r.window.Run()
		r.Close()
		if err := lib.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

// until runs what is posted until done, or fails the test.
func (r *rig) until(what string, done func() bool) {
	r.t.Helper()
	r.window.Until(r.t, what, done)
}

// holding makes a job that has its lane until it is stopped.
func holding(lane jobs.Lane) *jobs.Job {
	return &jobs.Job{Lane: lane, Quiet: true, Says: saysOpening, Work: func(ctx context.Context, _ *jobs.Job) (func(bool), error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}}
}

// TestTheTagsAreThereWithoutAModel: words can be typed and found when the model is missing; a
// second try brings the rest.
func TestTheTagsAreThereWithoutAModel(t *testing.T) {
	fails := true
	r := newRig(t, func(d *Deps) {
		d.OpenModel = func(string) (tagging.Encoder, error) {
			if fails {
				return nil, errors.New("the runtime is missing: run make run")
			}
			return blind{}, nil
		}
	})
	r.Open()
	r.until("it has failed", func() bool { return r.Err() != nil && r.deps.Queue.Idle() })
	if r.Tags() == nil || r.Ready() || r.Encoder() != nil || r.VectorsName() != "" {
		t.Error("the tags are not there, or there is a model")
	}
	if said := r.deps.Board.Latest(); said == nil || !said.Alert || said.Text != "the runtime is missing: run make run." || said.Do == nil {
		t.Fatalf("it says %+v", said)
	}
	fails = false
	r.deps.Board.Latest().Do()
	r.until("it is open", func() bool { return r.Ready() && r.deps.Queue.Idle() })
	if r.Err() != nil || r.Model() != clip.StarterName || r.told["tags"] == 0 || r.told["state"] == 0 {
		t.Errorf("error %v, model %q, told %v", r.Err(), r.Model(), r.told)
	}
}
