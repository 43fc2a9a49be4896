package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/ui/kit"
)

// TestKeysMoveThroughAPage: whatever is longer than the window is read to its end without a mouse,
// wherever on the page the keyboard is.
func TestKeysMoveThroughAPage(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.win.Resize(fyne.NewSize(880, 560))
	long := 0
	for _, id := range []string{"keys", "manual", "preferences", "problems", "history", "jobs", "agency", "about"} {
		c := r.menus.command(id)
		if c == nil {
			continue
		}
		r.menus.call(c)
		r.q.Run()
		p := r.pages.page()
		if p == nil {
			continue
		}
		scroll := shownIn(p.Body, func(*kit.Scroll) bool { return true })
		if scroll != nil && scroll.Content.MinSize().Height > scroll.Size().Height {
			long++
			r.movesThrough(id, scroll)
		}
		r.pages.close()
		r.q.Run()
	}
	if long < 3 {
		t.Errorf("%d pages were longer than the window", long)
	}
}

// movesThrough presses the keys that move through a text, with the keyboard nowhere and on each kind
// of control that has no use for them.
func (r *rig) movesThrough(page string, scroll *kit.Scroll) {
	r.t.Helper()
	places := []fyne.Focusable{nil}
	for _, o := range test.LaidOutObjects(r.pages.page().Body) {
		switch o := o.(type) {
		case *kit.Button:
			places = append(places, o)
		case *kit.Check:
			places = append(places, o)
		}
	}
	for _, place := range places {
		r.win.Canvas().Unfocus()
		if place != nil {
			r.win.Canvas().Focus(place)
		}
		scroll.ScrollToTop()
		for _, step := range []struct {
			key fyne.KeyName
			ok  func(before, at float32) bool
		}{
			{fyne.KeyPageDown, func(before, at float32) bool { return at > before }},
			{fyne.KeyPageUp, func(_, at float32) bool { return at == 0 }},
			{fyne.KeyEnd, func(_, at float32) bool { return at == scroll.Content.MinSize().Height-scroll.Size().Height }},
			{fyne.KeyHome, func(_, at float32) bool { return at == 0 }},
		} {
			before := scroll.Offset.Y
			if place == nil {
				r.press(step.key, 0)
			} else {
				r.keyed(key{name: step.key})
			}
			if !step.ok(before, scroll.Offset.Y) {
				r.t.Errorf("%s, the keyboard on %T: %s scrolls from %v to %v", page, place, step.key, before, scroll.Offset.Y)
			}
		}
	}
}
