//go:build linux || darwin

package disk

import (
	"os"
	"syscall"
)

// A file of largeSize bytes or more of which less than one part in leastShare is on the disk is
// mostly holes. File systems that compress bring no photo that far.
const (
	largeSize  = 64 << 20
	leastShare = 16
)

// isMostlyHoles goes by the blocks, too; 0 says nothing, see isPlaceholder.
func isMostlyHoles(info os.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok || stat.Blocks == 0 || info.Size() < largeSize {
		return false
	}
	const blockSize = 512 // of stat(2), whatever the file system's is
	return stat.Blocks*blockSize < info.Size()/leastShare
}
