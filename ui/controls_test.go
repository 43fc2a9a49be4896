package ui

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"catchlight/ui/grid"
	"catchlight/ui/kit"
	"catchlight/ui/page"
)

// byOthers are clickable things that cannot have the keyboard, and by which keys they are worked.
var byOthers = map[string]string{
	"*kit.Offer":       "the field above has the keyboard: arrows choose, Enter takes",
	"*review.target":   "arrows choose on the page of leftovers, A and X decide",
	"*loupe.filmstrip": "arrows go to the neighbours",
	"*loupe.photoView": "Z enlarges, Shift and arrows move",
}

// TestEveryControlByKeysAlone walks all that the window can show: what can be clicked can have the
// keyboard, Tab comes to it, and Esc leaves it.
func TestEveryControlByKeysAlone(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	left := false
	r.menus.command("back").run = func(*Window) { left = true }
	r.views(func(name string) {
		r.lay()
		shown, reached := r.clickable(name), r.tabs()
		for _, o := range shown {
			if !slices.Contains(reached, o.(fyne.Focusable)) {
				t.Errorf("%s: Tab does not come to %s", name, called(o))
			}
		}
		for _, f := range reached {
			left = false
			r.win.Canvas().Focus(f)
			for range 3 { // a field is emptied first, and may have been filled by a look at it
				r.plainKey(plain(fyne.KeyEscape))
				r.q.Run()
			}
			if !left && r.win.Canvas().Focused() == f {
				t.Errorf("%s: Esc does not leave %s", name, called(f.(fyne.CanvasObject)))
			}
		}
	})
}

// lay lets a canvas for tests lay out anew what has changed.
func (r *rig) lay() {
	size := r.win.Canvas().Size()
	r.win.Resize(size.AddWidthHeight(1, 1))
	r.win.Resize(size)
	r.q.Run()
}

// clickable are the controls that are shown and work; those that cannot have the keyboard are
// reported.
func (r *rig) clickable(name string) (controls []fyne.CanvasObject) {
	r.t.Helper()
	for _, o := range test.LaidOutObjects(r.win.Content()) {
		_, tapped := o.(fyne.Tappable)
		_, focused := o.(fyne.Focusable)
		if d, ok := o.(fyne.Disableable); ok && d.Disabled() || !tapped || !kit.Shown(o) || byOthers[fmt.Sprintf("%T", o)] != "" {
			continue
		}
		if !focused {
			r.t.Errorf("%s: %s can be clicked, and cannot have the keyboard", name, called(o))
			continue
		}
		controls = append(controls, o)
	}
	return controls
}

// tabs are the stops of Tab, once around, without anything else happening meanwhile.
func (r *rig) tabs() (stops []fyne.Focusable) {
	c := r.win.Canvas()
	c.Unfocus()
	for c.FocusNext(); c.Focused() != nil && !slices.Contains(stops, c.Focused()); c.FocusNext() {
		stops = append(stops, c.Focused())
	}
	return stops
}

func called(o fyne.CanvasObject) string {
	if a, ok := o.(fyne.Accessible); ok {
		return fmt.Sprintf("%T %q", o, a.AccessibilityLabel())
	}
	return fmt.Sprintf("%T", o)
}

// TestEachKindOfControlHasKeys: what Tab comes to is one of the kinds whose keys are tried in kit.
func TestEachKindOfControlHasKeys(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.views(func(name string) {
		for _, f := range r.tabs() {
			switch f.(type) {
			case *kit.Button, *kit.Check, *kit.Select, *kit.Slider, *kit.Row, *kit.Heading, *kit.Tile, *kit.ChipButton, *kit.Entry, *grid.Grid, *page.Stop:
			default:
				// These move and order by arrows, as the tests of their pages try.
				if kind := fmt.Sprintf("%T", f); kind != "*vocabularies.tree" && kind != "*agencies.words" {
					t.Errorf("%s: whether keys work %s is not tried", name, kind)
				}
			}
		}
	})
}

// TestNothingHasAThemeOfItsOwn: for each such part of the window the toolkit reads all fonts anew,
// which takes a tenth of a second and some 30 MB, and keeps them for good.
func TestNothingHasAThemeOfItsOwn(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.views(func(name string) {
		for _, o := range test.LaidOutObjects(r.win.Content()) {
			if own, ok := o.(*container.ThemeOverride); ok {
				t.Errorf("%s: %T has", name, own.Content)
			}
		}
	})
}
