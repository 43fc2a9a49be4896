package sidecar

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"catchlight/library/picture"
)

// Folders tells whose sidecars lie in folders. IMG_1.xmp is the sidecar of the file that it names
// itself (photoshop:SidecarForExtension), else of a file that is called IMG_1 as a whole, else of
// the RAW files of that name, else of all photos, videos and other pictures of that name; capitals
// make no difference. Where that leaves several, nobody can know: the sidecar is read for each of
// them, and written for none.
//
// It lists each folder once, and only where that question comes up: one Folders serves one run,
// which may ask about many photos. The zero value is ready. Any goroutine may use it; it blocks on
// the disk.
type Folders struct {
	mu    sync.Mutex
	known map[string]folder
}

// folder is what was seen in one.
type folder struct {
	media    neighbours
	sidecars map[string][]string // names, by how they read in small letters
}

// neighbours are the names of the photos, videos and other pictures in a folder, by what they are
// called without the ending, in small letters.
type neighbours map[string][]string

// list lists a folder, once.
func (f *Folders) list(dir string) folder {
	f.mu.Lock()
	defer f.mu.Unlock()
	seen, listed := f.known[dir]
	if !listed {
		seen = listFolder(dir)
		if f.known == nil {
			f.known = map[string]folder{}
		}
		f.known[dir] = seen
	}
	return seen
}

// around are the files in the folder of a photo, which may have gone from it.
func (f *Folders) around(photo string) neighbours { return f.list(filepath.Dir(photo)).media }

func listFolder(dir string) folder {
	seen := folder{media: neighbours{}, sidecars: map[string][]string{}}
	entries, _ := os.ReadDir(dir) // an unreadable folder has no neighbours to go by
	for _, entry := range entries {
		switch name := entry.Name(); {
		case picture.IsSidecar(name):
			seen.sidecars[lower(name)] = append(seen.sidecars[lower(name)], name)
		case !entry.IsDir() && isMedia(name):
			key := lower(stemOf(name))
			seen.media[key] = append(seen.media[key], name)
		}
	}
	return seen
}

// of lists the files of a stem, with the photo among them when that is its stem.
func (n neighbours) of(stem, photo string) []string {
	files := slices.Clone(n[lower(stem)])
	if lower(stemOf(photo)) != lower(stem) || slices.Contains(files, photo) {
		return files
	}
	for i, name := range files {
		if lower(name) == lower(photo) { // the same file, where the file system makes no difference between capitals
			files[i] = photo
			return files
		}
	}
	return append(files, photo)
}

// owners lists the files whose sidecar STEM.xmp may be, of which photo may be one; says is what the
// sidecar says itself.
func (n neighbours) owners(stem, says, photo string) []string {
	files := n.of(stem, photo)
	named := filter(files, func(name string) bool { return says != "" && strings.EqualFold(filepath.Ext(name), "."+says) })
	whole := filter(n.of(stemOf(stem), photo), func(name string) bool { return lower(name) == lower(stem) })
	raws := filter(files, isRAW)
	switch {
	case len(named) > 0:
		return named
	case len(whole) > 0:
		return whole
	case says != "":
		return nil // its file is elsewhere
	case len(raws) > 0:
		return raws
	}
	return files
}

// Twins lists the names of the other photos, videos and pictures beside a photo that are called
// like it but for the ending, in order. It blocks on the disk.
func (f *Folders) Twins(photo string) []string {
	name := filepath.Base(photo)
	twins := filter(f.around(photo).of(stemOf(name), name), func(other string) bool { return other != name })
	slices.Sort(twins)
	return twins
}

func filter(names []string, wanted func(string) bool) []string {
	var kept []string
	for _, name := range names {
		if wanted(name) {
			kept = append(kept, name)
		}
	}
	return kept
}

// lower is a name in small letters; one that is not UTF-8 stays as it is.
func lower(name string) string {
	if !utf8.ValidString(name) {
		return name
	}
	return strings.ToLower(name)
}

func isRAW(path string) bool {
	f, ok := picture.FormatOf(path)
	return ok && (f == picture.RAW || f == picture.DNG)
}

// isMedia reports whether a file may have a sidecar: photos, and what UnreadKind knows.
func isMedia(path string) bool {
	_, photo := picture.FormatOf(path)
	return photo || picture.UnreadKind(path) != ""
}
