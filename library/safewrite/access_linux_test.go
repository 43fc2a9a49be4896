package safewrite

import (
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"catchlight/library/testphoto"
)

// accessList is a POSIX access list: the owner, user 12345, the group, the mask and all others may
// do so much.
func accessList(owner, user, group, mask, others uint16) []byte {
	const nobody = 0xFFFFFFFF
	list := []byte{2, 0, 0, 0}
	for _, e := range []struct {
		kind, may uint16
		id        uint32
	}{{1, owner, nobody}, {2, user, 12345}, {4, group, nobody}, {16, mask, nobody}, {32, others, nobody}} {
		list = binary.LittleEndian.AppendUint16(list, e.kind)
		list = binary.LittleEndian.AppendUint16(list, e.may)
		list = binary.LittleEndian.AppendUint32(list, e.id)
	}
	return list
}

// access is what a file says of who may use it.
func access(t *testing.T, path string) (mode fs.FileMode, list string) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	value := make([]byte, 256)
	n, err := unix.Getxattr(path, "system.posix_acl_access", value)
	if err != nil && !errors.Is(err, unix.ENODATA) {
		t.Fatal(err)
	}
	return info.Mode(), string(value[:max(n, 0)])
}

// Whatever a folder lets others do with files that are made in it: a photo that is written or put
// back may be used by those who could use it before, and its sidecar by those who may use the
// photo.
func TestAccessListsStayAsTheyAre(t *testing.T) {
	shared := accessList(7, 7, 5, 7, 5)
	for name, list := range map[string][]byte{
		"a photo of its owner's alone":     nil,
		"a photo with a list":              accessList(6, 4, 0, 4, 0),
		"a list that gives its group less": accessList(6, 6, 4, 6, 0),
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "a.jpg")
			writeFile(t, path, testphoto.JPEG(t))
			if err := os.Chmod(path, 0o600); err != nil {
				t.Fatal(err)
			}
			if list != nil {
				if err := unix.Setxattr(path, "system.posix_acl_access", list, 0); err != nil {
					t.Skip("no access lists here: ", err)
				}
			}
			if err := unix.Setxattr(dir, "system.posix_acl_default", shared, 0); err != nil {
				t.Skip("no access lists here: ", err)
			}
			mode, before := access(t, path)
			same := func(what, path string) {
				t.Helper()
				if m, now := access(t, path); m != mode || now != before {
					t.Errorf("%s: %v %x, want %v %x", what, m, now, mode, before)
				}
			}
			change := write(t, path, adding("dog"), Options{})
			same("written", path)
			beside := write(t, path, adding("cat"), Options{To: SidecarFile})
			same("the new sidecar", beside.Files[0].Path)
			write(t, path, adding("tree"), Options{To: SidecarFile})
			same("the sidecar, edited", beside.Files[0].Path)
			if _, err := Revert(change.Files[0], Options{}); err != nil {
				t.Error(err)
			}
			same("put back", path)
		})
	}
}
