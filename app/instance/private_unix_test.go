//go:build !windows

package instance

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestOnlyAFolderOfOnesOwnIsPrivate: a folder that another user may have prepared is refused,
// whatever it is.
func TestOnlyAFolderOfOnesOwnIsPrivate(t *testing.T) {
	for _, c := range []struct {
		name    string
		prepare func(folder string) error
		refused bool
	}{
		{"missing", func(string) error { return nil }, false},
		{"one's own", func(f string) error { return os.Mkdir(f, 0o700) }, false},
		{"readable by others", func(f string) error { return os.Mkdir(f, 0o755) }, true},
		{"writable by others", func(f string) error { return errors.Join(os.Mkdir(f, 0o700), os.Chmod(f, 0o777)) }, true},
		{"a link", func(f string) error { return errors.Join(os.Mkdir(f+"-target", 0o700), os.Symlink(f+"-target", f)) }, true},
		{"a file", func(f string) error { return os.WriteFile(f, nil, 0o600) }, true},
		{"another user's", func(f string) error {
			if os.Geteuid() != 0 {
				return os.Mkdir(f, 0o755)
			}
			return errors.Join(os.Mkdir(f, 0o700), os.Chown(f, 12345, 12345))
		}, true},
	} {
		folder := filepath.Join(t.TempDir(), "f")
		if err := c.prepare(folder); err != nil {
			t.Fatal(err)
		}
		if err := makePrivate(folder); (err != nil) != c.refused {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestAnotherPlaceWithoutARuntimeFolder: each place that is not the user's alone is passed over for
// the next, whatever the umask.
func TestAnotherPlaceWithoutARuntimeFolder(t *testing.T) {
	old := syscall.Umask(0)
	defer syscall.Umask(old)
	base := t.TempDir()
	places := []string{filepath.Join(base, "none", "catchlight"), filepath.Join(base, "shared"), filepath.Join(base, "run")}
	if err := os.Mkdir(places[1], 0o777); err != nil {
		t.Fatal(err)
	}
	got, err := firstPrivate(places)
	if err != nil || got != places[2] {
		t.Fatalf("%s, %v", got, err)
	}
	if info, err := os.Stat(got); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if _, err := firstPrivate(places[:2]); !errors.Is(err, errShared) {
		t.Errorf("no place is left: %v", err)
	}
}
