package ui

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"catchlight/ui/kit"
)

// TestOneRing: the accent ring says where a key goes, so there is one at a time at most, wherever
// Tab takes the keyboard, on every page.
func TestOneRing(t *testing.T) {
	for name, open := range map[string]func(*rig){
		"photos":             func(*rig) {},
		"a photo":            func(r *rig) { r.list.goTo(0) },
		"all photos":         func(r *rig) { r.list.selectAll() },
		"the loupe":          func(r *rig) { r.list.goTo(0); r.pages.toggleLoupe() },
		"review":             func(r *rig) { r.list.goTo(0); r.pages.reviewTag("red") },
		"leftovers":          func(r *rig) { r.pages.startReview() },
		"write":              func(r *rig) { r.pages.openWrite() },
		"vocabulary":         func(r *rig) { r.pages.openVocabulary() },
		"adding a keyword":   func(r *rig) { r.list.goTo(0); r.layout.focusAdd() },
		"after the keyboard": func(r *rig) { r.list.goTo(0); r.win.Canvas().Unfocus() },
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, nil)
			r.full()
			open(r)
			r.q.Run()
			for step := range 60 {
				if n := r.countRings(); n > 1 {
					t.Fatalf("%d rings after %d Tabs, the keyboard is on %T", n, step, r.win.Canvas().Focused())
				}
				if r.win.Canvas().Focused() == nil {
					r.menus.keyNowhere(&fyne.KeyEvent{Name: fyne.KeyTab})
				}
				r.win.Canvas().FocusNext()
				r.q.Run()
			}
		})
	}
}

// countRings counts the accent rings that the window shows.
func (r *rig) countRings() int {
	n := 0
	for _, o := range test.LaidOutObjects(r.win.Content()) {
		ring, ok := o.(*canvas.Rectangle)
		if ok && ring.StrokeWidth == 2 && sameColour(ring.StrokeColor, kit.Tint(kit.TokenAccent, r.grid)) && r.inView(ring) {
			n++
		}
	}
	return n
}

// inView reports whether an object lies in the window.
func (r *rig) inView(o fyne.CanvasObject) bool {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	return o.Visible() && at.X >= 0 && at.Y >= 0
}

func sameColour(a, b color.Color) bool {
	ar, ag, ab, aa := a.RGBA()
	br, bg, bb, ba := b.RGBA()
	return ar == br && ag == bg && ab == bb && aa == ba
}
