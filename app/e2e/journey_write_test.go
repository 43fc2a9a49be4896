//go:build linux

package e2e

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestJourneyWrite: what is written stands in the files, or beside a file that must not be written;
// the undo puts every file back to the byte but the one that was changed since, and a file that
// cannot be read is a problem until a sound one stands in its place.
func TestJourneyWrite(t *testing.T) {
	journey{number: 8, name: "write", photos: 12, walk: func(w *walk) {
		h := w.home
		locked := h.lock()
		before := h.hashes()
		w.clickCell(0, 0)
		w.chord("ctrl", "a")
		w.typeWord("voyage", w.journey.photos)
		w.see("the page of the write opens", func() { w.chord("ctrl", "s") })
		eventually(w.T, "the plan stands", func() bool { _, _, found := w.accentButton(); return found })
		w.look("plan")
		w.keys("Return")
		eventually(w.T, "all are written, the locked one in a sidecar", func() bool { return h.changedPhotos(before) == len(before) })
		w.look("written")
		h.written("voyage", locked)
		changed := h.changeOne(locked)
		w.undoesTheRun(before, changed)
		w.look("undone")
		w.showsAProblem()
	}}.run(t)
}

// lock makes the first photo one that must not be written.
func (h home) lock() string {
	h.Helper()
	photos, _ := filepath.Glob(filepath.Join(h.photos, "*.jpg"))
	if err := os.Chmod(photos[0], 0o444); err != nil {
		h.Fatal(err)
	}
	return photos[0]
}

// written fails the test unless a word stands in IPTC and XMP of all photos, and in a sidecar alone of
// the locked one.
func (h home) written(word, locked string) {
	h.Helper()
	photos, _ := filepath.Glob(filepath.Join(h.photos, "*.jpg"))
	for _, path := range append(photos, locked+".xmp") {
		data, err := os.ReadFile(path)
		want := 2
		if path == locked {
			want = 0
		}
		if n := bytes.Count(data, []byte(word)); err != nil || n < min(want, 1) || want == 0 && n > 0 || filepath.Ext(path) == ".jpg" && n < want {
			h.Errorf("%s holds the word %d times: %v", filepath.Base(path), n, err)
		}
	}
}

// changeOne lets another program add to a photo that is not the locked one.
func (h home) changeOne(locked string) string {
	h.Helper()
	photos, _ := filepath.Glob(filepath.Join(h.photos, "*.jpg"))
	photos = slices.DeleteFunc(photos, func(path string) bool { return path == locked })
	data, err := os.ReadFile(photos[0])
	if err == nil {
		err = os.WriteFile(photos[0], append(data, "of another program"...), 0o644)
	}
	if err != nil {
		h.Fatal(err)
	}
	return photos[0]
}

// undoesTheRun undoes the only write from the history.
func (w *walk) undoesTheRun(before map[string][32]byte, changed string) {
	w.Helper()
	w.command("History")
	w.look("history")
	_, top, right := w.page()
	w.clickAt(right-40*w.unit(), top+20*w.unit())
	eventually(w.T, "all but the changed one are back", func() bool { return w.home.changedPhotos(before) == 1 })
	data, err := os.ReadFile(changed)
	if err != nil || string(data[len(data)-len("of another program"):]) != "of another program" {
		w.Errorf("what another program wrote is gone: %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(w.home.photos, "*.xmp")); len(left) > 0 {
		w.Errorf("sidecars are left: %v", left)
	}
}

// showsAProblem puts a file without a photo among the photos, and a sound one in its place.
func (w *walk) showsAProblem() {
	w.Helper()
	photos := w.home.peek().Photos
	broken := w.home.put("broken.jpg", nil)
	eventually(w.T, "the broken file is known", func() bool { return w.home.peek().Photos == photos+1 })
	w.command("Problems")
	w.look("problem")
	vectors := w.home.peek().Vectors
	if err := os.WriteFile(broken, makeJPEG(w.T, 77), 0o644); err != nil {
		w.Fatal(err)
	}
	eventually(w.T, "the sound photo is looked at", func() bool { return w.home.peek().Vectors == vectors+1 })
	w.look("solved")
}
