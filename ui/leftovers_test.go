package ui

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/ui/kit"
	"catchlight/ui/view"
)

// TestLeftoversComeTogether: tags with one or two photos are one page; A and X decide rows, × a
// photo, Enter the rest.
func TestLeftoversComeTogether(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.menus.call(r.menus.command("review"))
	l := r.pages.leftoversShown()
	if l == nil || l.Open() != 3 {
		t.Fatal("R does not open the leftovers")
	}
	r.says(r.pages.page().Body, "(red, suggested, strong)", "(green, suggested, strong)", "colour")
	r.says(r.pages.page().Side, "red", "3 suggestions are open") // of this page, not of the grid's photo
	r.press(fyne.KeyX, 0)
	if s := r.list.words(r.snap.ByPath(filepath.Join(r.photos(), "a-red.jpg"))).State("red"); s != view.Rejected {
		t.Fatalf("X on the first row makes state %d", s)
	}
	r.press(fyne.KeyUp, 0)
	r.press(fyne.KeyU, 0)
	if l.Open() != 3 {
		t.Errorf("U leaves %d open", l.Open())
	}
	for _, o := range test.LaidOutObjects(r.pages.page().Body) {
		if c, ok := o.(*kit.ChipButton); ok && c.Chip().Name == "blue" {
			c.OnCross()
		}
	}
	if l.Open() != 2 {
		t.Errorf("× leaves %d open", l.Open())
	}
	r.says(r.pages.page().Actions[1], "[Accept 2]")
	r.pages.page().Enter()
	states := []view.WordState{view.Accepted, view.Accepted, view.Rejected}
	for i, name := range []string{"red", "green", "blue"} {
		if s := r.list.words(r.snap.Photo(r.list.ids[i])).State(name); s != states[i] || !r.snap.Finished(r.list.ids[i]) {
			t.Errorf("%s is in state %d", name, s)
		}
	}
	if r.pages.page() != nil {
		t.Error("a page is open after the last answer")
	}
	r.until("nothing is left to review", func() bool { return r.view.Review == 0 })
}

// TestTheLoupeOfLeftovers: Space and a double-click open it on the chosen photo; arrows go through
// the photos of all tags, A, X and U answer for the tag that is named there, and Esc leads back to
// its row.
func TestTheLoupeOfLeftovers(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.menus.call(r.menus.command("review"))
	l := r.pages.leftoversShown()
	before := r.grid.Selection().Indices()
	r.press(fyne.KeyDown, 0)
	r.press(fyne.KeySpace, 0)
	if !r.pages.loupeShown() || r.pages.leftoversOpen() != l || l.Tag() != "green" {
		t.Fatalf("Space opens %v over %s", r.pages.page(), l.Tag())
	}
	r.says(r.pages.page().Body, "green", "2 of 3")
	r.says(r.pages.page().Side, "green", "colour", "3 suggestions are open")
	for _, step := range []struct {
		key  fyne.KeyName
		tag  string // that is current then
		open int
	}{
		{fyne.KeyX, "blue", 2},
		{fyne.KeyRight, "blue", 2},
		{fyne.KeyLeft, "green", 2},
		{fyne.KeyA, "green", 2},
		{fyne.KeyU, "green", 3},
		{fyne.KeyA, "blue", 2},
		{fyne.KeyHome, "red", 2},
		{fyne.KeyA, "blue", 1},
		{fyne.KeyE, "blue", 1},
		{fyne.KeyD, "blue", 1},
	} {
		if r.press(step.key, 0); l.Tag() != step.tag || l.Open() != step.open {
			t.Fatalf("after %s it is at %s with %d open, want %s with %d", step.key, l.Tag(), l.Open(), step.tag, step.open)
		}
		r.says(r.pages.page().Body, step.tag)
		r.says(r.pages.page().Side, step.tag)
	}
	r.press(fyne.KeyEscape, 0)
	if r.pages.leftoversShown() != l || !slices.Equal(r.grid.Selection().Indices(), before) {
		t.Error("Esc does not lead back, or the grid's selection has changed")
	}
	for range 2 {
		test.Tap(shownIn(r.pages.page().Body, func(o fyne.CanvasObject) bool { return strings.Contains(fmt.Sprintf("%T", o), "target") && isPhoto(o) }).(fyne.Tappable))
	}
	if !r.pages.loupeShown() || l.Tag() != "red" {
		t.Error("a double-click does not open the loupe on its photo")
	}
}

// isPhoto reports whether a widget shows nothing but a picture.
func isPhoto(o fyne.CanvasObject) bool {
	return !slices.ContainsFunc(test.LaidOutObjects(o), func(o fyne.CanvasObject) bool { _, text := o.(*kit.Text); return text })
}

// TestLeftoversStayAskedUntilTheyAreAnswered: what a suggestion rests on may change while the page is
// open, by what its own answers teach. A chip that stands there as open is counted, accepted and
// refused like any other, and can be opened again.
func TestLeftoversStayAskedUntilTheyAreAnswered(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.menus.call(r.menus.command("review"))
	l := r.pages.leftoversShown()
	high := 2.
	r.apply(func(s *library.Settings) { s.Threshold = &high })
	r.until("nothing is suggested any more", func() bool { return r.view.Review == 0 })
	chip := func(name string) *kit.ChipButton {
		return shownIn(r.pages.page().Body, func(c *kit.ChipButton) bool { return c.Chip().Name == name })
	}
	for _, name := range []string{"red", "green", "blue"} {
		if !chip(name).Chip().Open() {
			t.Errorf("the chip of %s is no longer open", name)
		}
	}
	if l.Open() != 3 {
		t.Fatalf("%d of three chips are counted", l.Open())
	}
	r.press(fyne.KeyX, 0) // red, for which the row of green follows
	chip("blue").OnClicked(0)
	if red, blue := chip("red").Chip().State, chip("blue").Chip().State; red != kit.Rejected || blue != kit.Accepted || l.Open() != 1 {
		t.Fatalf("X and a click make states %v and %v; %d are open", red, blue, l.Open())
	}
	chip("blue").OnClicked(0)
	if !chip("blue").Chip().Open() || l.Open() != 2 {
		t.Errorf("opened again it is in state %v; %d are open", chip("blue").Chip().State, l.Open())
	}
	r.pages.page().Enter()
	states := []view.WordState{view.Rejected, view.Accepted, view.Accepted}
	for i, name := range []string{"red", "green", "blue"} {
		if s := r.list.words(r.snap.Photo(r.list.ids[i])).State(name); s != states[i] {
			t.Errorf("%s is in state %d", name, s)
		}
	}
}

// TestLeftoversByThePage: PgDn and PgUp go by what is in view, and no further than the ends.
func TestLeftoversByThePage(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.win.Resize(fyne.NewSize(880, 560))
	r.menus.call(r.menus.command("review"))
	l := r.pages.leftoversShown()
	for _, step := range []struct {
		key fyne.KeyName
		tag string
	}{{fyne.KeyPageUp, "red"}, {fyne.KeyPageDown, "blue"}, {fyne.KeyPageDown, "blue"}, {fyne.KeyPageUp, "red"}} {
		if r.press(step.key, 0); l.Tag() != step.tag {
			t.Errorf("%s goes to %s, want %s", step.key, l.Tag(), step.tag)
		}
	}
}
