//go:build linux

package e2e

import (
	"fmt"
	"image"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// Where the sidebar of the filter test has what it clicks, in dp: with an import, one folder
// and one tag nothing above it moves.
const (
	sidebarX = 110
	clearX   = 200
	clearY   = 402 // the × behind Filters
	formatY  = 484 // the row Format, the third of the filters
	rowStep  = 28
)

// TestFilterAndSearch narrows a library in the window: by a format, by a search with operators, by
// a photo. What the window shows is told by what a word typed on all of it is put on.
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

	s.clickAndSee(sidebarX, formatY)
	s.clickAndSee(sidebarX, formatY+2*rowStep)
	s.shot("filtered")
	s.typeOnAll(h, "a", 2)
	s.find("-8")
	s.shot("filtered-and-searched")
	s.typeOnAll(h, "b", 1)
	s.keys("Escape", "Escape")
	s.settled()
	s.clickAndSee(clearX, clearY)
	s.find("photo -2")
	s.shot("searched")
	s.typeOnAll(h, "c", 3)
	s.find(`"drawing-9.png"`)
	s.typeOnAll(h, "d", 1)
	s.keys("Escape", "Escape")
	s.settled()
	s.clickAndSee(320, 140)
	s.keys("s")
	s.settled()
	s.shot("like-this")
	shown := h.peek().Decisions
	s.chord("ctrl", "a")
	s.keys("k")
	s.types("e")
	s.keys("Return")
	eventually(t, "the photo itself is among its likes", func() bool { return h.peek().Decisions > shown })
	r.signal(syscall.SIGTERM)
	r.wait().ends(0)
}

// photosAndSidebar is the part of the window that shows them: no caret blinks there.
var photosAndSidebar = image.Rect(0, 70, 980, 750)

// clickAndSee clicks, and waits until the window shows something else. Where the machine is busy
// the window is slow to learn that the pointer has moved: a click that comes with the move would
// land where it was before.
func (s screen) clickAndSee(x, y int) {
	s.Helper()
	s.must("xdotool", "mousemove", strconv.Itoa(x), strconv.Itoa(y), "sleep", "0.2")
	before := s.part(photosAndSidebar)
	s.must("xdotool", "click", "1")
	eventually(s.T, fmt.Sprintf("a click at %d, %d shows something", x, y), func() bool { return s.part(photosAndSidebar) != before })
	s.settled()
}

// chord presses a key while others are held. A busy window learns of all later, but in their order.
func (s screen) chord(keys ...string) {
	s.Helper()
	var down, up []string
	for _, held := range keys[:len(keys)-1] {
		down, up = append(down, "keydown", held), append(up, "keyup", held)
	}
	s.must("xdotool", slices.Concat(down, []string{"sleep", "0.05", "key", keys[len(keys)-1], "sleep", "0.05"}, up)...)
}

// settled waits until the window has shown the same for a while.
func (s screen) settled() {
	s.Helper()
	last, since := s.part(photosAndSidebar), time.Now()
	eventually(s.T, "the window settles", func() bool {
		if now := s.part(photosAndSidebar); now != last {
			last, since = now, time.Now()
		}
		return time.Since(since) > 1500*time.Millisecond
	})
}

// find types a search, and waits until its results are there.
func (s screen) find(query string) {
	s.Helper()
	s.chord("ctrl", "f")
	s.keys("Escape") // what was there before
	s.chord("ctrl", "f")
	s.types(query)
	s.settled()
	s.must("xdotool", "mousemove", "500", "700", "sleep", "0.2", "click", "1") // below the photos: the keys go to the grid
}

// typeOnAll types a word on all photos that are shown, and fails unless it is put on as many as
// there should be.
func (s screen) typeOnAll(h home, word string, photos int) {
	s.Helper()
	want := h.peek().Decisions + photos
	s.chord("ctrl", "a")
	s.keys("k")
	s.types(word + strconv.Itoa(photos))
	s.keys("Return")
	eventually(s.T, fmt.Sprintf("%s is put on %d photos", word, photos), func() bool { return h.peek().Decisions >= want })
	time.Sleep(time.Second)
	if got := h.peek().Decisions; got != want {
		s.Errorf("%s: %d decisions, want %d", word, got, want)
	}
}
