package safewrite

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"catchlight/library/keywords"
	"catchlight/library/testphoto"
)

// TestWhatIsBeingWrittenStays: a file that a program has open to write, as while it copies a photo
// into a folder and waits for the rest, is not replaced, and what it writes then is there: it would
// go into a file that has no name any more. Once it is closed, all can be done.
func TestWhatIsBeingWrittenStays(t *testing.T) {
	none := func(*testing.T, string) {}
	written := func(t *testing.T, path string) {
		if err := prepared(t, path).Commit(); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		photo, file string // that is written, and that is open
		before      func(t *testing.T, path string)
		undo        bool
	}{
		"a photo":                   {"a.jpg", "a.jpg", none, false},
		"its sidecar":               {"a.png", "a.png.xmp", written, false},
		"the undo of a photo":       {"a.jpg", "a.jpg", none, true},
		"the undo of a sidecar":     {"a.png", "a.png.xmp", written, true},
		"the undo of a new sidecar": {"a.png", "a.png.xmp", none, true},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path, file := filepath.Join(dir, c.photo), filepath.Join(dir, c.file)
			writeFile(t, path, map[string][]byte{"a.jpg": testphoto.JPEG(t), "a.png": testphoto.PNG()}[c.photo])
			c.before(t, path)
			change := planned(t, path, keywords.Edit{Add: []string{"another"}})
			do := change.Commit
			if c.undo {
				if err := change.Commit(); err != nil {
					t.Fatal(err)
				}
				do = func() error { _, err := Revert(change.Files[0], Options{}); return err }
			}
			held := readFile(t, file)
			open, err := os.OpenFile(file, os.O_WRONLY|os.O_APPEND, 0)
			if err != nil {
				t.Fatal(err)
			}
			if err := do(); !errors.Is(err, syscall.EBUSY) || !strings.Contains(err.Error(), c.file) {
				t.Errorf("it says %v", err)
			}
			if _, err := open.WriteString("the rest"); err != nil {
				t.Fatal(err)
			}
			if err := open.Close(); err != nil {
				t.Fatal(err)
			}
			if got := readFile(t, file); string(got) != string(held)+"the rest" {
				t.Errorf("of %d bytes and the rest %d are there", len(held), len(got))
			}
			if entries, _ := os.ReadDir(dir); len(entries) > 2 {
				t.Errorf("left over: %v", entries)
			}
		})
	}
}
