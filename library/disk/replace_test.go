package disk

import (
	"errors"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func replaced(t *testing.T, path, like, content string) {
	t.Helper()
	err := ReplaceLike(path, like, func(w io.Writer) error { _, err := io.WriteString(w, content); return err })
	if err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != content {
		t.Fatalf("%s holds %q, %v", path, data, err)
	}
}

func modeOf(t *testing.T, path string) fs.FileMode {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode().Perm()
}

// What replaces a file keeps its mode, what is new obeys the umask, and nothing is readable by more
// people than what it stands for, at no moment of its making.
func TestReplacedFilesKeepTheirMode(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows knows no such modes")
	}
	dir := t.TempDir()
	usual := filepath.Join(dir, "usual")
	made, err := os.OpenFile(usual, os.O_CREATE, 0o666)
	if err != nil || made.Close() != nil {
		t.Fatal(err)
	}
	private := filepath.Join(dir, "private.db")
	writeMode(t, private, 0o600)
	for name, s := range map[string]struct {
		was  fs.FileMode // 0: not there
		like string
		want fs.FileMode
	}{
		"new":                         {0, "", modeOf(t, usual)},
		"new, for a private one":      {0, private, 0o600},
		"new, for one that is gone":   {0, filepath.Join(dir, "gone"), modeOf(t, usual)},
		"private":                     {0o600, "", 0o600},
		"shared":                      {0o664, "", 0o664},
		"private, for a usual one":    {0o600, usual, 0o600},
		"read-only for everyone else": {0o644, private, 0o644},
	} {
		path := filepath.Join(dir, "file of "+name)
		if s.was != 0 {
			writeMode(t, path, s.was)
		}
		err := ReplaceLike(path, s.like, func(w io.Writer) error {
			if now := modeOf(t, w.(*os.File).Name()); now&^s.want != 0 || now&0o077 != 0 && s.was != 0 {
				t.Errorf("%s: while it is written its mode is %o", name, now)
			}
			return nil
		})
		if now := modeOf(t, path); err != nil || now != s.want {
			t.Errorf("%s: mode %o, want %o, %v", name, now, s.want, err)
		}
	}
}

func writeMode(t *testing.T, path string, mode fs.FileMode) {
	t.Helper()
	putFile(t, path, []byte("old"))
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}

// A link stays a link: the file that it leads to is replaced, also where that is not there yet.
func TestReplaceFollowsLinks(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	for name, there := range map[string]bool{"there": true, "not there yet": false} {
		target, link := filepath.Join(elsewhere, name), filepath.Join(dir, name)
		if there {
			putFile(t, target, []byte("old"))
		}
		if err := errors.Join(os.Symlink(target, link+" directly"), os.Symlink(filepath.Base(link)+" directly", link)); err != nil {
			t.Skip(err)
		}
		replaced(t, link, "", "new")
		if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 {
			t.Errorf("%s: the link is a file now (%v)", name, err)
		}
		if data, _ := os.ReadFile(target); string(data) != "new" {
			t.Errorf("%s: the target holds %q", name, data)
		}
	}
	loop := filepath.Join(dir, "loop")
	if err := os.Symlink(loop, loop); err != nil {
		t.Fatal(err)
	}
	if err := Replace(loop, func(io.Writer) error { return nil }); err == nil {
		t.Error("a link to itself is followed")
	}
}

// A failed replacement leaves the old file, and nothing beside it; one that was cut short is swept
// at the next start.
func TestReplacementsThatFail(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	putFile(t, path, []byte("old"))
	if err := Replace(path, func(io.Writer) error { return fs.ErrInvalid }); !errors.Is(err, fs.ErrInvalid) {
		t.Error(err)
	}
	if data, _ := os.ReadFile(path); string(data) != "old" || len(namesIn(t, path)) != 1 {
		t.Errorf("%q, beside it %q", data, namesIn(t, path))
	}
	beside := filepath.Dir(path)
	putFile(t, filepath.Join(beside, tempName(path, "ABC")), nil)
	putFile(t, filepath.Join(beside, ".library.db-2.db-ABC.tmp"), nil) // of another library
	SweepBeside(path)
	if names := namesIn(t, path); !slices.Equal(names, []string{".library.db-2.db-ABC.tmp", "library.db"}) {
		t.Errorf("left %q", names)
	}
}

// namesIn lists the folder of path.
func namesIn(t *testing.T, path string) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

func putFile(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestReplaceTakesNoDevice: a folder, a socket, a device and a link to one are nothing that a file
// takes the place of, whoever asks for it, and nothing is left beside them.
func TestReplaceTakesNoDevice(t *testing.T) {
	dir := t.TempDir()
	folder, socket, link := filepath.Join(dir, "folder"), filepath.Join(dir, "socket"), filepath.Join(dir, "link")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("unix", socket)
	if err != nil {
		t.Skip("no such sockets here:", err)
	}
	defer listener.Close()
	if err := os.Symlink(socket, link); err != nil {
		t.Skip("no links here:", err)
	}
	before := namesIn(t, folder)
	for _, path := range []string{folder, socket, link} {
		err := Replace(path, func(w io.Writer) error { _, err := io.WriteString(w, "words"); return err })
		if !errors.Is(err, ErrNotRegular) {
			t.Errorf("%s: %v", path, err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().IsRegular() {
			t.Errorf("%s is a file now: %v", path, err)
		}
	}
	if after := namesIn(t, folder); !slices.Equal(after, before) {
		t.Errorf("%q, before %q", after, before)
	}
}

// TestReplaceNamesTheFile: what goes wrong is about the file that is replaced, not about the one that
// stands in for it meanwhile.
func TestReplaceNamesTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "table.csv")
	err := ReplaceNamed(path, "", func(file *os.File) error {
		return &fs.PathError{Op: "write", Path: file.Name(), Err: errors.New("no space left")}
	})
	missing := Replace(filepath.Join(path, "no", "table.csv"), func(io.Writer) error { return nil })
	for _, err := range []error{err, missing} {
		if err == nil || !strings.Contains(err.Error(), "table.csv: no") || strings.Contains(err.Error(), ".tmp") {
			t.Errorf("%v", err)
		}
	}
}

// Whatever path a file of ours is given, it takes no photo's place: neither under the photo's name,
// nor by a link to it.
func TestNothingTakesThePlaceOfAPhoto(t *testing.T) {
	dir := t.TempDir()
	say := func(w io.Writer) error { _, err := w.Write([]byte("{}")); return err }
	for _, name := range []string{"a.jpg", "B.TIFF", "c.CR2", "d.heic", "e.mp4", "a.jpg.xmp", "f.XMP", "new.jpg"} {
		path, link := filepath.Join(dir, name), filepath.Join(dir, name+" link")
		if !strings.HasPrefix(name, "new") {
			if err := os.WriteFile(path, []byte("irreplaceable"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Symlink(path, link); err != nil {
			link = path
		}
		for _, at := range []string{path, link} {
			for _, err := range []error{Replace(at, say), ReplaceLike(at, path, say)} {
				if !errors.Is(err, ErrPhotoName) || !strings.Contains(err.Error(), name) {
					t.Errorf("%s: %v", filepath.Base(at), err)
				}
			}
		}
		if data, err := os.ReadFile(path); err == nil && string(data) != "irreplaceable" {
			t.Errorf("%s holds %q", name, data)
		}
	}
	for _, name := range []string{"export.json", "list.txt", "library.db", "jpg", "report.html"} {
		if err := Replace(filepath.Join(dir, name), say); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
