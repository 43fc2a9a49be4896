package disk

import (
	"errors"
	"hash/fnv"
	"path/filepath"
	"strings"
	"syscall"

	"golang.org/x/sys/windows"
)

// IsFull recognises the errors of a disk that has no room left: ERROR_HANDLE_DISK_FULL and
// ERROR_DISK_FULL.
func IsFull(err error) bool {
	return errors.Is(err, syscall.Errno(39)) || errors.Is(err, syscall.Errno(112))
}

// FreeSpace returns the bytes that a user may still write in a folder, and a number that tells
// disks apart. ok is false where the system does not say. It blocks on the disk.
func FreeSpace(dir string) (free uint64, disk uint64, ok bool) {
	name, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return 0, 0, false
	}
	if err := windows.GetDiskFreeSpaceEx(name, &free, nil, nil); err != nil {
		return 0, 0, false
	}
	hash := fnv.New64a()
	_, _ = hash.Write([]byte(strings.ToLower(filepath.VolumeName(dir)))) // a hash takes everything
	return free, hash.Sum64(), true
}
