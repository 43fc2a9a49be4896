package disk

import (
	"errors"
	"fmt"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// accessList is the attribute that holds who may do what with a file beyond its mode: POSIX ACLs.
const accessList = "system.posix_acl_access"

// CopyAccess lets those use a new file who may use the one at path: it gets that one's access list,
// and loses the one that its folder has given it, by which others could read it. The mode of a file
// with such a list says less than it seems to, so give that after this. It blocks on the disk.
func CopyAccess(f *os.File, path string) error {
	list, err := attribute(path, accessList)
	if err == nil {
		err = unix.Fsetxattr(int(f.Fd()), accessList, list, 0)
	} else if errors.Is(err, unix.ENODATA) && hasAccessList(f) {
		err = unix.Fremovexattr(int(f.Fd()), accessList)
	}
	if err == nil || errors.Is(err, unix.ENODATA) || errors.Is(err, unix.ENOTSUP) {
		return nil
	}
	return fmt.Errorf("keeping the access list of %s: %w", path, err)
}

// hasAccessList reports whether a file has a list; of few it is taken away, and not all network
// drives let it be tried on others.
func hasAccessList(f *os.File) bool {
	_, err := unix.Fgetxattr(int(f.Fd()), accessList, nil)
	return err == nil
}

// attribute reads an extended attribute.
func attribute(path, name string) ([]byte, error) {
	value := make([]byte, 1<<16) // the most that Linux has
	n, err := unix.Getxattr(path, name, value)
	return value[:max(n, 0)], err
}

// copyOwner gives a new file the owner and group of another one, as far as we may.
func copyOwner(f *os.File, of os.FileInfo) {
	if stat, ok := of.Sys().(*syscall.Stat_t); ok && os.Geteuid() == 0 {
		_ = f.Chown(int(stat.Uid), int(stat.Gid)) // it is ours alone then, which the next look at it tells
	}
}
