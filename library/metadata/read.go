package metadata

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"catchlight/library/disk"
	"catchlight/library/picture"
)

// Read returns the keywords embedded in a photo of format f. It is pure and never panics. On an error the
// result holds what could still be read.
func Read(data []byte, f picture.Format) (Keywords, error) {
	c := parse(data, f)
	return c.keywords(), c.problem
}

func (c content) keywords() Keywords {
	k := Keywords{
		IPTC:      c.iptcWords(),
		XMP:       c.subjects(),
		Hierarchy: c.trees(),
		Title:     c.iptc.title(),
	}
	all, whole := newTally(), wholeWords(k.XMP)
	for _, word := range k.IPTC {
		all.note(whole.of(word), IPTC)
	}
	for _, word := range slices.Concat(k.XMP, leaves(k.Hierarchy)) {
		all.note(word, XMP)
	}
	k.All = all.keywords
	k.dates = c.xmp.dates().or(c.iptc.dates())
	if c.xmp != nil {
		k.Title, k.Rating = cmp.Or(c.xmp.title, k.Title), c.xmp.rating
	}
	return k
}

func leaves(paths []string) []string {
	words := make([]string, len(paths))
	for i, path := range paths {
		words[i] = leafOf(path)
	}
	return words
}

// tally collects keywords and where they stand.
type tally struct {
	index    map[string]int
	keywords []Keyword
}

func newTally() *tally { return &tally{index: map[string]int{}} }

func (t *tally) note(word string, in Source) {
	key := Fold(word)
	i, known := t.index[key]
	if !known && key != "" {
		i = len(t.keywords)
		t.index[key] = i
		t.keywords = append(t.keywords, Keyword{Name: Clean(word)})
	}
	if key != "" {
		t.keywords[i].In |= in
	}
}

// ReadFile returns the keywords of the photo at path: embedded ones and those of its sidecars. It blocks on the
// disk. On an error the result holds what could still be read. For many photos there is Folders.ReadFile.
func ReadFile(path string) (Keywords, error) { return new(Folders).ReadFile(path) }

// ReadFile is the function ReadFile for a run over many photos.
func (f *Folders) ReadFile(path string) (Keywords, error) {
	format, known := picture.FormatOf(path)
	if !known {
		return Keywords{}, fmt.Errorf("%s is not a photo by its name", path)
	}
	photo, err := disk.ReadSource(path, format.MaxBytes())
	if err != nil {
		return Keywords{}, fmt.Errorf("reading keywords: %w", err)
	}
	defer photo.Release()
	k, err := Read(photo.Data, format)
	if e := picture.CheckContent(filepath.Base(path), format, photo.Data[:min(64, len(photo.Data))]); e != nil {
		err = e
	}
	beside := f.beside(path)
	for _, s := range beside {
		err = cmp.Or(err, s.err)
	}
	if k.addSidecars(beside); err != nil {
		return k, fmt.Errorf("reading keywords of %s: %w", path, err)
	}
	return k, nil
}

// addSidecars adds what the sidecars of the photo hold; their title and rating go before embedded ones.
func (k *Keywords) addSidecars(beside []besideFile) {
	all := newTally()
	for _, word := range k.All {
		all.note(word.Name, word.In)
	}
	paths := newWordSet(Fold, k.Hierarchy...)
	for _, sidecar := range beside {
		k.Sidecars = append(k.Sidecars, sidecar.path)
		p := sidecar.packet
		if p == nil {
			continue
		}
		k.Sidecar = append(k.Sidecar, p.words(subject)...)
		paths.add(p.trees()...)
		for _, word := range slices.Concat(leaves(p.trees()), p.words(subject)) {
			all.note(word, Sidecar)
		}
		k.Title, k.Rating = cmp.Or(p.title, k.Title), cmp.Or(p.rating, k.Rating)
		k.dates = k.dates.or(p.dates())
	}
	k.All, k.Hierarchy = all.keywords, paths.words
}

func readSidecar(path string) (*packet, error) {
	s, err := sidecarSource(path)
	if err != nil {
		return nil, err
	}
	if len(s.Data) == 0 {
		return emptyPacket(), nil // a full disk or a broken copy has left it: it says nothing
	}
	packet, err := parseXMP(s.Data)
	return packet, refusedIn(path, err)
}

// emptyPacket is what a sidecar without content stands for.
func emptyPacket() *packet {
	p, _ := parseXMP(newDocument(xmpEdit{})) // our own document can be read
	return p
}

func sidecarSource(path string) (*disk.Source, error) {
	s, err := disk.ReadSource(path, maxXMP)
	if errors.Is(err, disk.ErrTooLarge) {
		return nil, &Refusal{Path: path, Reason: "it is larger than 16 MB"}
	}
	return s, err
}
