package library

import (
	"path/filepath"

	"catchlight/library/picture"
)

// sourceRecord is what the file keeps of a folder that the user has added.
type sourceRecord struct {
	Path     string   // absolute; the bytes of the file system
	Excluded []string // absolute paths of what is left out below it
	Removed  []removedRecord
}

// removedRecord is a photo of a source that the user has removed.
type removedRecord struct {
	Path    string
	Picture picture.ID
}

// sourceVersion is the first byte of a source's record.
const sourceVersion = 1

func (s sourceRecord) encode() []byte {
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

func decodeSource(data []byte) (sourceRecord, bool) {
	d := newDecoder(data, sourceVersion, nil)
	s := sourceRecord{Path: d.string(), Excluded: d.strings()}
	if len(d.data) > 0 {
		for range d.count() {
			r := removedRecord{Path: d.string()}
			copy(r.Picture[:], d.raw(uint64(len(r.Picture))))
			s.Removed = append(s.Removed, r)
		}
	}
	return s, !d.bad && filepath.IsAbs(s.Path)
}
