//go:build linux

package e2e

import "testing"

// TestJourneyReview: one tag over many photos, from the tag with most open suggestions to the page
// of the tags that have few. The line decides, and what it decided is one step of undo.
func TestJourneyReview(t *testing.T) {
	loose := map[string]any{"strength": "loose"}
	journey{number: 4, name: "review", photos: 60, settings: loose, walk: func(w *walk) {
		w.clickCell(0, 0)
		w.see("the review opens", func() { w.keys("r") })
		w.look("opened")
		w.see("the line moves up", func() { w.chord("ctrl", "Left") })
		w.see("the line moves down a row", func() { w.chord("ctrl", "Down") })
		w.look("line-moved")
		w.decides("a", "accepted", 1)
		w.decides("x", "rejected", 1)
		w.look("two-decided")
		w.see("the loupe opens in place", func() { w.keys("space") })
		w.look("loupe")
		w.see("the review is back", func() { w.keys("space") })
		w.keys("Return")
		eventually(w.T, "what is above the line is accepted", func() bool { return w.count("accepted") > 1 })
		w.look("next-tag")
		w.chord("ctrl", "z")
		w.totals("accepted", 1)
		w.see("the next tag", func() { w.keys("n") })
		w.look("after-undo")
		w.reachesLeftovers()
	}}.run(t)
}

// reachesLeftovers goes on from tag to tag, to the page of the tags that have few: its button stands
// over the rows, that of a review beside the photos.
func (w *walk) reachesLeftovers() {
	w.Helper()
	head := w.pixels(w.menuHeight()+toolbarHeight*w.unit(), w.height)
	for range 40 {
		w.see("the next tag", func() { w.keys("n") })
		if _, y, found := w.accentButton(); found && y < head {
			w.look("leftovers")
			return
		}
	}
	w.Error("after 40 tags there are no leftovers")
}
