package metadata

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"testing"
)

func prepared(t testing.TB, path string) *Change {
	t.Helper()
	c, err := Prepare(path, add("dog"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Another program writes the photo between Prepare and Commit: its bytes survive, whether it wrote in place or
// renamed over it, even with the same size and time.
func TestAnotherProgramWritesMeanwhile(t *testing.T) {
	picture := testPicture(t)
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
		path := photoFile(t, "a.jpg", picture)
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
	path := photoFile(t, "a.jpg", testPicture(t))
	c := prepared(t, path)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := c.Commit(); err == nil || len(folder(t, path)) > 0 {
		t.Errorf("%v, left %q", err, folder(t, path))
	}
	path = photoFile(t, "a.jpg", testPicture(t))
	c = write(t, path, add("dog"), Options{})
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := Revert(c.Files[0], Options{}); !errors.Is(err, ErrMissing) {
		t.Errorf("reverting: %v", err)
	}
	if state, err := Inspect(c.Files[0]); state != StateMissing || err != nil {
		t.Errorf("inspecting: %v, %v", state, err)
	}
}

// A sidecar that another program creates meanwhile is not written over.
func TestASidecarAppearsMeanwhile(t *testing.T) {
	path := photoFile(t, "a.nef", testTIFF())
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
	picture, theirs := testPicture(t), []byte(rdf(description("")))
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
	picture := testPicture(t)
	target := photoFile(t, "target.jpg", picture)
	link := filepath.Join(t.TempDir(), "link.jpg")
	if err := os.Symlink(target, link); err != nil {
		t.Skip(err)
	}
	c := write(t, link, add("dog"), Options{})
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
	path := photoFile(t, "a.jpg", testPicture(t))
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

// What an ended program can leave behind, and what recovery makes of it.
func TestInspect(t *testing.T) {
	picture, foreign := testPicture(t), []byte("another program's version")
	path := photoFile(t, "a.jpg", picture)
	c := prepared(t, path)
	fc := stored(t, c)[0]
	after := c.Files[0].data.joined()
	for name, s := range map[string]struct {
		file, temp []byte
		want       FileState
		left       []byte
	}{
		"nothing happened":           {picture, nil, StateOld, picture},
		"temp begun":                 {picture, []byte{}, StateOld, picture},
		"temp half written":          {picture, after[:len(after)/2], StateOld, picture},
		"temp written":               {picture, after, StateOld, picture},
		"exchanged":                  {after, picture, StateNew, after},
		"done":                       {after, nil, StateNew, after},
		"revert half written":        {after, picture[:len(picture)/2], StateNew, after},
		"revert exchanged":           {picture, after, StateOld, picture},
		"written by another since":   {foreign, nil, StateForeign, foreign},
		"exchanged with a newer one": {after, foreign, StateForeign, foreign},
	} {
		writeFile(t, path, s.file)
		if s.temp != nil {
			writeFile(t, fc.Temp, s.temp)
		}
		if state, err := Inspect(fc); state != s.want || err != nil {
			t.Errorf("%s: %v, %v", name, state, err)
		}
		if !bytes.Equal(readFile(t, path), s.left) || len(folder(t, path)) != 1 {
			t.Errorf("%s: left %q", name, folder(t, path))
		}
		os.Remove(fc.Temp)
	}
	writeFile(t, path, foreign)
	writeFile(t, fc.Temp, []byte("not ours"))
	if _, err := Inspect(fc); err != nil || len(folder(t, path)) != 2 {
		t.Error("a temporary file that is not proven ours is removed")
	}
}

func TestInspectCreated(t *testing.T) {
	path := photoFile(t, "a.nef", testTIFF())
	c := prepared(t, path)
	fc := stored(t, c)[0]
	writeFile(t, fc.Temp, c.Files[0].data.joined()[:9])
	if state, err := Inspect(fc); state != StateOld || err != nil || len(folder(t, path)) != 1 {
		t.Errorf("%v, %v, left %q", state, err, folder(t, path))
	}
	if err := c.Commit(); err != nil {
		t.Fatal(err)
	}
	if state, err := Inspect(fc); state != StateNew || err != nil {
		t.Errorf("%v, %v", state, err)
	}
}

// A photo that was moved is reverted where it is now.
func TestRevertAt(t *testing.T) {
	picture := testPicture(t)
	path := photoFile(t, "a.jpg", picture)
	fc := stored(t, write(t, path, add("dog"), Options{}))[0]
	moved := filepath.Join(t.TempDir(), "moved.jpg")
	if err := os.Rename(path, moved); err != nil {
		t.Fatal(err)
	}
	if err := RevertAt(fc, moved, Options{}); err != nil || !bytes.Equal(readFile(t, moved), picture) {
		t.Error(err)
	}
	if !reflect.DeepEqual(folder(t, moved), []string{"moved.jpg"}) {
		t.Errorf("left %q", folder(t, moved))
	}
}

// Where files cannot be exchanged, the new one is renamed over the old one, after a look at its content.
func TestSwapBlind(t *testing.T) {
	path := photoFile(t, "a.jpg", testPicture(t))
	fc := prepared(t, path).Files[0]
	w := replacement{path: fc.Path, temp: fc.Temp, old: fc.source, data: fc.data}
	if _, err := w.writeTemp(); err != nil {
		t.Fatal(err)
	}
	if err := w.swapBlind(); err != nil || !bytes.Equal(readFile(t, path), fc.data.joined()) {
		t.Error(err)
	}
	if err := w.swapBlind(); !errors.Is(err, ErrChanged) {
		t.Errorf("over another file: %v", err)
	}
}
