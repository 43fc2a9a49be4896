package ui

import (
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/library/thumb"
	"catchlight/tagging"
	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/kittest"
	"catchlight/ui/testwindow"
	"catchlight/ui/view"
)

// colours is an encoder for tests: a picture's vector is its mean colour, a text's the colour that
// it names.
type colours struct{}

func (colours) Profile() tagging.Profile {
	return tagging.Profile{
		Name: "colours", Dim: 3, Edge: 8, Templates: []string{"a photo of a {}"}, Batch: 4,
		Rule: tagging.Rule{Strict: .95, Balanced: .6, Loose: .3},
	}
}

func (colours) Prepare(p *thumb.Picture) []float32 {
	sum := make([]float32, 3)
	for i := 0; i < len(p.Image.Pix); i += 4 {
		for c := range sum {
			sum[c] += float32(p.Image.Pix[i+c])
		}
	}
	return unitLength(sum)
}

func (colours) Images(_ context.Context, inputs [][]float32) ([][]float32, error) { return inputs, nil }

func (colours) Texts(_ context.Context, texts []string) ([][]float32, error) {
	var vectors [][]float32
	for _, text := range texts {
		v := []float32{.01, .01, .01}
		for i, name := range []string{"red", "green", "blue"} {
			if strings.Contains(text, name) {
				v[i] = 1
			}
		}
		vectors = append(vectors, unitLength(v))
	}
	return vectors, nil
}

func (colours) Close() error { return nil }

func unitLength(v []float32) []float32 {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	length := float32(math.Sqrt(max(sum, 1e-9)))
	for i := range v {
		v[i] /= length
	}
	return v
}

// rig is a window on a fresh library, with the test's own Fyne goroutine.
type rig struct {
	*Window
	t   *testing.T
	q   *testwindow.Goroutine
	dir string
}

// newRig opens a window. prepare may change what it works with.
func newRig(t *testing.T, prepare func(*Deps)) *rig {
	t.Helper()
	dir := t.TempDir()
	lib, err := library.Open(filepath.Join(dir, "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	thumbs, err := thumb.NewCache("", 16<<20, 0)
	if err != nil {
		t.Fatal(err)
	}
	vocabulary := filepath.Join(dir, "colours.txt")
	writeFile(t, vocabulary, "colour\n\tred\n\tgreen\n\tblue\n")
	if err := lib.SetSettings(library.Settings{Vocabulary: vocabulary, Language: "en", Ancestors: new(bool)}); err != nil {
		t.Fatal(err)
	}
	d := Deps{Library: lib, Thumbs: thumbs, OpenModel: func(string) (tagging.Encoder, error) { return colours{}, nil }}
	if prepare != nil {
		prepare(&d)
	}
	q := &testwindow.Goroutine{}
	r := &rig{Window: newWindow(test.NewTempApp(t), d, q.Post), t: t, q: q, dir: dir}
	// On a busy machine what is left behind after seconds would go on writing into the folder of the test.
	r.leaving.writes, r.leaving.others = time.Minute, time.Minute
	t.Cleanup(func() {
		fyne.SetCurrentApp(r.app) // of several in one test the last has gone, and its colours with it
		r.halt()
		q.Run()
		r.halt() // what ran last may have begun to store a setting
		r.win.Close()
		thumbs.Close()
		if err := lib.Close(); err != nil {
			t.Error(err)
		}
		test.NewCanvas().Capture() // the toolkit lets go of what is no longer drawn when something is
	})
	r.win.Resize(firstSize)
	r.start()
	return r
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// paint writes a JPEG of one colour.
func paint(t testing.TB, path string, c color.Color) {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 48, 32))
	for i := range 48 * 32 {
		img.Set(i%48, i/48, c)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(jpeg.Encode(f, img, nil), f.Close()); err != nil {
		t.Fatal(err)
	}
}

// photos makes a folder with a red, a green and a blue photo.
func (r *rig) photos() string {
	r.t.Helper()
	dir := filepath.Join(r.dir, "photos")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		r.t.Fatal(err)
	}
	for name, c := range map[string]color.Color{"a-red": color.RGBA{220, 0, 0, 255}, "b-green": color.RGBA{0, 220, 0, 255}, "c-blue": color.RGBA{0, 0, 220, 255}} {
		paint(r.t, filepath.Join(dir, name+".jpg"), c)
	}
	return dir
}

// until waits for the window to come to a state.
func (r *rig) until(what string, done func() bool) {
	r.t.Helper()
	r.q.Until(r.t, what, done)
}

// full drops the photos and waits until they are tagged.
func (r *rig) full() {
	r.t.Helper()
	dir := r.photos()
	r.intake.dropped(fyne.Position{}, []fyne.URI{fileURI(dir)})
	r.until("three photos tagged", func() bool {
		return len(r.list.ids) == 3 && r.jobs.Idle() && r.view.Unindexed == 0 && r.view.Review == 3
	})
	r.showAll()
}

// showAll leaves the last import for all photos.
func (r *rig) showAll() {
	r.t.Helper()
	r.enter(view.Scope{})
	r.until("all photos are shown", func() bool { return r.view.Request.Scope == view.Scope{} && len(r.list.ids) == r.view.Total })
}

// says fails the test unless each text is shown in the object.
func (r *rig) says(o fyne.CanvasObject, want ...string) {
	r.t.Helper()
	all := texts(o)
	for _, w := range want {
		if !strings.Contains(all, w) {
			r.t.Errorf("%q is not shown in:\n%s", w, all)
		}
	}
}

// shows waits until each text is shown in the object, which may be read from the disk first.
func (r *rig) shows(o fyne.CanvasObject, want ...string) {
	r.t.Helper()
	for _, w := range want {
		r.until(w+" is shown", func() bool { return strings.Contains(texts(o), w) })
	}
}

// holding makes a job that has its lane until it is stopped, or the window goes.
func holding(lane jobs.Lane) *jobs.Job {
	return &jobs.Job{Lane: lane, Quiet: true, Says: saysReading, Work: func(ctx context.Context, _ *jobs.Job) (func(bool), error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}}
}

func texts(o fyne.CanvasObject) string { return kittest.Texts(o) }

func buttonOf(t *testing.T, o fyne.CanvasObject, label string) *kit.Button {
	t.Helper()
	return kittest.Button(t, o, label)
}
