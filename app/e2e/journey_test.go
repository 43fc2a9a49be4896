//go:build linux

package e2e

import (
	"fmt"
	"image"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"catchlight/library/testphoto"
)

// appearance is one of the ways in which the window of a journey looks.
type appearance struct {
	size          string // names it, with the look
	width, height int    // of the display, in pixels
	scale         int    // pixels in one dp
	text          int    // the size of text, in percent
	look          string // dark or light
}

func (a appearance) String() string { return a.size + "-" + a.look }

// appearances are those at which every journey must work.
func appearances() []appearance {
	var all []appearance
	for _, look := range []string{"dark", "light"} {
		all = append(
			all,
			appearance{"1280", 1280, 800, 1, 100, look},
			appearance{"1920", 1920, 1080, 1, 100, look},
			appearance{"880", 880, 590, 1, 100, look}, // the least content, with the menu over it
			appearance{"150", 1280, 800, 1, 150, look},
			appearance{"2x", 2560, 1600, 2, 100, look},
		)
	}
	return all
}

// appearancesWanted is the environment variable that says where the journeys go: all, or the name
// of one appearance (880-light). Without it each goes at the one of its number.
const appearancesWanted = "CATCHLIGHT_APPEARANCES"

// journey is one of the ten walks through the window that try it as photographers use it. Each
// asserts what it does by what is in the library and in the files afterwards; its pictures, under
// build/shots, are for eyes.
type journey struct {
	number   int            // 1 to 10
	name     string         // of its pictures
	photos   int            // in the window at the start
	settings map[string]any // beside those of the appearance
	walk     func(*walk)
}

// run makes the journey at the appearance of its number, or at those that the environment wants.
// Journeys have a display and a home each, and go side by side.
func (j journey) run(t *testing.T) {
	t.Parallel()
	wanted := os.Getenv(appearancesWanted)
	ran := false
	for i, a := range appearances() {
		if wanted == "" && i+1 == j.number || wanted == "all" || wanted == a.String() {
			ran = true
			t.Run(a.String(), func(t *testing.T) { j.at(t, a) })
		}
	}
	if !ran {
		t.Fatalf("%s=%s names no appearance: they are %v", appearancesWanted, wanted, appearances())
	}
}

func (j journey) at(t *testing.T, a appearance) {
	d := newDisplayOf(t, a.width, a.height)
	h := newHomeWithModel(t)
	h.album(j.photos)
	settings := map[string]any{"look": a.look, "textSize": a.text}
	maps.Copy(settings, j.settings)
	h.prefer(settings)
	w := &walk{journey: j, appearance: a, home: h}
	w.open(d)
	t.Cleanup(func() {
		if t.Failed() {
			w.keep("failed")
		}
	})
	j.walk(w)
	w.close()
}

// album copies so many photos into the home: of the collection, or where that is absent those of
// the repository and made ones.
func (h home) album(n int) {
	h.Helper()
	found, _ := filepath.Glob(filepath.Join(testphoto.FindShared("photos", "coco-128"), "*.jpg"))
	if len(found) == 0 {
		found = realPhotos(h.T)
	}
	found = found[:min(n, len(found))]
	h.copyIn(found...)
	h.makePhotos(n - len(found))
}

// walk is a journey under way at one appearance.
type walk struct {
	screen
	journey    journey
	appearance appearance
	home       home
	program    *running
	shots      int
	rested     rest
}

// rest is the last one of a window.
type rest struct {
	shows *image.RGBA // nil before the first
	done  int         // tools run on the display before it
}

// open starts the window with the photos of the journey, and waits until all are indexed.
func (w *walk) open(d display) {
	d.Helper()
	var paths []string
	if w.journey.photos > 0 {
		paths = []string{w.home.photos}
	}
	cmd := w.home.withDisplay(d, paths...)
	cmd.Env = append(cmd.Env, fmt.Sprintf("FYNE_SCALE=%d", w.appearance.scale))
	w.program = w.home.start(cmd)
	w.screen = d.screen()
	eventually(w.T, "the photos are indexed", func() bool {
		return w.journey.photos == 0 || w.home.peek().Vectors >= w.journey.photos
	})
	w.restsFor(4) // suggestions come a moment after the vectors
}

// close ends the program as a system does that shuts down.
func (w *walk) close() {
	w.Helper()
	w.program.signal(syscall.SIGTERM)
	w.program.wait().ends(0)
}

// look takes a picture of the window at rest, for eyes: where the environment says at which
// appearances.
func (w *walk) look(what string) {
	w.Helper()
	w.shots++
	if os.Getenv(appearancesWanted) != "" {
		w.rests()
		w.keep(what)
	}
}

// keep saves a picture, named by the journey, its place in it, what it shows and the appearance, so that all
// appearances of a step stand side by side.
func (w *walk) keep(what string) {
	w.Helper()
	w.shot(fmt.Sprintf("%02d-%s-%d-%s-%s", w.journey.number, w.journey.name, w.shots, what, w.appearance))
}

// rests waits until the window shows the same twice and the program has nothing to do meanwhile, but
// for some seconds at the most: where the machine is busy, it may want to draw and not get to it. One
// that rested and was not touched since rests still.
func (w *walk) rests() {
	w.Helper()
	if r := w.rested; r.shows != nil && r.done == *w.done && !w.program.works() && alike(w.frame(), r.shows, w.appearance.scale) {
		return
	}
	w.restsFor(1)
}

// restsFor is rests, so many times in a row: what the program does after a pause is over by then, too.
func (w *walk) restsFor(times int) {
	w.Helper()
	last, quiet := w.frame(), 0
	for range 12 + 4*times {
		time.Sleep(250 * time.Millisecond)
		now := w.frame()
		if quiet++; !alike(now, last, w.appearance.scale) || w.program.works() {
			quiet = 0
		}
		if quiet == times {
			w.rested = rest{now, *w.done}
			return
		}
		last = now
	}
}

// see does something to the window at rest, and waits until it shows something else and rests again:
// a busy window takes its time, and the next key may need what this one brings.
func (w *walk) see(what string, do func()) {
	w.Helper()
	w.rests()
	before := w.frame()
	do()
	eventually(w.T, what, func() bool { return !alike(w.frame(), before, w.appearance.scale) })
	w.rests()
}

// typeWord types a keyword on the selection, and fails unless it is put on so many photos. The
// letters follow their key at once: a slow window must take none of them for a command.
func (w *walk) typeWord(word string, photos int) {
	w.Helper()
	w.rests()
	w.keys("k")
	w.types(word)
	w.keys("Return")
	w.becomes("typed "+word, photos)
	w.see("the field is left", func() { w.keys("Escape") })
}

// clickAt clicks at a place in dp, from the left and the top of the window; negative places count
// from the right and the bottom.
func (w *walk) clickAt(x, y float64) {
	w.Helper()
	w.point(x, y)
	w.must("xdotool", "click", "1")
}

// point moves the pointer to a place in dp. It waits, for the toolkit hears of a move with the next
// picture that it draws, and of a press at once: that would be one where the pointer was before.
func (w *walk) point(x, y float64) {
	w.Helper()
	w.must("xdotool", "mousemove", strconv.Itoa(w.pixels(x, w.width)), strconv.Itoa(w.pixels(y, w.height)), "sleep", "0.2")
	w.restsFor(1)
}

// pixels is a place in dp on the display, from its other end when it is negative.
func (w *walk) pixels(dp float64, whole int) int {
	px := int(dp * float64(w.appearance.scale))
	if px < 0 {
		px += whole
	}
	return px
}

// unit is what a length that grows with text is multiplied with.
func (w *walk) unit() float64 { return float64(w.appearance.text) / 100 }

// menuHeight is that of the line of menus in dp, as the toolkit draws it: of it only the text grows.
func (w *walk) menuHeight() float64 { return 17*w.unit() + 8 }

// Lengths of the window in dp, as the design has them. Those of text grow with it.
const (
	toolbarHeight   = 44
	scopeHeight     = 28
	sidebarWidth    = 225 // with its rule
	inspectorWidth  = 289
	narrow          = 1040 // where the window is narrower the sidebar is hidden
	cellWidth       = 192  // with the gutter, at the size of the first start
	cellHeightPlain = 154  // without the chips
	chipLines       = 44   // two of them
)

// cell is the middle of the photo in a column and row of the grid, from 0, in dp.
func (w *walk) cell(column, row int) (x, y float64) {
	width := float64(w.width / w.appearance.scale)
	left := 0.0
	if width >= narrow {
		left = sidebarWidth
	}
	room := width - left - inspectorWidth
	columns := float64(int((room + 4) / cellWidth))
	margin := (room - columns*cellWidth + 4) / 2
	top := w.menuHeight() + (toolbarHeight+scopeHeight)*w.unit()
	pitch := cellHeightPlain + chipLines*w.unit()
	return left + margin + (float64(column)+.5)*cellWidth, top + float64(row)*pitch + 76
}

// clickCell clicks the photo in a column and row of the grid.
func (w *walk) clickCell(column, row int) {
	w.Helper()
	x, y := w.cell(column, row)
	w.clickAt(x, y)
}

// becomes waits until the library holds just so many decisions of a kind, "accepted dog" or "typed
// trip", and fails with what it holds instead.
func (w *walk) becomes(decision string, photos int) {
	w.Helper()
	eventually(w.T, fmt.Sprintf("%d photos have %q", photos, decision), func() bool { return w.home.decided()[decision] == photos })
}

// chip is the first chip below the photo in a column and row of the grid, in dp.
func (w *walk) chip(column, row int) (x, y float64) {
	x, y = w.cell(column, row)
	return x - cellWidth/2 + 40, y + 76 + 12*w.unit()
}

// drag moves the pointer from a place in dp, with the button held, to a photo of the grid.
func (w *walk) drag(x, y float64, column, row int) {
	w.Helper()
	toX, toY := w.cell(column, row)
	w.dragTo(x, y, toX, toY)
}

// dragTo moves the pointer from a place in dp to another, with the button held.
func (w *walk) dragTo(x, y, toX, toY float64) {
	w.Helper()
	w.point(x, y)
	w.must("xdotool", "mousedown", "1")
	w.point(x+8, y+8)
	w.point(toX-10, toY)
	w.point(toX, toY)
	w.must("xdotool", "mouseup", "1")
}

// grows does something, and waits until the library holds so many decisions more, of any kind.
func (w *walk) grows(more int, do func()) {
	w.Helper()
	before := w.home.peek().Decisions
	do()
	eventually(w.T, fmt.Sprintf("there are %d decisions more", more), func() bool { return w.home.peek().Decisions == before+more })
}

// count is how many decisions of a verdict the library holds.
func (w *walk) count(verdict string) int {
	w.Helper()
	n := 0
	for decision, photos := range w.home.decided() {
		if v, _, _ := strings.Cut(decision, " "); v == verdict {
			n += photos
		}
	}
	return n
}

// totals waits until the library holds just so many decisions of a verdict.
func (w *walk) totals(verdict string, n int) {
	w.Helper()
	eventually(w.T, fmt.Sprintf("%d decisions are %q", n, verdict), func() bool { return w.count(verdict) == n })
}
