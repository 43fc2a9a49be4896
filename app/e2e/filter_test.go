//go:build linux

package e2e

import (
	"fmt"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// Where the sidebar of the filter test has what it clicks, in dp: with one folder and one tag nothing above it moves.
const (
	sidebarX = 110
	clearX   = 200
	clearY   = 377 // the × behind Filters
	formatY  = 459 // the row Format, the third of the filters
	rowStep  = 28
)

// TestFilterAndSearch narrows a library in the window: by a format, by a search with operators, by a photo. What the window
// shows is told by what a word typed on all of it is put on.
func TestFilterAndSearch(t *testing.T) {
	d := newDisplay(t)
	h := newHomeWithModel(t)
	for i := range 4 {
		h.put(fmt.Sprintf("photo-%d.jpg", i), makeJPEG(t, uint64(i)))
	}
	h.put("drawing-8.png", makePNG(t, 8))
	h.put("drawing-9.png", makePNG(t, 9))
	h.settings(h.vocabulary("pattern\n"))
	r, s := h.open(d, h.photos)
	eventually(t, "the photos are indexed", func() bool { return h.peek().Vectors == 6 })

	s.click(sidebarX, formatY)
	time.Sleep(time.Second) // its values are counted
	s.click(sidebarX, formatY+2*rowStep)
	time.Sleep(time.Second)
	s.shot("filtered")
	s.typeOnAll(h, "a", 2)
	s.find("-8")
	s.shot("filtered-and-searched")
	s.typeOnAll(h, "b", 1)
	s.keys("Escape", "Escape")
	s.click(clearX, clearY)
	time.Sleep(time.Second)
	s.find("photo -2")
	s.shot("searched")
	s.typeOnAll(h, "c", 3)
	s.find(`"drawing-9.png"`)
	s.typeOnAll(h, "d", 1)
	s.keys("Escape", "Escape")
	s.click(320, 140)
	s.keys("s")
	time.Sleep(2 * time.Second)
	s.shot("like-this")
	shown := h.peek().Decisions
	s.keys("ctrl+a", "k")
	time.Sleep(time.Second)
	s.types("e")
	s.keys("Return")
	eventually(t, "the photo itself is among its likes", func() bool { return h.peek().Decisions > shown })
	r.signal(syscall.SIGTERM)
	r.wait().ends(0)
}

// find types a search, and waits until the keys have been quiet and the model has read it.
func (s screen) find(query string) {
	s.Helper()
	s.keys("ctrl+f", "ctrl+a")
	s.types(query)
	time.Sleep(2 * time.Second)
	s.click(500, 700) // below the photos: the keys go to the grid
}

// typeOnAll types a word on all photos that are shown, and fails unless it is put on as many as there should be.
func (s screen) typeOnAll(h home, word string, photos int) {
	s.Helper()
	want := h.peek().Decisions + photos
	s.keys("ctrl+a", "k")
	time.Sleep(time.Second) // for the field to take the focus
	s.types(word + strconv.Itoa(photos))
	s.keys("Return")
	eventually(s.T, fmt.Sprintf("%s is put on %d photos", word, photos), func() bool { return h.peek().Decisions >= want })
	time.Sleep(time.Second)
	if got := h.peek().Decisions; got != want {
		s.Errorf("%s: %d decisions, want %d", word, got, want)
	}
}
