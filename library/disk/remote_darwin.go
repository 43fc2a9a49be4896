package disk

import "golang.org/x/sys/unix"

// IsRemote reports whether a folder lies on a network drive, whose changes by others the system
// does not tell.
func IsRemote(dir string) bool {
	var fs unix.Statfs_t
	return unix.Statfs(dir, &fs) == nil && fs.Flags&unix.MNT_LOCAL == 0
}
