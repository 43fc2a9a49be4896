package ui

import (
	"image/color"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"catchlight/ui/chips"
	"catchlight/ui/kit"
	"catchlight/ui/view"
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

// TestTheRingOfAWordThatStandsTwice: open on one photo and accepted on another, a word has two chips
// and one ring, on the one that the keys act on.
func TestTheRingOfAWordThatStandsTwice(t *testing.T) {
	r := newRig(t, nil)
	paint(t, filepath.Join(r.photos(), "a-too.jpg"), color.RGBA{200, 0, 0, 255})
	r.intake.add([]string{filepath.Join(r.dir, "photos")})
	r.until("four are tagged", func() bool { return len(r.list.ids) == 4 && r.jobs.Idle() && r.view.Review == 4 })
	r.showAll()
	r.list.goTo(0)
	r.decider.accept("red", r.list.selected())
	r.list.selectAll()
	r.focusGrid()
	r.q.Run()
	drawn := func() (states []kit.State) {
		for _, o := range test.LaidOutObjects(r.inspector.Object) {
			if c, ok := o.(*kit.ChipButton); ok && ringed(c) {
				states = append(states, c.Chip().State)
			}
		}
		return states
	}
	for _, state := range []view.WordState{view.Suggested, view.Accepted} {
		want := chips.Face(state)
		r.decider.setCurrent("red", state)
		r.q.Run()
		if got := drawn(); !slices.Equal(got, []kit.State{want}) {
			t.Errorf("with the ring on state %d it is drawn on %v", state, got)
		}
	}
	r.press(fyne.KeyDelete, 0)
	words := r.list.words(r.snap.Photo(r.list.ids[0]))
	if s := words.State("red"); s != view.Rejected {
		t.Errorf("Delete on the accepted word leaves state %d", s)
	}
	if len(r.list.wordsTogether(r.list.selected()).Suggested) == 0 {
		t.Error("Delete took the suggestion")
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
