package disk

import (
	"os"
	"syscall"
	"time"
)

// ChangeTime is when anything about a file changed last, its content, mode or name: a time that no
// program can set back. It is zero where the system has none.
func ChangeTime(info os.FileInfo) time.Time {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return time.Unix(stat.Ctim.Unix()).UTC()
	}
	return time.Time{}
}
