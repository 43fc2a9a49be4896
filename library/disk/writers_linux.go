package disk

import (
	"errors"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// isBeingWritten reports whether a program has a file open to write, as far as the system tells: a
// lease to read is refused then. It is asked for on disks of this computer, for files of the user's
// own, and elsewhere nothing is known. A program that opens the file at that moment waits for it to
// be given back.
func isBeingWritten(path string) bool {
	file, err := unix.Open(path, unix.O_RDONLY|unix.O_CLOEXEC|unix.O_NONBLOCK, 0)
	if err != nil {
		return false
	}
	defer unix.Close(file) //nolint:errcheck // only read from; it gives the lease back
	_, err = unix.FcntlInt(uintptr(file), unix.F_SETLEASE, unix.F_RDLCK)
	return errors.Is(err, unix.EAGAIN) && !refusesLeases(filepath.Dir(path))
}

// refusesLeases reports whether a folder is on a network, where leases are refused for other reasons.
// Drives of programs (FUSE) give them as disks do.
func refusesLeases(dir string) bool {
	var fs unix.Statfs_t
	return IsRemote(dir) && (unix.Statfs(dir, &fs) != nil || uint32(fs.Type) != unix.FUSE_SUPER_MAGIC)
}
