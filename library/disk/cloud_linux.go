package disk

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// inlineSize is how large a file may be that a file system keeps without a block of its own, in
// bytes.
const inlineSize = 64 << 10

// isPlaceholder goes by the blocks, on file systems that count them at once; those of programs
// (FUSE) and of networks often say 0.
func isPlaceholder(path string, info os.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok || stat.Blocks > 0 || info.Size() <= inlineSize {
		return false
	}
	var fs unix.Statfs_t
	if unix.Statfs(path, &fs) != nil {
		return false
	}
	return fs.Type == unix.EXT4_SUPER_MAGIC || fs.Type == unix.XFS_SUPER_MAGIC || fs.Type == unix.BTRFS_SUPER_MAGIC
}
