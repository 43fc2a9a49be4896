package disk

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// sharedWithOne lets the owner and user 12345 read and write, by the mask, and nobody else.
var sharedWithOne = []byte{
	2, 0, 0, 0,
	1, 0, 6, 0, 0xFF, 0xFF, 0xFF, 0xFF, 2, 0, 6, 0, 0x39, 0x30, 0, 0,
	4, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 16, 0, 6, 0, 0xFF, 0xFF, 0xFF, 0xFF, 32, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF,
}

// A file that is replaced may be used by those who could use it before, and one that stands for it
// by no others: neither by a list that its folder gives to new files, nor by what a mode alone
// would say without the list.
func TestReplacedFilesKeepTheirAccess(t *testing.T) {
	for name, list := range map[string][]byte{"without a list": nil, "with one": sharedWithOne} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path, copied := filepath.Join(dir, "words.txt"), filepath.Join(dir, "copy.txt")
			if err := os.WriteFile(path, nil, 0o600); err != nil {
				t.Fatal(err)
			}
			if list != nil {
				if err := unix.Setxattr(path, accessList, list, 0); err != nil {
					t.Skip("no access lists here: ", err)
				}
			}
			if err := unix.Setxattr(dir, "system.posix_acl_default", sharedWithOne, 0); err != nil {
				t.Skip("no access lists here: ", err)
			}
			say := func(w io.Writer) error { _, err := w.Write([]byte("dog")); return err }
			if err := errors.Join(Replace(path, say), ReplaceLike(copied, path, say)); err != nil {
				t.Fatal(err)
			}
			for _, file := range []string{path, copied} {
				if now, err := attribute(file, accessList); string(now) != string(list) || list == nil && !errors.Is(err, unix.ENODATA) {
					t.Errorf("%s: %x, %v; want %x", filepath.Base(file), now, err, list)
				}
			}
		})
	}
}

// Who acts for all users takes no file away from its owner.
func TestReplacedFilesKeepTheirOwner(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root may give files away")
	}
	path := filepath.Join(t.TempDir(), "words.txt")
	if err := errors.Join(os.WriteFile(path, nil, 0o600), os.Chown(path, 12345, 12346)); err != nil {
		t.Fatal(err)
	}
	if err := Replace(path, func(w io.Writer) error { _, err := w.Write([]byte("dog")); return err }); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if s := info.Sys().(*syscall.Stat_t); s.Uid != 12345 || s.Gid != 12346 || info.Mode().Perm() != 0o600 {
		t.Errorf("%d:%d %v", s.Uid, s.Gid, info.Mode())
	}
}
