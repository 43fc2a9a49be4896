package loupe

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/library/thumb"
	"catchlight/ui/jobs"
	"catchlight/ui/page"
	"catchlight/ui/thumbnail"
)

// rig is a loupe over three photos, with the test's own Fyne goroutine.
type rig struct {
	*Loupe
	t       *testing.T
	page    *page.Page
	window  fyne.Window
	posted  chan func()
	photos  []*library.Photo
	current int
	steps   []fyne.KeyName // asked for
	changed int
	left    bool
}

// newRig is the loupe after the window has told it to bring itself up to date.
func newRig(t *testing.T) *rig {
	t.Helper()
	r := openedRig(t)
	r.page.Tick()
	return r
}

// openedRig is the loupe in a window that has done no more than to lay it out.
func openedRig(t *testing.T) *rig {
	t.Helper()
	r := &rig{t: t, posted: make(chan func(), 100)}
	app := test.NewTempApp(t)
	r.paint()
	thumbs, err := thumb.NewCache("", 1<<20, 0)
	if err != nil {
		t.Fatal(err)
	}
	group := jobs.NewGroup(context.Background())
	t.Cleanup(func() {
		r.page.Close()
		group.End(time.Minute, time.Minute)
		thumbs.Close()
	})
	post := func(do func()) { r.posted <- do }
	r.page = New(Deps{
		List: List{
			Len: func() int { return len(r.photos) }, Photo: r.photo, ID: func(i int) library.ID { return r.photo(i).ID },
			Current: func() int { return r.current }, Choose: func(i int) { r.current = i },
			Step: func(key fyne.KeyName) { r.steps = append(r.steps, key) },
		},
		Thumbnails: &thumbnail.Source{
			Cache: thumbs, Photo: func(id library.ID) *library.Photo { return r.photo(int(id) - 1) },
			Scale: func() float32 { return 1 }, Post: post,
		},
		Title: func() string { return "All photos" }, Kept: app.Preferences(), Group: group, Post: post,
		BeginDecoding: func(context.Context, string, int) (func(), error) { return func() {}, nil },
		Hint:          func(any, string) func(bool) { return func(bool) {} },
		Changed:       func() { r.changed++ }, Leave: func() { r.left = true },
	})
	r.Loupe = r.page.Subject.(*Loupe)
	r.window = test.NewTempWindow(t, r.page.Body)
	r.window.Resize(fyne.NewSize(600, 500))
	return r
}

// paint makes the photos, of 48 by 32 pixels.
func (r *rig) paint() {
	var data bytes.Buffer
	if err := jpeg.Encode(&data, image.NewRGBA(image.Rect(0, 0, 48, 32)), nil); err != nil {
		r.t.Fatal(err)
	}
	for i := range 3 {
		path := filepath.Join(r.t.TempDir(), fmt.Sprintf("%d.jpg", i))
		if err := os.WriteFile(path, data.Bytes(), 0o600); err != nil {
			r.t.Fatal(err)
		}
		p := &library.Photo{ID: library.ID(i + 1), Path: path, Picture: picture.ID{byte(i + 1)}, Details: picture.Details{Width: 48, Height: 32}}
		r.photos = append(r.photos, p)
	}
}

func (r *rig) photo(i int) *library.Photo {
	if i < 0 || i >= len(r.photos) {
		return nil
	}
	return r.photos[i]
}

// until does what is posted until the loupe has come to a state.
func (r *rig) until(what string, done func() bool) {
	r.t.Helper()
	late := time.After(time.Minute)
	for !done() {
		select {
		case do := <-r.posted:
			do()
		case <-late:
			r.t.Fatalf("waited in vain until %s", what)
		}
	}
}

// TestTheLoupeShowsItsPhotoByItself: grid, review and leftovers open it, each in its own way, and a
// photo must not depend on it; nor on the size that the window has later.
func TestTheLoupeShowsItsPhotoByItself(t *testing.T) {
	r := openedRig(t)
	r.until("the photo is shown, sharp", func() bool { return r.view.fitted != nil })
	if r.place.Text != "1 of 3" {
		t.Errorf("the place is %q", r.place.Text)
	}
	before := r.wanted
	r.window.Resize(fyne.NewSize(900, 700))
	r.until("the larger window asks for a larger picture", func() bool { return r.wanted.width > before.width && r.wanted.height > before.height })
}

// TestAPhotoThatCannotBeShownSaysWhy, with the remedy, and none that follows says it.
func TestAPhotoThatCannotBeShownSaysWhy(t *testing.T) {
	r := openedRig(t)
	if err := os.WriteFile(r.photos[1].Path, []byte("\xff\xd8\xff\xe0 no more"), 0o600); err != nil {
		t.Fatal(err)
	}
	r.current = 1
	r.page.Tick()
	r.until("it is said why", func() bool { return r.why.Text != "" })
	if size := r.why.Size(); !strings.Contains(r.why.Text, "copy it again") || size.Width < 100 || size.Height < r.why.HeightFor(size.Width) {
		t.Errorf("it says %q, %v large", r.why.Text, size)
	}
	r.current = 2
	r.page.Tick()
	if r.until("the next is shown", func() bool { return r.view.fitted != nil }); r.why.Text != "" {
		t.Errorf("of a sound photo it says %q", r.why.Text)
	}
}

func TestTheSharpPictureComesAndWholeOnlyWhenItIsEnlarged(t *testing.T) {
	r := newRig(t)
	r.until("the sharp picture is there", func() bool { return r.view.fitted != nil && r.view.whole == nil })
	r.ToggleZoom()
	r.until("all pixels are there", func() bool { return r.view.whole != nil && r.view.whole.Rect.Dx() == 48 })
	if !r.Zoomed() || r.view.zoom != zoomWhole {
		t.Errorf("the zoom is %d", r.view.zoom)
	}
	r.Step(1)
	if r.view.zoom != zoomDouble || !r.Loupe.steps[zoomDouble].Chosen || r.Loupe.steps[zoomFit].Chosen {
		t.Errorf("+ does not zoom in: %d", r.view.zoom)
	}
	r.current = 2
	r.page.Tick()
	r.until("the next photo is there, as large", func() bool { return r.shown == 3 && r.view.whole != nil && r.view.zoom == zoomDouble })
	if r.place.Text != "3 of 3" {
		t.Errorf("the place is %q", r.place.Text)
	}
	r.ToggleZoom()
	if r.Zoomed() || r.view.whole != nil || r.changed != 3 {
		t.Errorf("Z does not go back: zoom %d; %d changes were told", r.view.zoom, r.changed)
	}
}

func TestTheFilmstripGoesToAPhoto(t *testing.T) {
	r := newRig(t)
	if len(r.strip.frames) != 3 || r.strip.ring.Hidden {
		t.Fatalf("%d photos in the filmstrip", len(r.strip.frames))
	}
	r.strip.Tapped(&fyne.PointEvent{Position: r.strip.frames[1].Picture.Position()})
	if r.current != 1 {
		t.Error("a click in the filmstrip does not go to its photo")
	}
	r.ToggleStrip()
	if r.StripShown() || r.deps.Kept.BoolWithFallback(keptStripKey, true) {
		t.Error("the filmstrip is still shown, or its end is not kept")
	}
	r.page.Close()
	if len(r.strip.frames) != 0 {
		t.Error("the filmstrip of a closed loupe asks on")
	}
}

func TestThePageLeavesAndSteps(t *testing.T) {
	r := newRig(t)
	r.page.Enter()
	if !r.left || !r.page.Bare || r.page.ID != ID {
		t.Errorf("left: %v; the page is %+v", r.left, r.page)
	}
}
