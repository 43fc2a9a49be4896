//go:build linux

package e2e

import "testing"

// TestJourneyLoupe: one photo at a time, whole and enlarged, decided by numbers.
func TestJourneyLoupe(t *testing.T) {
	loose := map[string]any{"strength": "loose"}
	journey{number: 5, name: "loupe", photos: 36, settings: loose, walk: func(w *walk) {
		w.clickCell(1, 0)
		w.see("the loupe opens", func() { w.keys("space") })
		w.look("opened")
		w.decides("1", "accepted", 1)
		w.decides("shift+2", "rejected", 1)
		w.look("decided")
		w.see("the photo is enlarged", func() { w.keys("z") })
		w.look("enlarged")
		w.see("the photo is whole again", func() { w.keys("z") })
		w.see("the filmstrip goes", func() { w.keys("F6") })
		w.look("no-filmstrip")
		w.see("the filmstrip comes", func() { w.keys("F6") })
		w.see("the next photo", func() { w.keys("Right") })
		w.decides("d", "finished", 1)
		w.look("next")
		w.typeWord("here", 1)
		w.see("the grid is back", func() { w.keys("space") })
		w.look("grid-again")
	}}.run(t)
}
