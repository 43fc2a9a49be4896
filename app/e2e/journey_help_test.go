//go:build linux

package e2e

import (
	"image"
	"maps"
	"testing"
	"time"
)

// TestJourneyHelp: help, manual and keys are pages of the window; no key decides while a field has the
// keyboard, and Tab goes through the window and comes round.
func TestJourneyHelp(t *testing.T) {
	journey{number: 10, name: "help", photos: 6, walk: func(w *walk) {
		w.see("the manual opens", func() { w.keys("F1") })
		w.look("manual")
		w.keys("Escape")
		for _, name := range []string{"About Catchlight", "Keys", "Tour", "Jobs"} {
			w.command(name)
			w.look(name)
			w.keys("Escape")
		}
		w.fieldsDecideNothing()
		w.tabComesRound()
	}}.run(t)
}

// fieldsDecideNothing types every letter and digit that decides elsewhere into fields.
func (w *walk) fieldsDecideNothing() {
	w.Helper()
	before := w.home.decided()
	for name, focus := range map[string]func(){
		"search":  func() { w.chord("ctrl", "f") },
		"keyword": func() { w.keys("k") },
		"command": func() { w.chord("ctrl", "shift", "p") },
	} {
		w.clickCell(0, 0) // a photo whose suggestions the keys would decide
		w.rests()
		w.see("the field takes the keyboard: "+name, focus)
		w.types("axude123456789mlrnpsbc")
		w.chord("shift", "a")
		w.chord("shift", "d")
		w.keys("Delete", "BackSpace")
		w.look("field-" + name)
		w.keys("Escape", "Escape")
		w.rests()
	}
	if after := w.home.decided(); !maps.Equal(before, after) {
		w.Errorf("typing into fields changed %v to %v", before, after)
	}
}

// tabComesRound presses Tab from the search field until that has the keyboard again, in a window
// without the sidebar.
func (w *walk) tabComesRound() {
	w.Helper()
	left, _, _ := w.page()
	u, scale := w.unit(), w.appearance.scale
	edge := image.Rect(0, 0, 20, 3).Add(image.Pt(int(left), int(w.menuHeight()+7*u))) // of the field, without a caret
	ring := image.Rectangle{Min: edge.Min.Mul(scale), Max: edge.Max.Mul(scale)}
	if w.width/scale >= narrow {
		w.see("the sidebar goes", func() { w.keys("F7") }) // of which each row is a stop
		ring = ring.Sub(image.Pt(sidebarWidth*scale, 0))
	}
	w.rests()
	without := w.part(ring)
	w.chord("ctrl", "f")
	eventually(w.T, "the search field shows that it has the keyboard", func() bool { return w.part(ring) != without })
	with := w.part(ring)
	for stops := 1; stops < 150; stops++ {
		w.keys("Tab")
		time.Sleep(200 * time.Millisecond) // for the ring to be drawn
		if stops%20 == 0 {
			w.look("tab")
		}
		if stops > 3 && w.part(ring) == with {
			w.Logf("Tab has %d stops", stops)
			return
		}
	}
	w.Error("150 Tabs do not come round")
}
