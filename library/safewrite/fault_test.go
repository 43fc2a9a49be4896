package safewrite

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"testing"
	"time"

	"catchlight/library/testphoto"
)

func prepared(t testing.TB, path string) *Change {
	t.Helper()
	c, err := Prepare(path, adding("dog"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Another program writes the photo between Prepare and Commit: its bytes survive, whether it wrote
// in place or renamed over it, even with the same size and time.
func TestAnotherProgramWritesMeanwhile(t *testing.T) {
	picture := testphoto.JPEG(t)
	other := bytes.Clone(picture)
	other[len(other)-3] ^= 1
	for name, interfere := range map[string]func(path string) error{
		"in place": func(path string) error { return os.WriteFile(path, other, 0o644) },
		"in place, same time": func(path string) error {
			info, err := os.Stat(path)
			return errors.Join(err, os.WriteFile(path, other, 0o644), os.Chtimes(path, info.ModTime(), info.ModTime()))
		},
		"by rename": func(path string) error {
			return errors.Join(os.WriteFile(path+".new", other, 0o644), os.Rename(path+".new", path))
		},
	} {
		path := contestedFile(t, "a.jpg", picture)
		c := prepared(t, path)
		if err := interfere(path); err != nil {
			t.Fatal(err)
		}
		if err := c.Commit(); !errors.Is(err, ErrChanged) {
			t.Errorf("%s: %v", name, err)
		}
		if !bytes.Equal(readFile(t, path), other) || !slices.Equal(folder(t, path), []string{"a.jpg"}) {
			t.Errorf("%s: the other program's bytes are gone, or something is left: %q", name, folder(t, path))
		}
	}
}

func TestTheFileVanishesMeanwhile(t *testing.T) {
	path := contestedFile(t, "a.jpg", testphoto.JPEG(t))
	c := prepared(t, path)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := c.Commit(); err == nil || len(folder(t, path)) > 0 {
		t.Errorf("%v, left %q", err, folder(t, path))
	}
	path = contestedFile(t, "a.jpg", testphoto.JPEG(t))
	c = write(t, path, adding("dog"), Options{})
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, err := Revert(c.Files[0], Options{}); !errors.Is(err, ErrMissing) {
		t.Errorf("reverting: %v", err)
	}
	if found, err := Inspect(c.Files[0]); found.State != StateMissing || err != nil {
		t.Errorf("inspecting: %+v, %v", found, err)
	}
}

// A sidecar that another program creates meanwhile is not written over.
func TestASidecarAppearsMeanwhile(t *testing.T) {
	path := photoFile(t, "a.nef", testphoto.TIFF())
	c := prepared(t, path)
	sidecar := filepath.Join(filepath.Dir(path), "a.xmp")
	writeFile(t, sidecar, []byte("theirs"))
	if err := c.Commit(); !errors.Is(err, ErrChanged) {
		t.Error(err)
	}
	if string(readFile(t, sidecar)) != "theirs" || len(folder(t, path)) != 2 {
		t.Errorf("left %q", folder(t, path))
	}
}

// When the second file of a change cannot be written, the first is put back.
func TestAChangeIsAllOrNothing(t *testing.T) {
	picture, theirs := testphoto.JPEG(t), []byte(testphoto.Packet(testphoto.Description("")))
	path := photoFile(t, "a.jpg", picture)
	writeFile(t, path+".xmp", theirs)
	c := prepared(t, path)
	if len(c.Files) != 2 {
		t.Fatalf("%d files", len(c.Files))
	}
	writeFile(t, path+".xmp", append(theirs, '\n'))
	if err := c.Commit(); !errors.Is(err, ErrChanged) {
		t.Error(err)
	}
	if !bytes.Equal(readFile(t, path), picture) || len(folder(t, path)) != 2 {
		t.Errorf("left %q", folder(t, path))
	}
}

func TestLinks(t *testing.T) {
	picture := testphoto.JPEG(t)
	target := photoFile(t, "target.jpg", picture)
	link := filepath.Join(t.TempDir(), "link.jpg")
	if err := os.Symlink(target, link); err != nil {
		t.Skip(err)
	}
	c := write(t, link, adding("dog"), Options{})
	if info, _ := os.Lstat(link); info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link is a file now")
	}
	if real, _ := filepath.EvalSymlinks(target); c.Files[0].Path != real || bytes.Equal(readFile(t, target), picture) {
		t.Errorf("wrote %s", c.Files[0].Path)
	}
}

// A folder that nothing can be written to gives an error that names the photo, and nothing is left.
func TestFolderWithoutWritePermission(t *testing.T) {
	if os.Geteuid() == 0 || runtime.GOOS == "windows" {
		t.Skip("root may write everywhere; Windows has no such mode")
	}
	path := photoFile(t, "a.jpg", testphoto.JPEG(t))
	c := prepared(t, path)
	dir := filepath.Dir(path)
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(dir, 0o755)
	if err := c.Commit(); !errors.Is(err, os.ErrPermission) {
		t.Error(err)
	}
}

// A photo that was moved is reverted where it is now.
func TestRevertWhereItIsNow(t *testing.T) {
	picture := testphoto.JPEG(t)
	path := contestedFile(t, "a.jpg", picture)
	fc := stored(t, write(t, path, adding("dog"), Options{}))[0]
	moved := filepath.Join(t.TempDir(), "moved.jpg")
	if err := os.Rename(path, moved); err != nil {
		t.Fatal(err)
	}
	r, err := PrepareRevert(fc, moved)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Commit(Options{}); err != nil || !bytes.Equal(readFile(t, moved), picture) {
		t.Error(err)
	}
	if !reflect.DeepEqual(folder(t, moved), []string{"moved.jpg"}) {
		t.Errorf("left %q", folder(t, moved))
	}
}

// What another program writes between the reading of a file and its undo survives, also where that
// program puts the old time back and the size has not changed.
func TestRevertOfWhatHasChangedSinceItWasRead(t *testing.T) {
	for _, name := range []string{"a.jpg", "a.cr2"} {
		path := photoFile(t, name, map[string][]byte{"a.jpg": testphoto.JPEG(t), "a.cr2": testphoto.TIFF()}[name])
		fc := stored(t, write(t, path, adding("dog"), Options{}))[0]
		r, err := PrepareRevert(fc, fc.Path)
		if err != nil || r.State != StateNew {
			t.Fatalf("%s: %v, %v", name, r, err)
		}
		info, err := os.Stat(fc.Path)
		if err != nil {
			t.Fatal(err)
		}
		theirs := readFile(t, fc.Path)
		theirs[len(theirs)-1] ^= 0xff
		if err := os.WriteFile(fc.Path, theirs, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(fc.Path, time.Time{}, info.ModTime()); err != nil {
			t.Fatal(err)
		}
		if _, err := r.Commit(Options{}); !errors.Is(err, ErrChanged) {
			t.Errorf("%s: undone over another program's version: %v", name, err)
		}
		if !bytes.Equal(readFile(t, fc.Path), theirs) {
			t.Errorf("%s: another program's version is gone", name)
		}
	}
}

// Where files cannot be exchanged, the new one is renamed over the old one, after a look at its
// content.
func TestSwapBlind(t *testing.T) {
	path := photoFile(t, "a.jpg", testphoto.JPEG(t))
	fc := prepared(t, path).Files[0]
	w := replacement{path: fc.Path, temp: fc.Temp, old: fc.source, data: fc.data}
	if _, err := w.writeTemp(); err != nil {
		t.Fatal(err)
	}
	if err := w.swapBlind(); err != nil || !bytes.Equal(readFile(t, path), fc.data.Joined()) {
		t.Error(err)
	}
	if err := w.swapBlind(); !errors.Is(err, ErrChanged) {
		t.Errorf("over another file: %v", err)
	}
}
