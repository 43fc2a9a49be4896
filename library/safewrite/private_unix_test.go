//go:build linux || darwin

package safewrite

import (
	"errors"
	"io/fs"
	"os"
	"testing"

	"golang.org/x/sys/unix"

	"catchlight/library/testphoto"
)

// A new sidecar is for those who may read the photo, and no others: neither by the mode nor while
// it is written. Its owner can always edit it.
func TestANewSidecarTakesThePhotosMode(t *testing.T) {
	defer unix.Umask(unix.Umask(0))
	for photo, want := range map[fs.FileMode]fs.FileMode{
		0o600: 0o600, 0o640: 0o640, 0o664: 0o664, 0o644: 0o644, 0o755: 0o644, 0o444: 0o644, 0o400: 0o600, 0o606: 0o606,
	} {
		path := photoFile(t, "a.jpg", testphoto.JPEG(t))
		if err := os.Chmod(path, photo); err != nil {
			t.Fatal(err)
		}
		c := write(t, path, adding("dog"), Options{To: SidecarFile})
		info, err := os.Stat(c.Files[0].Path)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("beside a photo of mode %o the sidecar has %v, want %o, %v", photo, info.Mode(), want, err)
		}
		again := write(t, path, adding("cat"), Options{To: SidecarFile})
		if info, err := os.Stat(again.Files[0].Path); err != nil || info.Mode().Perm() != want {
			t.Errorf("edited, it has %v, want %o, %v", info.Mode(), want, err)
		}
	}
}

// The temporary file is never one that somebody has put there before.
func TestTemporaryFilesAreNew(t *testing.T) {
	path := contestedFile(t, "a.jpg", testphoto.JPEG(t))
	c := prepared(t, path)
	elsewhere := path + " elsewhere"
	if err := os.Symlink(elsewhere, c.Files[0].Temp); err != nil {
		t.Skip(err)
	}
	if err := c.Commit(); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a link in the place of the temporary file is followed: %v", err)
	}
	if _, err := os.Lstat(elsewhere); err == nil {
		t.Error("the file that a link led to was made")
	}
}

// Root writes a sidecar for the photo's owner and group.
func TestANewSidecarTakesThePhotosOwner(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root may give files away")
	}
	path := photoFile(t, "a.jpg", testphoto.JPEG(t))
	if err := errors.Join(os.Chown(path, 12345, 12346), os.Chmod(path, 0o640)); err != nil {
		t.Fatal(err)
	}
	c := write(t, path, adding("dog"), Options{To: SidecarFile})
	var stat unix.Stat_t
	if err := unix.Stat(c.Files[0].Path, &stat); err != nil || stat.Uid != 12345 || stat.Gid != 12346 || stat.Mode&0o777 != 0o640 {
		t.Errorf("%d:%d %o, %v", stat.Uid, stat.Gid, stat.Mode, err)
	}
}
