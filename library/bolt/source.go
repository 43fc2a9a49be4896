package bolt

import (
	"path/filepath"

	"catchlight/library/picture"
)

// Source is what the file keeps of a folder that the user has added.
type Source struct {
	Path     string   // absolute; the bytes of the file system
	Excluded []string // absolute paths of what is left out below it
	Removed  []RemovedPhoto
}

// RemovedPhoto is a photo of a source that the user has removed.
type RemovedPhoto struct {
	Path    string
	Picture picture.ID
}

// sourceVersion is the first byte of a source's record.
const sourceVersion = 1

// Encode makes the record of a source.
func (s Source) Encode() []byte {
	e := newEncoder(sourceVersion)
	e.string(s.Path)
	e.strings(s.Excluded)
	e.uint(uint64(len(s.Removed))) // programs that do not know it leave it unread
	for _, r := range s.Removed {
		e.string(r.Path)
		e.raw(r.Picture[:])
	}
	return e.buf
}

// DecodeSource reads the record of a source; false where it is damaged.
func DecodeSource(data []byte) (Source, bool) {
	d := newDecoder(data, sourceVersion, nil)
	s := Source{Path: d.string(), Excluded: d.strings()}
	if len(d.data) > 0 {
		for range d.count() {
			r := RemovedPhoto{Path: d.string()}
			copy(r.Picture[:], d.raw(uint64(len(r.Picture))))
			s.Removed = append(s.Removed, r)
		}
	}
	return s, !d.bad && filepath.IsAbs(s.Path)
}
