package library

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// Compacting a library that is a link leaves one library, with the mode that it had.
func TestCompactFollowsTheLink(t *testing.T) {
	real, link := filepath.Join(t.TempDir(), "real.db"), filepath.Join(t.TempDir(), "library.db")
	closed(t, opened(t, real))
	if err := os.Chmod(real, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(real, link); err != nil {
		t.Skip(err)
	}
	l := opened(t, link)
	in := imported(t, l, photosIn(t, 3))
	if err := l.Compact(); err != nil {
		t.Fatal(err)
	}
	decide(t, l, Decision{Photo: in.Photos[0], Tag: "dog", Verdict: Typed})
	closed(t, l)
	if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link is a file now (%v)", err)
	}
	if info, err := os.Stat(real); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("the library: %v, %v", info, err)
	}
	if again := opened(t, real); len(again.Snapshot().Decisions(in.Photos[0])) != 1 {
		t.Error("what was decided after compacting is not in the library that the link leads to")
	}
}
