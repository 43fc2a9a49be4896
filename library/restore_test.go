package library

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"catchlight/library/disk"
)

// TestLostLibrary: no library begins anew in silence where copies of one are.
func TestLostLibrary(t *testing.T) {
	for what, lose := range map[string]func(path string) error{
		"missing": os.Remove,
		"empty":   func(path string) error { return os.Truncate(path, 0) },
	} {
		t.Run(what, func(t *testing.T) {
			l := newLibrary(t)
			imported(t, l, photosIn(t, 3))
			copy, err := l.BackUp(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			path := l.Path()
			closed(t, l)
			if err := lose(path); err != nil {
				t.Fatal(err)
			}
			if _, err := Open(path); !errors.Is(err, ErrLost) || !strings.Contains(err.Error(), "library restore") || !strings.Contains(err.Error(), "--anew") {
				t.Fatalf("%v", err)
			}
			if disk.Size(path) > 0 {
				t.Error("something was begun")
			}
			if taken, err := Restore(path, ""); err != nil || taken != copy {
				t.Fatalf("%q, %v", taken, err)
			}
			l = opened(t, path)
			if len(l.Snapshot().Photos()) != 3 {
				t.Errorf("%d photos", len(l.Snapshot().Photos()))
			}
			closed(t, l)
			if err := lose(path); err != nil {
				t.Fatal(err)
			}
			if err := Create(path); err != nil {
				t.Fatal(err)
			}
			if l := opened(t, path); len(l.Snapshot().Photos()) != 0 || len(l.backups()) != 1 {
				t.Errorf("%d photos, %q", len(l.Snapshot().Photos()), l.backups())
			}
		})
	}
}

// TestRestoreRefuses: a copy that is not sound, one that is not there, a library that is open, and
// to make one over another.
func TestRestoreRefuses(t *testing.T) {
	l := newLibrary(t)
	imported(t, l, photosIn(t, 3))
	path := l.Path()
	if _, err := Restore(path, ""); !errors.Is(err, ErrLocked) {
		t.Errorf("while it is open: %v", err)
	}
	copy, err := l.BackUp(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	closed(t, l)
	before, _ := os.ReadFile(path)
	broken := slices.Clone(before)
	clear(broken[2*os.Getpagesize():])
	bad := copy // the newest, which is not sound
	copy = filepath.Join(filepath.Dir(bad), "library-20260101-000000.db")
	if err := os.Rename(bad, copy); err != nil {
		t.Fatal(err)
	}
	write(t, bad, broken)
	other := filepath.Join(t.TempDir(), "backups", filepath.Base(copy)) // of another library
	write(t, other, before)
	for _, from := range []string{bad, copy + "x", filepath.Dir(copy), other} {
		if _, err := Restore(path, from); err == nil {
			t.Errorf("%s was put back", from)
		}
	}
	if after, _ := os.ReadFile(path); string(after) != string(before) || Create(path) == nil {
		t.Error("the library was replaced")
	}
	if taken, err := Restore(path, ""); err != nil || taken != copy {
		t.Errorf("the newest is not sound: %q, %v", taken, err)
	}
	copies, err := Copies(path)
	stands := map[string]int{}
	for _, c := range copies {
		stands[fmt.Sprintf("sound %v, of what was replaced %v", c.Err == nil, c.Spare)]++
	}
	want := map[string]int{"sound true, of what was replaced false": 1, "sound true, of what was replaced true": 1, "sound false, of what was replaced false": 1}
	if err != nil || !maps.Equal(stands, want) {
		t.Errorf("%+v, %v", copies, err)
	}
}

func TestIsBackup(t *testing.T) {
	for path, want := range map[string]bool{
		"/x/backups/library-20260102-030405.db": true, "/x/backups/library-20260102-030405-format1.db": true,
		"/x/backups/my-lib-20260102-030405.db": true, "/x/backups/library.db": false, "/x/library-20260102-030405.db": false,
	} {
		if IsBackup(filepath.FromSlash(path)) != want {
			t.Errorf("%s: %v", path, !want)
		}
	}
}

// TestPrivateLibraryStaysPrivate: whatever is made of a library that others may not read, or
// replaces it, they may not read either; and a link to it stays one.
func TestPrivateLibraryStaysPrivate(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("files have no modes there")
	}
	real, dir := filepath.Join(t.TempDir(), "real.db"), t.TempDir()
	if err := Create(real); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "library.db")
	if err := errors.Join(os.Chmod(real, 0o600), os.Symlink(real, path)); err != nil {
		t.Fatal(err)
	}
	private := func(after string) {
		t.Helper()
		if target, err := os.Readlink(path); err != nil || target != real {
			t.Errorf("%s: the link is %q, %v", after, target, err)
		}
		files, _ := filepath.Glob(filepath.Join(dir, "*"))
		copies, _ := filepath.Glob(filepath.Join(dir, "backups", "*"))
		for _, file := range append(append(files, copies...), real) {
			if info, err := os.Stat(file); err != nil || !info.IsDir() && info.Mode().Perm() != 0o600 {
				t.Errorf("%s: %s: %v, %v", after, file, info.Mode(), err)
			}
		}
	}
	l := opened(t, path)
	imported(t, l, photosIn(t, 3))
	if err := errors.Join(l.SetSettings(Settings{Look: "dark"}), l.Compact()); err != nil {
		t.Fatal(err)
	}
	private("settings, compaction")
	copy, err := l.BackUp(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	private("copy")
	closed(t, l)
	if _, err := Restore(path, copy); err != nil {
		t.Fatal(err)
	}
	private("a copy put back")
	if _, err := RepairFile(path); err != nil {
		t.Fatal(err)
	}
	private("repair")
	if l := opened(t, path); len(l.Snapshot().Photos()) != 3 {
		t.Errorf("%d photos", len(l.Snapshot().Photos()))
	}
}
