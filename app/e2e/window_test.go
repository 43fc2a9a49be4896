//go:build linux

package e2e

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"catchlight/library/testphoto"
)

// typed is the word that the tests type: no letter of it is a key of the window.
const typed = "video"

// settings sets a vocabulary, and that much is suggested.
func (h home) settings(vocabulary string) {
	h.Helper()
	h.prefer(map[string]any{"vocabulary": vocabulary, "strength": "loose"})
}

// prefer puts the preferences beside the library, as the window would.
func (h home) prefer(settings map[string]any) {
	h.Helper()
	dir := filepath.Join(h.dir, "data", "catchlight")
	data, err := json.Marshal(settings)
	if err == nil {
		err = os.MkdirAll(dir, 0o755)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "settings.json"), data, 0o644)
	}
	if err != nil {
		h.Fatal(err)
	}
}

// open starts the window on a display.
func (h home) open(d display, paths ...string) (*running, screen) {
	h.Helper()
	r := h.start(h.withDisplay(d, paths...))
	return r, d.screen()
}

func (h home) withDisplay(d display, args ...string) *exec.Cmd {
	cmd := h.command(args...)
	cmd.Env = append(cmd.Env, "DISPLAY="+d.name)
	return cmd
}

// namedPhotos are photos in many formats from the collection; none where that is absent. Left out
// is what cannot be written: a text, and a JPEG that calls itself JPEG 2000.
func namedPhotos() []string {
	dir := testphoto.FindShared("photos", "named")
	if dir == "" {
		return nil
	}
	found, _ := filepath.Glob(filepath.Join(dir, "*"))
	return slices.DeleteFunc(found, func(path string) bool { return slices.Contains([]string{".txt", ".jp2"}, filepath.Ext(path)) })
}

// TestWindow is the main job by hand: drop a folder, accept what is suggested, type a word, write;
// another program shows the keywords; undo, and the files are what they were.
func TestWindow(t *testing.T) {
	d := newDisplay(t)
	h := newHomeWithModel(t)
	h.copyIn(realPhotos(t)...)
	h.copyIn(namedPhotos()...)
	before := h.hashes()
	h.settings(h.vocabulary(animals))
	r, s := h.openWith(d, h.photos)
	eventually(t, "the photos are indexed", func() bool {
		info := h.peek()
		return info.Photos == len(before) && info.Vectors >= len(before)*2/3 // not every format can be looked at
	})
	s.shot("indexed")
	s.decide(h, len(before))
	s.shot("decided")
	s.write(h, before)
	s.shot("written")
	h.shownByExiftool()
	s.undoWrite(h, before)
	s.shot("undone")
	h.unchanged(before)
	r.signal(syscall.SIGTERM)
	r.wait().ends(0)
	runs := h.run("undo", "--list", "--json").ends(0).runs()
	if len(runs) == 0 || !runs[len(runs)-1].Undone {
		t.Errorf("the history: %+v", runs)
	}
}

// openWith opens the window and drops a folder on it, or names the folder as an argument where
// there is no tool to drop.
func (h home) openWith(d display, folder string) (*running, screen) {
	h.Helper()
	tool := testphoto.FindShared("tools", "xdnd-drop") // drops files as a file manager does
	if tool == "" {
		h.Log("the folder is an argument: the tool that drops one is not here (set CATCHLIGHT_SHARED)")
		return h.open(d, folder)
	}
	r, s := h.open(d)
	s.shot("empty")
	s.drop(tool, folder)
	return r, s
}

// peek reads a copy of the library that the window holds; a copy taken in the middle of a change
// may be none, then it tells nothing.
func (h home) peek() line {
	h.Helper()
	copied, err := h.copyLibrary()
	if err != nil {
		return line{}
	}
	if r := h.run("library", "info", "--json", "--library", copied); r.status == 0 {
		return r.lines()[0]
	}
	return line{}
}

// copyLibrary copies the library that the window holds, and returns where to.
func (h home) copyLibrary() (copied string, err error) {
	copied = filepath.Join(h.dir, "copy", "library.db")
	data, err := os.ReadFile(filepath.Join(h.dir, "data", "catchlight", "library.db"))
	if err == nil {
		err = os.MkdirAll(filepath.Dir(copied), 0o755)
	}
	if err == nil {
		err = os.WriteFile(copied, data, 0o644)
	}
	return copied, err
}

// decide accepts a suggestion and types a word on all photos, by keys.
func (s screen) decide(h home, photos int) {
	s.Helper()
	s.click(320, 140) // a photo: the keys go to the grid
	eventually(s.T, "a suggestion is accepted", func() bool {
		s.keys("ctrl+a", "a")
		return h.peek().Decisions > 0
	})
	accepted := h.peek().Decisions
	eventually(s.T, "the word is typed on all photos", func() bool {
		s.keys("Escape", "Escape", "ctrl+a", "k")
		s.types(typed)
		s.shot("typed")
		s.keys("Return")
		s.keys("Escape")
		return h.peek().Decisions >= accepted+photos
	})
}

// write opens the Write page and presses its one accent button.
func (s screen) write(h home, before map[string][32]byte) {
	s.Helper()
	s.keys("ctrl+s")
	eventually(s.T, "the photos are written", func() bool {
		s.shot("write-page")
		if x, y, found := s.accentButton(); found {
			s.click(x, y)
		}
		return h.changedPhotos(before) == len(before)
	})
}

// shownByExiftool fails the test unless another program sees the typed word, in both places of
// every JPEG.
func (h home) shownByExiftool() {
	h.Helper()
	files, _ := filepath.Glob(filepath.Join(h.photos, "*.jpg"))
	suggested := 0
	for _, shown := range exiftool(h.T, files...) {
		if !slices.Contains(shown.iptc, typed) || !slices.Contains(shown.xmp, typed) {
			h.Errorf("%s: IPTC %q, XMP %q", shown.file, shown.iptc, shown.xmp)
		}
		suggested += len(shown.iptc) - 1
	}
	h.Logf("%d accepted suggestions in %d photos", suggested, len(files))
}

// undoWrite presses "Undo this write" in the job bar. It stands behind the text of the result and
// before the × that dismisses it; where exactly depends on fonts, so the test feels its way from
// the left.
func (s screen) undoWrite(h home, before map[string][32]byte) {
	s.Helper()
	for x := 240; x < 480; x += 20 {
		s.click(x, s.height-16)
		for range 10 {
			if h.changedPhotos(before) == 0 {
				return
			}
			time.Sleep(100 * time.Millisecond)
		}
	}
	eventually(s.T, "the photos are back", func() bool { return h.changedPhotos(before) == 0 })
}

// TestSecondWindow: a second start hands its paths to the first and ends; a command meanwhile says
// who holds the library.
func TestSecondWindow(t *testing.T) {
	d := newDisplay(t)
	h := newHome(t)
	h.makePhotos(3)
	first, _ := h.open(d)
	second := h.start(h.withDisplay(d, "photos"))
	second.wait().ends(0, "has taken over")
	h.run("library", "info").ends(2, "close the window or use --library")
	first.signal(syscall.SIGTERM)
	first.wait().ends(0)
	eventually(t, "the photos are in the library", func() bool {
		return h.run("library", "info", "--json").ends(0).lines()[0].Photos == 3
	})
}
