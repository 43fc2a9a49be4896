package safewrite

import (
	"errors"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// exchange swaps two names in one step (renameat2, RENAME_EXCHANGE).
func exchange(a, b string) error { return rename2(a, b, unix.RENAME_EXCHANGE) }

// renameNew renames unless path is there, which is ErrChanged.
func renameNew(temp, path string) error {
	err := rename2(temp, path, unix.RENAME_NOREPLACE)
	switch {
	case errors.Is(err, errors.ErrUnsupported):
		return renameUnlessThere(temp, path)
	case errors.Is(err, os.ErrExist):
		return ErrChanged
	}
	return err
}

func rename2(a, b string, flags uint) error {
	err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, flags)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, unix.EINVAL), errors.Is(err, unix.ENOSYS), errors.Is(err, unix.ENOTSUP):
		return errors.ErrUnsupported // the file system or the kernel has no such rename
	}
	return &os.LinkError{Op: "rename", Old: a, New: b, Err: err}
}

// sameStatus compares the times of the last change of anything about a file, which no program can
// set.
func sameStatus(a, b os.FileInfo) bool {
	one, ok := a.Sys().(*syscall.Stat_t)
	other, also := b.Sys().(*syscall.Stat_t)
	return ok && also && one.Ctim == other.Ctim
}

// startWriting lets the disk begin with what the file holds, and waits for nothing. That it may
// fail is for fsync to tell.
func startWriting(f *os.File) { _ = unix.SyncFileRange(int(f.Fd()), 0, 0, unix.SYNC_FILE_RANGE_WRITE) }

// isAppendOnly reports whether the system only lets something be added to a file or folder (chattr
// +a), so that it, or what is in it, can get no other content.
func isAppendOnly(path string) bool {
	var stat unix.Statx_t
	err := unix.Statx(unix.AT_FDCWD, path, 0, 0, &stat)
	return err == nil && stat.Attributes&unix.STATX_ATTR_APPEND != 0
}
