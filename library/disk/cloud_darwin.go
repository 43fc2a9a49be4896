package disk

import (
	"os"
	"syscall"
)

// dataless is SF_DATALESS of macOS's sys/stat.h: the content is elsewhere.
const dataless = 0x40000000

func isPlaceholder(_ string, info os.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && stat.Flags&dataless != 0
}
