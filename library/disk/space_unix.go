//go:build linux || darwin

package disk

import (
	"os"
	"syscall"
)

// FreeSpace returns the bytes that a user may still write in a folder, and a number that tells
// disks apart. ok is false where the system does not say. It blocks on the disk.
func FreeSpace(dir string) (free uint64, disk uint64, ok bool) {
	var fs syscall.Statfs_t
	if err := syscall.Statfs(dir, &fs); err != nil {
		return 0, 0, false
	}
	info, err := os.Stat(dir)
	if err != nil {
		return 0, 0, false
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, 0, false
	}
	return fs.Bavail * uint64(fs.Bsize), uint64(stat.Dev), true //nolint:unconvert // the types differ between systems
}
