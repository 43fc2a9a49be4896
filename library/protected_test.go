package library

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"catchlight/library/safewrite"
)

// TestUndoLeavesWhatIsProtectedSince: files that were made read-only after a write stay as they are,
// the photo, its sidecar and a new one, and none of them alone goes back; the undo says why, and
// works once they may be changed again.
func TestUndoLeavesWhatIsProtectedSince(t *testing.T) {
	for name, c := range map[string]struct {
		to      safewrite.Destination
		beside  bool // a sidecar is there before
		protect string
	}{
		"photo":                         {safewrite.Auto, false, "p00000.jpg"},
		"photo with a sidecar":          {safewrite.Auto, true, "p00000.jpg"},
		"sidecar of a photo":            {safewrite.Auto, true, "p00000.jpg.xmp"},
		"sidecar that the write made":   {safewrite.SidecarFile, false, "p00000.jpg.xmp"},
		"sidecar that the write edited": {safewrite.SidecarFile, true, "p00000.jpg.xmp"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := photosIn(t, 1)
			l := newLibrary(t)
			imported(t, l, dir)
			if c.beside {
				wrote(t, l, addition("old"), WriteOptions{Options: safewrite.Options{To: safewrite.SidecarFile}})
			}
			before := hashes(t, dir)
			run, _ := wrote(t, l, addition("dog"), WriteOptions{Options: safewrite.Options{To: c.to}})
			after := hashes(t, dir)
			path := filepath.Join(dir, c.protect)
			if err := os.Chmod(path, 0o444); err != nil {
				t.Fatal(err)
			}
			for _, r := range reverted(t, l, run.ID, WriteOptions{RemoveOurs: true}) {
				if r.Restored || r.Err == nil || !strings.Contains(r.Err.Error(), "it is read-only: change that, and undo again") {
					t.Errorf("%+v", r)
				}
			}
			sameFiles(t, "protected", hashes(t, dir), after)
			if err := os.Chmod(path, 0o644); err != nil {
				t.Fatal(err)
			}
			reverted(t, l, run.ID, WriteOptions{})
			sameFiles(t, "undone", hashes(t, dir), before)
		})
	}
}
