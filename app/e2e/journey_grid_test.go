//go:build linux

package e2e

import "testing"

// TestJourneyGrid: cells are chosen with the mouse and with keys, and a word goes on just those.
func TestJourneyGrid(t *testing.T) {
	journey{number: 1, name: "grid", photos: 36, walk: func(w *walk) {
		w.look("opened")
		w.clickCell(0, 0)
		w.look("chosen")
		w.typeWord("first", 1)
		w.clickCell(0, 0)
		w.chord("shift", "Right")
		w.chord("shift", "Right")
		w.typeWord("three", 3)
		w.see("all are chosen", func() { w.chord("ctrl", "a") })
		w.typeWord("everything", w.journey.photos)
		w.look("typed")
		for _, key := range []string{"plus", "plus", "minus", "minus", "minus"} {
			w.keys(key)
			w.look("size-" + key)
		}
		w.keys("End")
		w.look("end")
	}}.run(t)
}
