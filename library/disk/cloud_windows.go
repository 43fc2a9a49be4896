package disk

import (
	"os"
	"syscall"

	"golang.org/x/sys/windows"
)

// isPlaceholder goes by the attributes of the Cloud Files API and of its predecessors.
func isPlaceholder(_ string, info os.FileInfo) bool {
	const away = windows.FILE_ATTRIBUTE_OFFLINE | windows.FILE_ATTRIBUTE_RECALL_ON_OPEN | windows.FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS
	data, ok := info.Sys().(*syscall.Win32FileAttributeData)
	return ok && data.FileAttributes&away != 0
}
