//go:build linux

package e2e

import "testing"

// TestJourneySearch: words, what is left out, what is misspelled and what photos show find photos, on
// which words are put as anywhere; cleared, all photos are there again.
func TestJourneySearch(t *testing.T) {
	journey{number: 6, name: "search", photos: 36, walk: func(w *walk) {
		w.clickCell(0, 0)
		w.chord("shift", "Right")
		w.typeWord("harbour", 2)
		w.clickCell(0, 0)
		w.typeWord("meadow", 1)
		for _, c := range []struct {
			name, query string
			least, most int
		}{
			{"exact", `"harbour"`, 2, 2},
			{"without", `"harbour" -meadow`, 1, 1},
			{"misspelled", "persson", 1, w.journey.photos - 1},
			{"groups", "animal", 1, w.journey.photos - 1},
		} {
			w.lookFor(c.query)
			w.look(c.name)
			if n := w.marks("mark" + c.name); n < c.least || n > c.most {
				w.Errorf("%s: %d photos, want %d to %d", c.query, n, c.least, c.most)
			}
		}
		w.lookFor(`"no such word"`)
		w.look("nothing")
		w.chord("ctrl", "f")
		w.see("the search is cleared", func() { w.keys("Escape", "Escape") })
		w.rests()
		if n := w.marks("markall"); n != w.journey.photos {
			w.Errorf("after the search %d photos are shown, want all %d", n, w.journey.photos)
		}
		w.clickCell(0, 0)
		w.see("what is like the photo is found", func() { w.keys("s") })
		w.look("like")
	}}.run(t)
}

// lookFor looks for something; the keyboard is on what is found.
func (w *walk) lookFor(query string) {
	w.Helper()
	w.chord("ctrl", "f")
	w.chord("ctrl", "a")
	w.types(query)
	w.see("the search has found something else", func() { w.keys("Return") })
	w.settled()
}

// marks types a word on all photos that are shown, and returns how many there are.
func (w *walk) marks(word string) int {
	w.Helper()
	w.selectAll()
	w.see("the field takes the keyboard", func() { w.keys("k") })
	w.types(word)
	w.keys("Return")
	eventually(w.T, "the word "+word+" is put on photos", func() bool { return w.home.decided()["typed "+word] > 0 })
	w.see("the field is left", func() { w.keys("Escape") })
	return w.home.decided()["typed "+word]
}

// selectAll selects all photos that are shown, once there are any.
func (w *walk) selectAll() {
	w.Helper()
	w.rests()
	before := w.frame()
	eventually(w.T, "photos are selected", func() bool {
		w.chord("ctrl", "a")
		return !alike(w.frame(), before, w.appearance.scale)
	})
	w.rests()
	w.chord("ctrl", "a") // those, too, that have come meanwhile
}
