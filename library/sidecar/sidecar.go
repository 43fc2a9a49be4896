package sidecar

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"catchlight/library/disk"
	"catchlight/library/keywords"
	"catchlight/library/picture"
)

// sidecarEndings are the spellings under which a sidecar is looked for.
var sidecarEndings = []string{".xmp", ".XMP", ".Xmp"}

// Names lists the names under which a photo's sidecars may lie beside it: those of its whole name
// (IMG_1.JPG.xmp), then those of its name without the ending (IMG_1.xmp). name is the photo's,
// without a folder.
func Names(name string) []string {
	var names []string
	for _, base := range []string{name, stemOf(name)} {
		for _, ending := range sidecarEndings {
			names = append(names, base+ending)
		}
	}
	return names
}

// Beside reads the sidecars that are the photo's, or may be, in the order of Names. One that cannot be
// read has an Err.
func (f *Folders) Beside(photo string) []keywords.XMPFile {
	var found []keywords.XMPFile
	var infos []os.FileInfo
	for _, base := range []string{photo, stemOf(photo)} {
		for _, path := range f.spelled(base) {
			info, err := os.Stat(path)
			if err != nil || containsFile(infos, info) {
				continue
			}
			infos = append(infos, info)
			s := readSidecar(path)
			if s.Shared, err = f.sharedWith(photo, s); err == nil {
				found = append(found, s)
			}
		}
	}
	return found
}

// spelled lists the sidecars of a name, each as its folder does. Where capitals make no difference all
// spellings are there and are one file, as whose name it keeps the one that it has; drives of
// programs (FUSE) do not tell that it is one.
func (f *Folders) spelled(base string) []string {
	var there []string
	for _, ending := range sidecarEndings {
		if info, err := os.Stat(base + ending); err == nil && info.Mode().IsRegular() {
			there = append(there, base+ending)
		}
	}
	if len(there) < len(sidecarEndings) {
		return there
	}
	dir, name := filepath.Split(there[0])
	switch names := f.list(filepath.Dir(base)).sidecars[lower(name)]; len(names) {
	case 0: // it has come since
		return there[:1]
	case 1:
		return []string{dir + names[0]}
	}
	return there
}

// sharedWith lists the other files whose sidecar s may be just as well; an error says that it is
// not the photo's at all.
func (f *Folders) sharedWith(photo string, s keywords.XMPFile) ([]string, error) {
	says, stem := s.For(), stemOf(filepath.Base(s.Path))
	name := filepath.Base(photo)
	if says == "" && stem == name {
		return nil, nil // named after the whole photo
	}
	owners := f.around(photo).owners(stem, says, name)
	mine := slices.Index(owners, name)
	if mine < 0 {
		return nil, fmt.Errorf("%s is the sidecar of another file", s.Path)
	}
	return slices.Delete(owners, mine, mine+1), nil
}

func stemOf(path string) string { return strings.TrimSuffix(path, filepath.Ext(path)) }

// containsFile knows the same file under another spelling, as file systems without case have it.
func containsFile(infos []os.FileInfo, info os.FileInfo) bool {
	for _, other := range infos {
		if os.SameFile(other, info) {
			return true
		}
	}
	return false
}

// Naming is how a new sidecar is named. The default (empty) is Stem for RAW and Append for all
// other formats.
type Naming string

// Stem is IMG_1.xmp, Append is IMG_1.JPG.xmp.
const (
	Stem   Naming = "stem"
	Append Naming = "append"
)

// maxName is how many bytes a file name may have on nearly every file system.
const maxName = 255

// NewPath names the sidecar that a photo gets. The stem's name is taken only when it is free, and
// no other file would claim it.
func (f *Folders) NewPath(path string, naming Naming) string {
	appended, stem := path+".xmp", stemOf(path)+".xmp"
	claims := isMedia
	if naming == "" && isRAW(path) {
		naming, claims = Stem, isRAW
	}
	tooLong := len(filepath.Base(appended)) > maxName
	if (naming == Stem || tooLong) && len(filter(f.Twins(path), claims)) == 0 && !isThere(stem) {
		return stem
	}
	return appended
}

func isThere(path string) bool {
	return slices.ContainsFunc(sidecarEndings, func(ending string) bool {
		_, err := os.Lstat(stemOf(path) + ending)
		return err == nil
	})
}

// readSidecar reads a sidecar; one that cannot be read has an Err.
func readSidecar(path string) keywords.XMPFile {
	s, err := Open(path)
	if err != nil {
		return keywords.XMPFile{Path: path, Err: err}
	}
	if len(s.Data) == 0 {
		return keywords.EmptyXMPFile(path) // a full disk or a broken copy has left it: it says nothing
	}
	return keywords.ParseXMPFile(path, s.Data)
}

// Open reads the file of a sidecar. One that is too large is a *keywords.Refusal. It blocks on the
// disk.
func Open(path string) (*disk.Source, error) {
	s, err := disk.ReadSource(path, keywords.MaxXMP)
	if errors.Is(err, disk.ErrTooLarge) {
		return nil, &keywords.Refusal{Path: path, Reason: "it is larger than 16 MB"}
	}
	return s, err
}

// ErrReading is wrapped by the errors of ReadKeywords: nothing was to be written.
var ErrReading = errors.New("reading keywords")

// ReadKeywords returns the keywords of the photo at path: embedded ones and those of its sidecars. On
// an error the result holds what could still be read.
func (f *Folders) ReadKeywords(path string) (keywords.Keywords, error) {
	format, known := picture.FormatOf(path)
	if !known {
		return keywords.Keywords{}, fmt.Errorf("%s is not a photo by its name", path)
	}
	photo, err := disk.ReadSource(path, format.MaxBytes())
	if err != nil {
		return keywords.Keywords{}, fmt.Errorf("%w: %w", ErrReading, err)
	}
	defer photo.Release()
	k, err := keywords.Read(photo.Data, format)
	if e := picture.CheckContent(filepath.Base(path), format, photo.Data[:min(64, len(photo.Data))]); e != nil {
		err = e
	}
	beside := f.Beside(path)
	for _, s := range beside {
		err = cmp.Or(err, s.Err)
	}
	if k.AddSidecars(beside); err != nil {
		return k, fmt.Errorf("%w of %s: %w", ErrReading, path, err)
	}
	return k, nil
}
