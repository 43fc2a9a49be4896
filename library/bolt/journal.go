package bolt

import (
	"encoding/binary"
	"time"

	"catchlight/library/keywords"
	"catchlight/library/safewrite"
)

// The first byte of what the journal keeps: of a run, of a photo of a run, and of such a photo in
// the time when the hashes of its files were of the whole content.
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
	Back     int  // photos of which nothing is left to put back; 0 in records of before it was counted

	// Files that were written: photos themselves, and sidecars; 0 in records of before they were counted.
	Inside, Sidecars int
}

// Add counts a photo that the run has changed.
func (r *Run) Add(photo *Record) {
	r.Photos++
	r.Keywords += len(photo.Added) + len(photo.Removed)
	for _, f := range photo.Files {
		if f.Path == photo.Path {
			r.Inside++
		} else {
			r.Sidecars++
		}
	}
}

// Record is one photo of a run: as an intent while its files are being changed, as an undo record
// after.
type Record struct {
	Run            uint64
	Number         uint32 // in the run, in the order of writing
	Photo          ID
	Path           string // of the photo at the write
	Added, Removed []string
	Reverting      bool // an intent to put the files back
	Files          []FileRecord
	Decisions      []WriteDecision
	Cut            []string // where the removed words stood in hierarchies
}

// FileRecord is one file of it.
type FileRecord struct {
	safewrite.FileChange
	State     FileState
	RestoreAt string // where it is put back; "" at its path
}

// Target is where the file is being changed.
func (f *FileRecord) Target() string {
	if f.RestoreAt != "" {
		return f.RestoreAt
	}
	return f.Path
}

// FileState is what has become of a change since.
type FileState uint8

// What may have become of a change.
const (
	Written   FileState = iota // it stands as it was made
	Restored                   // put back, to the byte
	Retracted                  // only our words were taken away again
)

// Restorable reports whether there is something left to put back.
func (r *Record) Restorable() bool {
	for _, f := range r.Files {
		if f.State == Written {
			return true
		}
	}
	return false
}

func runKey(run uint64) []byte { return binary.BigEndian.AppendUint64(nil, run) }

func (r *Record) key() []byte { return binary.BigEndian.AppendUint32(runKey(r.Run), r.Number) }

func (r *Record) encode() []byte {
	e := newEncoder(r.version())
	e.uint(uint64(r.Photo))
	e.string(r.Path)
	e.strings(r.Added)
	e.strings(r.Removed)
	e.bool(r.Reverting)
	e.uint(uint64(len(r.Files)))
	for _, f := range r.Files {
		e.file(f)
	}
	e.writeDecisions(r.Decisions) // programs that do not know this and what follows leave it unread
	if len(r.Cut) > 0 {
		e.strings(r.Cut)
	}
	return e.buf
}

// version is one for all files of a record.
func (r *Record) version() byte {
	if len(r.Files) > 0 && r.Files[0].LegacyHash {
		return legacyVersion
	}
	return recordVersion
}

func (e *encoder) file(f FileRecord) {
	e.string(f.Path)
	e.string(f.Temp)
	e.bool(f.Created)
	e.stamp(f.Before)
	e.stamp(f.After)
	e.uint(uint64(f.State))
	e.string(f.RestoreAt)
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
func decodeRecord(key, value []byte) (*Record, bool) {
	if len(key) != 12 || len(value) == 0 {
		return nil, false
	}
	version := min(value[0], recordVersion) // a later one is damage
	d := newDecoder(value, version, nil)
	r := &Record{
		Run: binary.BigEndian.Uint64(key), Number: binary.BigEndian.Uint32(key[8:]),
		Photo: ID(d.uint()), Path: d.string(), Added: d.strings(), Removed: d.strings(), Reverting: d.bool(),
	}
	for range d.count() {
		f := d.file()
		f.LegacyHash = version == legacyVersion
		r.Files = append(r.Files, f)
	}
	r.Decisions = d.writeDecisions(r.Photo)
	if len(d.data) > 0 {
		r.Cut = d.strings()
	}
	return r, !d.bad
}

func (d *decoder) file() FileRecord {
	f := FileRecord{FileChange: safewrite.FileChange{
		Path: d.string(), Temp: d.string(), Created: d.bool(), Before: d.stamp(), After: d.stamp(),
	}}
	f.State, f.RestoreAt = FileState(d.uint()), d.string()
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
	counts := []int{r.Back, r.Inside, r.Sidecars} // programs that do not know them leave them unread
	for len(counts) > 0 && counts[len(counts)-1] == 0 {
		counts = counts[:len(counts)-1]
	}
	for _, n := range counts {
		e.uint(uint64(n))
	}
	return e.buf
}

// decodeRun reads a run's record; false where it is damaged.
func decodeRun(id uint64, value []byte) (Run, bool) {
	d := newDecoder(value, runVersion, nil)
	r := Run{ID: id, Time: d.time(), Label: d.string(), Photos: int(d.uint()), Keywords: int(d.uint()), Undone: d.bool()}
	for _, count := range []*int{&r.Back, &r.Inside, &r.Sidecars} {
		if len(d.data) > 0 {
			*count = int(d.uint())
		}
	}
	return r, !d.bad
}
