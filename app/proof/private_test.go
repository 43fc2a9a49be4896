package proof

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"catchlight/library/testphoto"
)

// creation is an openat that makes a file: its path and mode.
var creation = regexp.MustCompile(`openat\(AT_FDCWD, "([^"]*)", [^,]*O_CREAT[^,]*O_EXCL[^,]*, (0\d+)\)`)

// TestPrivateStaysPrivate works on photos and a library that only their owner may read, under a
// umask that hides nothing. At no moment is there a file for them that others may read: no
// temporary file, sidecar, settings, copy or export.
func TestPrivateStaysPrivate(t *testing.T) {
	testphoto.Needs(t, "strace")
	s := newScene(t)
	s.put(map[string][]byte{"photo.jpg": readAll(t, freePhoto(t)), "edited.jpg": readAll(t, freePhoto(t)), "edited.jpg.xmp": sidecarOf("before")})
	s.must([]int{0}, "library", "info")
	restrict(t, s.root)
	export := filepath.Join(s.root, "export.json")
	s.staysPrivate(t, "keywords", "add", "--keyword", "PROBE", s.photos)
	s.staysPrivate(t, "keywords", "add", "--keyword", "aside", "--to", "sidecar", s.photos)
	s.staysPrivate(t, "undo", "--last")
	s.staysPrivate(t, "keywords", "add", "--keyword", "aside", "--to", "sidecar", s.photos)
	s.staysPrivate(t, "library", "export", export)
	otherSettings(t, export)
	s.staysPrivate(t, "library", "import", export)
	s.staysPrivate(t, "library", "compact")
	for _, name := range []string{"photo.jpg.xmp", "edited.jpg.xmp"} {
		readAll(t, filepath.Join(s.photos, name))
	}
	readAll(t, filepath.Join(s.dir, "settings.json"))
	if copies, _ := filepath.Glob(filepath.Join(s.dir, "backups", "*.db")); len(copies) == 0 {
		t.Error("no copy of the library was made: the trial proves less")
	}
}

// staysPrivate runs the program and looks at every file that it makes and leaves.
func (s *scene) staysPrivate(t *testing.T, args ...string) {
	t.Helper()
	trace := filepath.Join(t.TempDir(), "trace")
	open := []string{"sh", "-c", `umask 000; exec "$@"`, "sh", "strace", "-f", "-qq", "-o", trace, "-e", "trace=openat"}
	if out, err := s.home.command(open, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %v: %s", args, err, out)
	}
	for _, made := range creation.FindAllStringSubmatch(string(readAll(t, trace)), -1) {
		mode, _ := strconv.ParseUint(made[2], 8, 32)
		if strings.HasPrefix(made[1], s.root) && mode&0o077 != 0 {
			t.Errorf("%v makes %s with mode %o", args, made[1], mode)
		}
	}
	eachFile(t, s.root, func(path string, mode fs.FileMode) {
		if mode&0o077 != 0 {
			t.Errorf("after %v %s has mode %o", args, path, mode)
		}
	})
}

func restrict(t *testing.T, root string) {
	t.Helper()
	eachFile(t, root, func(path string, _ fs.FileMode) {
		if err := os.Chmod(path, 0o600); err != nil {
			t.Fatal(err)
		}
	})
}

func eachFile(t *testing.T, root string, each func(path string, mode fs.FileMode)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			each(path, info.Mode().Perm())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
