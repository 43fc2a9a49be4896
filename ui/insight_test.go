package ui

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/ui/kit"
)

// inSight is where an object stands in the window, and what of its surroundings is not cut off there.
func inSight(o, in fyne.CanvasObject, at fyne.Position, seen room) (fyne.Position, room, bool) {
	if !in.Visible() {
		return at, seen, false
	}
	at = at.Add(in.Position())
	if in == o {
		return at, seen, true
	}
	seen = seen.within(at, in.Size())
	var parts []fyne.CanvasObject
	switch in := in.(type) {
	case *fyne.Container:
		parts = in.Objects
	case fyne.Widget:
		parts = test.WidgetRenderer(in).Objects()
	}
	for _, part := range parts {
		if at, seen, found := inSight(o, part, at, seen); found {
			return at, seen, true
		}
	}
	return at, seen, false
}

// sees fails unless all of an object is in sight: from top to bottom, or as much as there is room for.
func (r *rig) sees(name string, o fyne.CanvasObject) {
	r.t.Helper()
	size := r.win.Canvas().Size()
	at, seen, found := inSight(o, r.win.Content(), fyne.Position{}, room{right: size.Width, bottom: size.Height})
	const fair = 1
	fits := min(o.Size().Height, seen.bottom-seen.top)
	if !found || at.Y < seen.top-fair || at.Y+fits > seen.bottom+fair {
		r.t.Errorf("%s: %s at %.0f to %.0f, of which %.0f to %.0f is seen", name, called(o), at.Y, at.Y+o.Size().Height, seen.top, seen.bottom)
	}
}

// TestWhatHasTheKeyboardIsSeen: in a low window with large text Tab comes to nothing that stands out
// of sight, on all that the window can show.
func TestWhatHasTheKeyboardIsSeen(t *testing.T) {
	r := newRig(t, func(d *Deps) {
		set := d.Library.Settings()
		set.TextSize = 150
		d.Library.UseSettings(set)
	})
	r.full()
	r.win.Resize(fyne.NewSize(1060, 560))
	r.views(func(name string) {
		r.lay()
		c := r.win.Canvas()
		c.Unfocus()
		c.FocusNext()
		for first, stops := c.Focused(), 0; c.Focused() != nil && (stops == 0 || c.Focused() != first); stops++ {
			r.sees(fmt.Sprint(name, ", stop ", stops), c.Focused().(fyne.CanvasObject))
			c.FocusNext()
		}
	})
}

// TestNothingMovesUnderAClick: a click on what is seen in part gives it the keyboard, and leaves it
// under the pointer.
func TestNothingMovesUnderAClick(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.win.Resize(fyne.NewSize(1060, 470))
	r.lay()
	r.staysUnderClicks("the sidebar")
	r.win.Resize(fyne.NewSize(1060, 560))
	r.pages.open(newPreferencesAt(r.Window, "writing"))
	r.until("all is found out", r.jobs.Idle)
	r.lay()
	r.staysUnderClicks("the preferences")
}

// staysUnderClicks clicks all that is seen in part, or not at all, and fails where it moves.
func (r *rig) staysUnderClicks(name string) {
	r.t.Helper()
	size, tried := r.win.Canvas().Size(), 0
	for _, o := range r.clickable(name) {
		before, seen, _ := inSight(o, r.win.Content(), fyne.Position{}, room{right: size.Width, bottom: size.Height})
		if before.Y >= seen.top && before.Y+o.Size().Height <= seen.bottom {
			continue
		}
		tried++
		r.pointAt(o, true)
		r.win.Canvas().Focus(o.(fyne.Focusable))
		if after, _, _ := inSight(o, r.win.Content(), fyne.Position{}, room{}); after != before {
			r.t.Errorf("%s: %s moves from %v to %v under the pointer", name, called(o), before, after)
		}
		r.pointAt(o, false)
	}
	if tried == 0 {
		r.t.Errorf("%s: all controls are seen whole", name)
	}
}

// TestWhatTheMergeAsksIsSeen: the field that names the other tag, at the end of a long panel, and what
// it offers.
func TestWhatTheMergeAsksIsSeen(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.words("red\n\tscarlet\ngreen\nblue\n").Choose("red")
	r.win.Resize(fyne.NewSize(1060, 560))
	r.lay()
	r.menus.call(r.menus.command("mergeTag"))
	field, ok := r.win.Canvas().Focused().(*kit.Entry)
	if !ok {
		t.Fatalf("the keyboard is on %T", r.win.Canvas().Focused())
	}
	r.sees("called", field)
	test.Type(field, "gre")
	r.q.Run()
	r.sees("typed", field)
	offers := 0
	for _, o := range test.LaidOutObjects(r.pages.page().Side) {
		if offer, ok := o.(*kit.Offer); ok && kit.Shown(offer) {
			offers++
			r.sees("offered", offer)
		}
	}
	if offers == 0 {
		t.Error("nothing is offered")
	}
}
