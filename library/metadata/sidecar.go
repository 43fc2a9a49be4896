package metadata

import (
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// sidecarEndings are the spellings under which a sidecar is looked for.
var sidecarEndings = []string{".xmp", ".XMP", ".Xmp"}

// SidecarNames lists the names under which a photo's sidecars may lie beside it: those of its whole name (IMG_1.JPG.xmp),
// then those of its name without the ending (IMG_1.xmp). name is the photo's, without a folder.
func SidecarNames(name string) []string {
	var names []string
	for _, base := range []string{name, stemOf(name)} {
		for _, ending := range sidecarEndings {
			names = append(names, base+ending)
		}
	}
	return names
}

// Sidecars returns the paths of the sidecars that exist and are the photo's, or may be: see Folders. It blocks on the disk.
func Sidecars(path string) []string {
	var paths []string
	for _, s := range new(Folders).beside(path) {
		paths = append(paths, s.path)
	}
	return paths
}

// besideFile is a sidecar.
type besideFile struct {
	path   string
	packet *packet  // nil: it cannot be read
	err    error    // why not, or not all, or why it was not edited
	unread bool     // it cannot be read, and looks as if it held keywords
	shared []string // names of other files whose it may be as well; then it is read and left alone
}

// leftAlone says why a sidecar that others share is not written.
func (s besideFile) leftAlone() string {
	return fmt.Sprintf("the sidecar %s was left alone: it may also belong to %s", filepath.Base(s.path), strings.Join(s.shared, ", "))
}

// beside reads the sidecars that are the photo's, or may be.
func (f *Folders) beside(photo string) []besideFile {
	var found []besideFile
	var infos []os.FileInfo
	dir, name := filepath.Split(photo)
	for _, sidecar := range SidecarNames(name) {
		path := dir + sidecar
		info, err := os.Stat(path)
		if err != nil || !info.Mode().IsRegular() || holds(infos, info) {
			continue
		}
		infos = append(infos, info)
		s := besideFile{path: path}
		s.packet, s.err = readSidecar(path)
		if s.shared, err = f.others(photo, s); err == nil {
			found = append(found, s)
		}
	}
	return found
}

// others lists the other files whose sidecar s may be just as well; an error says that it is not the photo's at all.
func (f *Folders) others(photo string, s besideFile) ([]string, error) {
	says, stem := s.packet.sidecarFor(), stemOf(filepath.Base(s.path))
	name := filepath.Base(photo)
	if says == "" && stem == name {
		return nil, nil // named after the whole photo
	}
	owners := f.around(photo).owners(stem, says, name)
	mine := slices.Index(owners, name)
	if mine < 0 {
		return nil, refuse("%s is the sidecar of another file", s.path)
	}
	return slices.Delete(owners, mine, mine+1), nil
}

// carrying is the request for a sidecar that is begun beside shared ones: programs that find it look at those no more, so
// their words go into it, but for those that are to go.
func (r request) carrying(shared []besideFile) request {
	drop, cut := newWordSet(Fold, r.drop...), newWordSet(Fold, r.cut...)
	flat, paths := newWordSet(Fold), newWordSet(Fold)
	for _, s := range shared {
		trees := s.packet.trees()
		for _, word := range slices.Concat(s.packet.words(subject), leaves(trees)) {
			if !drop.has(word) {
				flat.add(word)
			}
		}
		for _, path := range trees {
			if !cut.has(path) && !drop.has(leafOf(path)) && strings.Contains(path, "|") {
				paths.add(path)
			}
		}
	}
	if !r.clear {
		flat.add(r.flat...)
		paths.add(r.paths...)
		r.flat, r.paths = flat.words, paths.words
	}
	return r
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

// sidecarExtension is the property by which Adobe's programs say whose sidecar a file is: "CR2", "MOV".
var sidecarExtension = xml.Name{Space: "http://ns.adobe.com/photoshop/1.0/", Local: "SidecarForExtension"}

// sidecarFor is the ending of the file that a sidecar says it belongs to, "" where it says nothing.
func (p *packet) sidecarFor() string {
	if p == nil || p.rdf == nil {
		return ""
	}
	for _, description := range p.rdf.all(rdfDescription) {
		says := description.attr(sidecarExtension)
		for _, property := range description.all(sidecarExtension) {
			says = property.words()
		}
		if says = strings.TrimPrefix(strings.TrimSpace(says), "."); says != "" {
			return says
		}
	}
	return ""
}

// maxName is how many bytes a file name may have on nearly every file system.
const maxName = 255

// newSidecarPath names the sidecar that a photo gets. The stem's name is taken only when it is free, and no other file would
// claim it.
func (f *Folders) newSidecarPath(path string, naming Naming) string {
	appended, stem := path+".xmp", stemOf(path)+".xmp"
	claims := isMedia
	if naming == "" && isRAW(path) {
		naming, claims = Stem, isRAW
	}
	tooLong := len(filepath.Base(appended)) > maxName
	if (naming == Stem || tooLong) && len(keep(f.Twins(path), claims)) == 0 && !isThere(stem) {
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
