//go:build linux

package e2e

import (
	"testing"

	"catchlight/library/testphoto"
)

// TestJourneyStates: the window from its first start, over a drop with a file that is no photo, to
// the last decision: what stands in place of photos, and what is said beside them.
func TestJourneyStates(t *testing.T) {
	journey{number: 3, name: "states", walk: func(w *walk) {
		w.look("empty")
		w.home.album(30)
		w.home.put("no-photo.jpg", []byte("this is a letter"))
		w.home.put("sub/notes.txt", []byte("this is one, too"))
		w.add(w.home.photos)
		w.look("importing")
		eventually(w.T, "the photos are indexed", func() bool { return w.home.peek().Vectors >= 30 })
		w.look("tagged")
		w.searches("zzzz")
		w.look("nothing-found")
		w.leavesSearch()
		w.look("search-left")
		w.chord("ctrl", "a")
		w.chord("shift", "d")
		w.totals("finished", 31) // what cannot be read is on the list, too
		w.look("all-decided")
		w.chord("ctrl", "z")
		w.totals("finished", 0)
		w.look("undone")
	}}.run(t)
}

// add hands photos to the window: dropped where the tool for it is here, else by a second start.
func (w *walk) add(path string) {
	w.Helper()
	if tool := testphoto.FindShared("tools", "xdnd-drop"); tool != "" {
		w.drop(tool, path)
		return
	}
	w.home.start(w.home.withDisplay(w.display, path)).wait().ends(0, "has taken over")
}

// searches types a search, and waits until something else is shown.
func (w *walk) searches(query string) {
	w.Helper()
	w.see("the search takes the keyboard", func() { w.chord("ctrl", "f") })
	w.see("the search is typed", func() { w.types(query) })
	w.rests()
}

// leavesSearch empties the search and gives the keyboard back to the photos.
func (w *walk) leavesSearch() {
	w.Helper()
	w.see("the search is emptied", func() { w.keys("Escape") })
	w.keys("Escape")
	w.rests()
}
