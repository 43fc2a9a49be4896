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
)

// settings puts the preferences beside the library, as the window would.
func (h home) settings(vocabulary string) {
	h.Helper()
	dir := filepath.Join(h.dir, "data", "catchlight")
	data, err := json.Marshal(map[string]any{"vocabulary": vocabulary, "strength": "loose"})
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

// xdndDrop is the tool that drops files as a file manager does; "" where it is absent.
func xdndDrop() string {
	root := os.Getenv("CATCHLIGHT_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	tool, err := filepath.Abs(filepath.Join(root, "tools", "xdnd-drop"))
	if err == nil {
		_, err = os.Stat(tool)
	}
	if err != nil {
		return ""
	}
	return tool
}

// TestWindow is the main job by hand: drop a folder, accept what is suggested, type a word, write; another program shows
// the keywords; undo, and the files are what they were.
func TestWindow(t *testing.T) {
	d := newDisplay(t)
	h := newHomeWithModel(t)
	h.copyIn(realPhotos(t)...)
	before := h.hashes()
	h.settings(h.vocabulary(animals))
	var args []string
	tool := xdndDrop()
	if tool == "" {
		t.Log("the folder is an argument: the tool that drops one is not here (set CATCHLIGHT_SHARED)")
		args = []string{h.photos}
	}
	r, s := h.open(d, args...)
	s.shot("empty")
	if tool != "" {
		s.drop(tool, h.photos)
	}
	s.writeSomething(h, before)
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

// writeSomething accepts strong suggestions and types a word on all photos, and writes; it tries again until a file has
// changed, since nothing outside the window tells when the suggestions have come.
func (s screen) writeSomething(h home, before map[string][32]byte) {
	s.Helper()
	eventually(s.T, "the photos change", func() bool {
		s.keys("Escape", "Escape", "ctrl+a", "A", "a", "k")
		s.types("e2e word\n")
		s.keys("Escape")
		s.shot("decided")
		s.keys("ctrl+s")
		for range 20 {
			s.keys("Return")
			if h.changedPhotos(before) > 0 {
				return true
			}
		}
		s.shot("write-page")
		return false
	})
	eventually(s.T, "all photos have the word", func() bool { return h.changedPhotos(before) == len(before) })
}

// shownByExiftool fails the test unless another program sees the typed word, in both places of every JPEG.
func (h home) shownByExiftool() {
	h.Helper()
	files, _ := filepath.Glob(filepath.Join(h.photos, "*.jpg"))
	suggested := 0
	for _, shown := range exiftool(h.T, files...) {
		if !slices.Contains(shown.iptc, "e2e word") || !slices.Contains(shown.xmp, "e2e word") {
			h.Errorf("%s: IPTC %q, XMP %q", shown.file, shown.iptc, shown.xmp)
		}
		suggested += len(shown.iptc) - 1
	}
	h.Logf("%d accepted suggestions in %d photos", suggested, len(files))
}

// undoWrite presses "Undo this write" in the job bar, which stands behind the result; where exactly depends on fonts.
func (s screen) undoWrite(h home, before map[string][32]byte) {
	s.Helper()
	eventually(s.T, "the photos are back", func() bool {
		for x := 600; x > 200; x -= 40 {
			s.click(x, s.height-16)
		}
		return h.changedPhotos(before) == 0
	})
}

// TestSecondWindow: a second start hands its paths to the first and ends; a command meanwhile says who holds the library.
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
