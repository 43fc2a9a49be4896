//go:build linux

package e2e

import "testing"

// TestJourneyKeyboard: without a pointer, what has no key of its own is done through the menus, which
// F10 and Alt open, and by its name; the message that asks is answered.
func TestJourneyKeyboard(t *testing.T) {
	loose := map[string]any{"strength": "loose"}
	journey{number: 6, name: "keyboard", photos: 6, settings: loose, walk: func(w *walk) {
		w.keys("Home")
		w.keys("F10", "Right", "Right", "Right", "Right") // to Tag
		w.look("menu")
		w.keys("Down", "Return") // Accept
		w.totals("accepted", 1)
		w.keys("Alt_L", "Right", "Right", "Right", "Right", "Down", "Down", "Return") // Reject
		w.totals("rejected", 1)
		w.named("accept all")
		w.look("found")
		before := w.count("accepted")
		w.keys("Return")
		eventually(w.T, "more is accepted", func() bool { return w.count("accepted") > before })
		w.see("names stand below the photos", func() {
			w.named("file names")
			w.keys("Return")
		})
		w.look("names")
		w.keys("Home")
		w.named("remove from")
		w.see("the window asks", func() { w.keys("Return") })
		w.look("asks")
		w.rests()
		w.keys("F9", "Return")
		eventually(w.T, "the photo is out of the library", func() bool { return w.home.peek().Photos == w.journey.photos-1 })
	}}.run(t)
}

// named finds a command by what its name begins with.
func (w *walk) named(begin string) {
	w.Helper()
	w.see("the page that finds commands opens", func() { w.chord("ctrl", "shift", "p") })
	w.see("the commands follow what is typed", func() { w.types(begin) })
}
