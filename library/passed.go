package library

import (
	"cmp"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"catchlight/library/picture"
)

// Passed is what a walk through folders passed over.
type Passed struct {
	Files   int            // all that are no photos
	Kinds   map[string]int // of these, videos and pictures of kinds that are not read, by ending: see picture.UnreadKind
	Folders []string       // of the system or of other programs, as found; hidden ones are not told
}

// Sentences tells the user what he may miss, each in a sentence; nothing where that is nothing.
func (p Passed) Sentences() []string {
	var all []string
	if text := p.kinds(); text != "" {
		all = append(all, text)
	}
	if n := len(p.Folders); n > 0 {
		names := someNames(p.Folders)
		all = append(all, fmt.Sprintf("%s of the system or of other programs passed over (name one to read it all the same): %s",
			counted(n, "folder"), strings.Join(names, ", ")))
	}
	return all
}

// Unread counts the videos and pictures among the files.
func (p Passed) Unread() int {
	total := 0
	for _, n := range p.Kinds {
		total += n
	}
	return total
}

func (p Passed) kinds() string {
	var parts []string
	often := func(a, b string) int { return cmp.Or(cmp.Compare(p.Kinds[b], p.Kinds[a]), strings.Compare(a, b)) }
	for _, kind := range slices.SortedFunc(maps.Keys(p.Kinds), often) {
		parts = append(parts, fmt.Sprintf(".%s %d", kind, p.Kinds[kind]))
	}
	if len(parts) == 0 {
		return ""
	}
	return fmt.Sprintf("%s of kinds that Catchlight does not read: %s", counted(p.Unread(), "file"), strings.Join(parts, ", "))
}

// someNames are the names of folders, each once, the first of many.
func someNames(folders []string) []string {
	const enough = 8
	var names []string
	for _, folder := range folders {
		if name := filepath.Base(folder); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) > enough {
		names = append(names[:enough], "…")
	}
	return names
}

// note counts a file that is no photo.
func (p *Passed) note(name string) {
	p.Files++
	if kind := picture.UnreadKind(name); kind != "" {
		if p.Kinds == nil {
			p.Kinds = map[string]int{}
		}
		p.Kinds[kind]++
	}
}

// foreignFolders are the names, in small letters, of folders in which systems and programs keep what they made or threw away:
// thumbnails, trash, snapshots, caches. What is in them is no photo of the user's to tag.
var foreignFolders = []string{
	"@eadir", "#recycle", "#snapshot", "@recycle", "@recently-snapshot", "@tmp", "@sharebin", "trashbox", "~snapshot", // of NAS
	"$recycle.bin", "recycler", "recycled", "system volume information", "$windows.~bt", "windows.old", // Windows
	"__macosx", "network trash folder", "temporary items", "thevolumesettingsfolder", "lost+found", // macOS, Linux
	"captureone", "[originals]", "files_trashbin", "files_versions", // Capture One, ACDSee, Nextcloud
}

// foreignEndings are those of folders that are the library, catalogue or cache of another program.
var foreignEndings = []string{
	".lrdata", ".lrlibrary", ".cocatalog", ".photoslibrary", ".photolibrary", ".aplibrary", ".migratedphotolibrary",
	".imovielibrary", ".fcpbundle",
}

// isForeign reports whether a folder of this name is the system's or another program's, whatever its capitals.
func isForeign(name string) bool {
	name = strings.ToLower(name)
	return slices.Contains(foreignFolders, name) || slices.Contains(foreignEndings, filepath.Ext(name)) || isRecovered(name)
}

// isRecovered knows the folders FOUND.000, FOUND.001 into which Windows puts what it finds on damaged disks.
func isRecovered(name string) bool {
	number, found := strings.CutPrefix(name, "found.")
	return found && len(number) == 3 && strings.Trim(number, "0123456789") == ""
}

// counted is "1 file" or "12 files".
func counted(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// LeavesOut reports whether a folder of this name is passed over when it is met and not named: it is hidden, or the system's
// or another program's. It does not block.
func LeavesOut(name string) bool { return isHidden(name) || isForeign(name) }
