//go:build linux

package e2e

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
)

// sections are the pages of the preferences, in order.
var sections = []string{"writing", "suggestions", "sets", "model", "performance", "places", "language", "look", "keys", "library"}

// TestJourneyPreferences: each section is reached at every size, and a change is kept and shown at
// once, of the language with the word that it comes with the next start.
func TestJourneyPreferences(t *testing.T) {
	journey{number: 9, name: "preferences", photos: 12, walk: func(w *walk) {
		w.see("the preferences open", func() { w.chord("ctrl", "comma") })
		for i, section := range sections {
			w.section(i)
			w.look(section)
		}
		left, top, _ := w.page()
		u := w.unit()

		w.section(slices.Index(sections, "look"))
		other := map[string]int{"dark": 1, "light": 0}[w.appearance.look]
		w.see("the look is another one at once", func() { w.clickAt(left+60, top+27*u+12+float64(other)*(28*u+8)+14*u) })
		w.keeps("look", []any{"dark", "light"}[other])
		w.look("other-look")
		w.see("the sizes of text are listed", func() { w.clickAt(left+190*u, top+27*u+12+3*28*u+2*8+12+1+12+15*u) })
		w.see("text is larger at once", func() { w.keys("Down", "Down", "Down", "Return") })
		w.look("larger-text")
		w.fits()
	}}.run(t)
}

// fits fails the test unless the window shows the same once it has been laid out anew: all that is in
// it stands where it should, and nothing is cut.
func (w *walk) fits() {
	w.Helper()
	w.rests()
	before := w.frame()
	size := func(higher int) {
		w.must("xdotool", "windowsize", w.window, strconv.Itoa(w.width), strconv.Itoa(w.height+higher))
	}
	w.see("the window is higher", func() { size(40 * w.appearance.scale) })
	size(0)
	eventually(w.T, "the window is as it was", func() bool { return alike(w.frame(), before, w.appearance.scale) })
}

// section opens a section of the preferences: by its row, or from the list above the section where
// the rows have no place.
func (w *walk) section(i int) {
	w.Helper()
	left, top, _ := w.page()
	if left > sidebarWidth {
		w.clickAt(60, 25*w.unit()+8+24*w.unit()+float64(i)*28*w.unit()+14*w.unit())
		return
	}
	w.see("the sections are listed", func() { w.clickAt(left+30, top+15*w.unit()) })
	for range i + 1 { // the first one goes to the first section
		w.keys("Down")
	}
	w.see("a section is chosen", func() { w.keys("Return") })
}

// keeps waits until the settings hold a value.
func (w *walk) keeps(name string, value any) {
	w.Helper()
	eventually(w.T, "the settings are kept", func() bool {
		var all map[string]any
		data, err := os.ReadFile(filepath.Join(w.home.dir, "data", "catchlight", "settings.json"))
		return err == nil && json.Unmarshal(data, &all) == nil && all[name] == value
	})
}
