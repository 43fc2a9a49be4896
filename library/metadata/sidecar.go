package metadata

import (
	"os"
	"path/filepath"
	"strings"
)

// Sidecars returns the paths of the photo's sidecars that exist: IMG_1.JPG.xmp, and IMG_1.xmp unless that
// belongs to a RAW file of the same name. It blocks on the disk.
func Sidecars(path string) []string {
	var found []string
	var infos []os.FileInfo
	for _, name := range []string{path, stemOf(path)} {
		for _, ext := range []string{".xmp", ".XMP", ".Xmp"} {
			info, err := os.Stat(name + ext)
			if err != nil || !info.Mode().IsRegular() || holds(infos, info) {
				continue
			}
			if name != path && isOfAnotherRAW(path) {
				continue
			}
			found, infos = append(found, name+ext), append(infos, info)
		}
	}
	return found
}

func stemOf(path string) string { return strings.TrimSuffix(path, filepath.Ext(path)) }

// holds knows the same file under another spelling, as file systems without case have it.
func holds(infos []os.FileInfo, info os.FileInfo) bool {
	for _, other := range infos {
		if os.SameFile(other, info) {
			return true
		}
	}
	return false
}

// isOfAnotherRAW reports whether the stem's sidecar belongs to a RAW file beside a photo that is none.
func isOfAnotherRAW(path string) bool {
	return !isRAW(path) && hasTwin(path, isRAW)
}

func isRAW(path string) bool {
	f, ok := FormatOf(path)
	return ok && (f == RAW || f == DNG)
}

func isPhoto(path string) bool {
	_, ok := FormatOf(path)
	return ok
}

// hasTwin reports whether another file of the same stem, of that kind, is in the folder.
func hasTwin(path string, kind func(string) bool) bool {
	entries, _ := os.ReadDir(filepath.Dir(path)) // an unreadable folder has no twins to go by
	name, stem := filepath.Base(path), filepath.Base(stemOf(path))
	for _, entry := range entries {
		other := entry.Name()
		if other != name && stemOf(other) == stem && kind(other) {
			return true
		}
	}
	return false
}

// maxName is how many bytes a file name may have on nearly every file system.
const maxName = 255

// newSidecarPath names the sidecar that a photo gets. The stem's name is taken only when no other photo would claim it.
func newSidecarPath(path string, naming Naming) string {
	appended, stem := path+".xmp", stemOf(path)+".xmp"
	claims := isPhoto
	if naming == "" && isRAW(path) {
		naming, claims = Stem, isRAW
	}
	tooLong := len(filepath.Base(appended)) > maxName
	if (naming == Stem || tooLong) && !hasTwin(path, claims) {
		return stem
	}
	return appended
}
