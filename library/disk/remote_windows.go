package disk

import (
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// IsRemote reports whether a folder lies on a network drive, whose changes by others the system
// does not always tell.
func IsRemote(dir string) bool {
	volume := filepath.VolumeName(dir)
	if strings.HasPrefix(volume, `\\`) {
		return true
	}
	root, err := windows.UTF16PtrFromString(volume + `\`)
	return err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE
}
