package library

import (
	"encoding/binary"
	"time"

	"catchlight/library/keywords"
	"catchlight/library/safewrite"
)

// The first byte of what the journal keeps: of a run, of a photo of a run, and of such a photo in the time when the
// hashes of its files were of the whole content.
const (
	runVersion    = 1
	recordVersion = 2
	legacyVersion = 1
)

// Run is a write that changed files.
type Run struct {
	ID       uint64
	Time     time.Time
	Label    string
	Photos   int  // with a change
	Keywords int  // added and removed
	Undone   bool // every file is as it was before
}

// record is one photo of a run: as an intent while its files are being changed, as an undo record after.
type record struct {
	run            uint64
	number         uint32 // in the run, in the order of writing
	photo          ID
	path           string // of the photo at the write
	added, removed []string
	reverting      bool // an intent to put the files back
	files          []fileRecord
	decisions      []writeDecision
}

// fileRecord is one file of it.
type fileRecord struct {
	safewrite.FileChange
	state     fileState
	restoreAt string // where it is put back; "" at its path
}

// fileState is what has become of a change since.
type fileState uint8

const (
	written   fileState = iota
	restored            // to the byte
	retracted           // only our words were taken away again
)

// restorable reports whether there is something left to put back.
func (r *record) restorable() bool {
	for _, f := range r.files {
		if f.state == written {
			return true
		}
	}
	return false
}

func runKey(run uint64) []byte { return binary.BigEndian.AppendUint64(nil, run) }

func (r *record) key() []byte { return binary.BigEndian.AppendUint32(runKey(r.run), r.number) }

func (r *record) encode() []byte {
	e := newEncoder(r.version())
	e.uint(uint64(r.photo))
	e.string(r.path)
	e.strings(r.added)
	e.strings(r.removed)
	e.bool(r.reverting)
	e.uint(uint64(len(r.files)))
	for _, f := range r.files {
		e.file(f)
	}
	e.writeDecisions(r.decisions) // programs that do not know it leave it unread
	return e.buf
}

// version is one for all files of a record.
func (r *record) version() byte {
	if len(r.files) > 0 && r.files[0].LegacyHash {
		return legacyVersion
	}
	return recordVersion
}

func (e *encoder) file(f fileRecord) {
	e.string(f.Path)
	e.string(f.Temp)
	e.bool(f.Created)
	e.stamp(f.Before)
	e.stamp(f.After)
	e.uint(uint64(f.state))
	e.string(f.restoreAt)
	e.uint(uint64(len(f.Undo)))
	for _, r := range f.Undo {
		e.int(r.Offset)
		e.int(r.Length)
		e.bytes(r.Old)
	}
}

func (e *encoder) stamp(s safewrite.Stamp) {
	e.int(s.Size)
	e.time(s.ModTime.UTC())
	e.raw(s.Hash[:])
}

// decodeRecord reads a record; false where it is damaged.
func decodeRecord(key, value []byte) (*record, bool) {
	if len(key) != 12 || len(value) == 0 {
		return nil, false
	}
	version := min(value[0], recordVersion) // a later one is damage
	d := newDecoder(value, version, nil)
	r := &record{
		run: binary.BigEndian.Uint64(key), number: binary.BigEndian.Uint32(key[8:]),
		photo: ID(d.uint()), path: d.string(), added: d.strings(), removed: d.strings(), reverting: d.bool(),
	}
	for range d.count() {
		f := d.file()
		f.LegacyHash = version == legacyVersion
		r.files = append(r.files, f)
	}
	r.decisions = d.writeDecisions(r.photo)
	return r, !d.bad
}

func (d *decoder) file() fileRecord {
	f := fileRecord{FileChange: safewrite.FileChange{
		Path: d.string(), Temp: d.string(), Created: d.bool(), Before: d.stamp(), After: d.stamp(),
	}}
	f.state, f.restoreAt = fileState(d.uint()), d.string()
	for range d.count() {
		r := keywords.Range{Offset: d.int(), Length: d.int()}
		r.Old = append(r.Old, d.bytes()...)
		f.Undo = append(f.Undo, r)
	}
	return f
}

func (d *decoder) stamp() safewrite.Stamp {
	s := safewrite.Stamp{Size: d.int(), ModTime: d.time()}
	copy(s.Hash[:], d.raw(uint64(len(s.Hash))))
	return s
}

func encodeRun(r Run) []byte {
	e := newEncoder(runVersion)
	e.time(r.Time.UTC())
	e.string(r.Label)
	e.uint(uint64(r.Photos))
	e.uint(uint64(r.Keywords))
	e.bool(r.Undone)
	return e.buf
}

// decodeRun reads a run's record; false where it is damaged.
func decodeRun(id uint64, value []byte) (Run, bool) {
	d := newDecoder(value, runVersion, nil)
	r := Run{ID: id, Time: d.time(), Label: d.string(), Photos: int(d.uint()), Keywords: int(d.uint()), Undone: d.bool()}
	return r, !d.bad
}
