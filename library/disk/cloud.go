package disk

import (
	"fmt"
	"os"
	"strings"
)

// CheckHere returns ErrInCloud, with the remedy, for a file whose content a cloud store has not
// brought to this device: reading it would download it, which nobody has asked for. It opens
// nothing and asks no network. Known are the placeholders of Windows (OneDrive, Dropbox, iCloud)
// and of macOS by their attributes, and on Linux files of local file systems that have a size and
// not one block. A large file of which nearly nothing is on the disk (Linux, macOS) is ErrHoles: no
// camera and no program writes such photos, and a few bytes would take gigabytes of memory.
func CheckHere(path string, info os.FileInfo) error {
	switch {
	case !info.Mode().IsRegular() || info.Size() == 0:
		return nil
	case isPlaceholder(path, info):
		return fmt.Errorf("%s is %w: make it available on this device in the program that keeps it there", path, ErrInCloud)
	case isMostlyHoles(info):
		return fmt.Errorf("%s is %w: download or copy it again", path, ErrHoles)
	}
	return nil
}

// Evicted returns the name of the file for which a placeholder stands that iCloud has left up to
// macOS 13: for ".IMG.jpg.icloud" it is "IMG.jpg". ok is false for other names.
func Evicted(name string) (file string, ok bool) {
	file, hidden := strings.CutPrefix(name, ".")
	file, ok = strings.CutSuffix(file, ".icloud")
	return file, hidden && ok && file != ""
}
