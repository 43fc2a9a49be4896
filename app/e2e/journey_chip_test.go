//go:build linux

package e2e

import "testing"

// TestJourneyChip: words are accepted, refused, opened again and dragged, by keys and on the chips
// themselves; each touches the photos that it should, and no other.
func TestJourneyChip(t *testing.T) {
	loose := map[string]any{"strength": "loose"}
	journey{number: 2, name: "chip", photos: 36, settings: loose, walk: func(w *walk) {
		w.clickCell(0, 0)
		w.decides("a", "accepted", 1)
		w.decides("x", "rejected", 1)
		w.look("decided")
		w.chord("ctrl", "z")
		w.totals("rejected", 0)
		w.keys("1")
		w.totals("accepted", 2)
		w.typeWord("a long word of my own that fills the line", 1)
		w.look("typed")
		x, y := w.chip(0, 0)
		w.grows(1, func() { w.drag(x, y, 1, 0) })
		w.look("dragged")
		w.chord("ctrl", "a")
		w.look("all-chosen")
		before := w.count("accepted")
		w.chord("shift", "a")
		eventually(w.T, "the strong ones are accepted", func() bool { return w.count("accepted") > before })
		w.look("strong-accepted")
		w.chord("ctrl", "z")
		w.totals("accepted", before)
		w.clickCell(1, 0)
		w.see("the first chip takes the keyboard", func() { w.keys("Tab", "Tab") })
		w.look("on-a-chip")
		w.clickCell(1, 0)
		w.see("the ranking is shown", func() { w.keys("m") })
		w.look("ranking")
	}}.run(t)
}

// decides presses a key, and waits until so many photos have such a verdict more than before.
func (w *walk) decides(key, verdict string, more int) {
	w.Helper()
	before := w.count(verdict)
	w.keys(key)
	w.totals(verdict, before+more)
}
