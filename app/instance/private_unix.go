//go:build !windows

package instance

import (
	"io/fs"
	"os"
	"syscall"
)

// isPrivate reports whether a file or folder belongs to this user, and others have no rights on it.
func isPrivate(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(stat.Uid) == os.Geteuid() && info.Mode().Perm()&0o077 == 0
}
