//go:build linux || darwin

package safewrite

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"

	"catchlight/library/disk"
)

// links is how many names a file has.
func links(info os.FileInfo) uint64 {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(stat.Nlink) //nolint:unconvert // narrower on other systems
	}
	return 1
}

// isOurs reports whether a new file of ours can be given the owner of the file.
func isOurs(info os.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return !ok || os.Geteuid() == 0 || int(stat.Uid) == os.Geteuid()
}

// canGiveOwner reports whether a new file of ours in its place can have the owner of a file: ourselves,
// or whom the folder belongs to, for there are drives that give all their files to one.
func canGiveOwner(s *disk.Source) bool {
	return isOurs(s.Info) || folderHas(s, func(folder, file *syscall.Stat_t) bool { return folder.Uid == file.Uid })
}

// canGiveGroup reports whether a new file of ours in its place can have the group of a file: one
// that we are in, or the one that its folder gives to files.
func canGiveGroup(s *disk.Source) bool {
	stat, ok := s.Info.Sys().(*syscall.Stat_t)
	if !ok || os.Geteuid() == 0 || int(stat.Gid) == os.Getegid() {
		return true
	}
	groups, err := os.Getgroups()
	if err != nil || slices.Contains(groups, int(stat.Gid)) {
		return true
	}
	return folderHas(s, func(folder, file *syscall.Stat_t) bool { return folder.Gid == file.Gid })
}

// folderHas compares the folder of a file with it. What cannot be asked the write will tell.
func folderHas(s *disk.Source, same func(folder, file *syscall.Stat_t) bool) bool {
	info, err := os.Stat(filepath.Dir(s.Path))
	if err != nil {
		return true
	}
	folder, ok := info.Sys().(*syscall.Stat_t)
	file, also := s.Info.Sys().(*syscall.Stat_t)
	return !ok || !also || same(folder, file)
}

// canWrite asks the system; the mode alone does not say it.
func canWrite(path string) bool { return unix.Access(path, unix.W_OK) == nil && !isAppendOnly(path) }

// checkFolder asks the system whether files may be made in a folder.
func checkFolder(dir string) error {
	if isAppendOnly(dir) {
		return unix.EPERM // what is made there can neither be renamed nor removed
	}
	return unix.Access(dir, unix.W_OK|unix.X_OK)
}

// copyAttributes gives the new file the owner and the extended attributes of the old one.
// Attributes that only the system may set, and file systems without any, are passed over.
func copyAttributes(f *os.File, info os.FileInfo, old *disk.Source) error {
	is, isOK := info.Sys().(*syscall.Stat_t)
	was, wasOK := old.Info.Sys().(*syscall.Stat_t)
	if isOK && wasOK && (is.Uid != was.Uid || is.Gid != was.Gid) {
		if err := f.Chown(int(was.Uid), int(was.Gid)); err != nil {
			return err
		}
	}
	if err := disk.CopyAccess(f, old.Path); err != nil {
		return err
	}
	for _, name := range attributeNames(old.Path) {
		if err := copyAttribute(int(f.Fd()), old.Path, name); err != nil && strings.HasPrefix(name, "user.") {
			return err
		}
	}
	return nil
}

// shareLike gives a file that is made for a photo the photo's owner and group, as far as we may, its
// access list and its mode: without the right to execute, and so that its owner can always edit it.
// Where the group is another one, it may do no more than everybody.
func shareLike(f *os.File, info os.FileInfo, photo *disk.Source) error {
	mode := photo.Info.Mode().Perm()&0o666 | 0o600
	if !giveAway(f, info, photo.Info) {
		mode = mode&^0o070 | mode&0o007<<3&mode
	}
	if err := disk.CopyAccess(f, photo.Path); err != nil {
		return err
	}
	err := f.Chmod(mode)
	if err != nil && info.Mode().Perm()&^photo.Info.Mode().Perm() == 0 {
		return nil // FAT and its like know one mode for all files
	}
	return err
}

// giveAway reports whether the file is of the photo's group now.
func giveAway(f *os.File, info, photo os.FileInfo) bool {
	is, isOK := info.Sys().(*syscall.Stat_t)
	want, wantOK := photo.Sys().(*syscall.Stat_t)
	if !isOK || !wantOK || is.Uid == want.Uid && is.Gid == want.Gid {
		return isOK && wantOK
	}
	return f.Chown(int(want.Uid), int(want.Gid)) == nil || f.Chown(-1, int(want.Gid)) == nil
}

func attributeNames(path string) []string {
	buffer := make([]byte, 1<<12)
	n, err := unix.Listxattr(path, buffer)
	if errors.Is(err, unix.ERANGE) {
		buffer = make([]byte, 1<<16) // the most that Linux has
		n, err = unix.Listxattr(path, buffer)
	}
	if err != nil || n <= 0 {
		return nil
	}
	return strings.Split(strings.TrimRight(string(buffer[:n]), "\x00"), "\x00")
}

func copyAttribute(fd int, path, name string) error {
	size, err := unix.Getxattr(path, name, nil)
	if err != nil {
		return err
	}
	value := make([]byte, size)
	if size > 0 {
		if size, err = unix.Getxattr(path, name, value); err != nil {
			return err
		}
	}
	return unix.Fsetxattr(fd, name, value[:size], 0)
}
