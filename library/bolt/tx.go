package bolt

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"time"

	"go.etcd.io/bbolt"
)

// Tx is what Read and change let their caller do with the file, by subject. It must not be
// kept.
type Tx struct{ tx *bbolt.Tx }

func (t *Tx) bucket(name []byte) *bbolt.Bucket { return t.tx.Bucket(name) }

// SetLastID notes the highest ID that was ever used, for the photo with it may go.
func (t *Tx) SetLastID(id ID) error {
	b := t.bucket(photosBucket)
	if b.Sequence() == uint64(id) {
		return nil
	}
	return b.SetSequence(uint64(id))
}

// PutPhoto stores a photo.
func (t *Tx) PutPhoto(p *Photo) error {
	return t.bucket(photosBucket).Put(p.ID.key(), p.Encode())
}

// DropPhoto forgets a photo; its decisions have a life of their own.
func (t *Tx) DropPhoto(id ID) error { return t.bucket(photosBucket).Delete(id.key()) }

// PutDecision stores a decision, or forgets the one on its tag where it is Undecided.
func (t *Tx) PutDecision(d Decision) error {
	if d.Verdict == Undecided {
		return t.bucket(decisionsBucket).Delete(d.key())
	}
	return t.bucket(decisionsBucket).Put(d.key(), encodeDecision(d))
}

// ReplaceDecisions stores the difference between two lists of decisions. Keys go into the file in
// order: bbolt puts one into the middle of many in time that grows with them.
func (t *Tx) ReplaceDecisions(old, new []Decision) error {
	b := t.bucket(decisionsBucket)
	before, after := byKey(old), byKey(new)
	for _, d := range before {
		if _, stays := find(after, d.at); stays {
			continue
		}
		if err := b.Delete(d.at); err != nil {
			return err
		}
	}
	for _, d := range after {
		if i, known := find(before, d.at); known && before[i].Decision == d.Decision {
			continue
		}
		if err := b.Put(d.at, encodeDecision(d.Decision)); err != nil {
			return err
		}
	}
	return nil
}

// keyed is a decision with its key.
type keyed struct {
	Decision
	at []byte
}

// byKey are decisions in the order of their keys, of several with one key the last.
func byKey(ds []Decision) []keyed {
	all := make([]keyed, 0, len(ds))
	for _, d := range ds {
		d := keyed{d, d.key()}
		if i, known := find(all, d.at); known {
			all[i] = d
		} else {
			all = slices.Insert(all, i, d)
		}
	}
	return all
}

// find is the place of a key among others in order, and whether it is there.
func find(all []keyed, key []byte) (i int, known bool) {
	return slices.BinarySearchFunc(all, key, func(d keyed, key []byte) int { return bytes.Compare(d.at, key) })
}

// SetSources makes the file hold these sources and no others. The key is the hash of the path,
// which may be longer than keys.
func (t *Tx) SetSources(sources []Source) error {
	b := t.bucket(sourcesBucket)
	stale := map[string][]byte{}
	err := b.ForEach(func(k, v []byte) error { stale[string(k)] = bytes.Clone(v); return nil })
	for _, s := range sources {
		key, record := textKey(s.Path), s.Encode()
		if !bytes.Equal(stale[string(key)], record) {
			err = errors.Join(err, b.Put(key, record))
		}
		delete(stale, string(key))
	}
	for key := range stale {
		err = errors.Join(err, b.Delete([]byte(key)))
	}
	return err
}

// Intents lists the photos whose files a run was changing when the program ended. Damaged records
// are left out here, and of those for undo: Check finds them.
func (t *Tx) Intents() []*Record {
	return t.records(intentsBucket, 0, math.MaxUint64)
}

// PutIntent stores what a run is about to change.
func (t *Tx) PutIntent(r *Record) error {
	return t.bucket(intentsBucket).Put(r.key(), r.encode())
}

// DropIntent forgets the intent with the run and number of r.
func (t *Tx) DropIntent(r *Record) error { return t.bucket(intentsBucket).Delete(r.key()) }

// UndoRecords lists what a run has changed, in the order of writing.
func (t *Tx) UndoRecords(run uint64) []*Record { return t.records(undoBucket, run, run) }

// UndoSince lists what the runs from this number on have changed, in the order of writing.
func (t *Tx) UndoSince(run uint64) []*Record {
	return t.records(undoBucket, run, math.MaxUint64)
}

// UndoBytes is how many bytes the undo records take. It reads none of them.
func (t *Tx) UndoBytes() int64 {
	var n int64
	c := t.bucket(undoBucket).Cursor()
	for k, v := c.First(); k != nil; k, v = c.Next() {
		n += int64(len(k) + len(v))
	}
	return n
}

// records lists what a bucket of the journal holds of the runs from first to last.
func (t *Tx) records(bucket []byte, first, last uint64) []*Record {
	var all []*Record
	c := t.bucket(bucket).Cursor()
	for k, v := c.Seek(runKey(first)); k != nil; k, v = c.Next() {
		r, sound := decodeRecord(k, v)
		if sound && r.Run > last {
			break
		}
		if sound {
			all = append(all, r)
		}
	}
	return all
}

// PutUndo stores what was changed, so that it can be put back.
func (t *Tx) PutUndo(r *Record) error {
	undo := *r
	undo.Reverting, undo.Files = false, slices.Clone(r.Files)
	for i := range undo.Files {
		undo.Files[i].RestoreAt = ""
	}
	return t.bucket(undoBucket).Put(undo.key(), undo.encode())
}

// NewRun takes the next number for a run.
func (t *Tx) NewRun(label string) (Run, error) {
	id, err := t.bucket(runsBucket).NextSequence()
	if err != nil {
		return Run{}, err
	}
	r := Run{ID: id, Time: time.Now().Round(0).UTC(), Label: label}
	return r, t.PutRun(r)
}

// PutRun stores a run.
func (t *Tx) PutRun(r Run) error {
	return t.bucket(runsBucket).Put(runKey(r.ID), encodeRun(r))
}

// Run reads a run; false where it is not there or damaged.
func (t *Tx) Run(id uint64) (Run, bool) {
	value := t.bucket(runsBucket).Get(runKey(id))
	if value == nil {
		return Run{}, false
	}
	return decodeRun(id, value)
}

// Runs lists the runs that have changed a photo, the oldest first.
func (t *Tx) Runs() []Run {
	var runs []Run
	c := t.bucket(runsBucket).Cursor()
	for k, _ := c.First(); k != nil; k, _ = c.Next() {
		if len(k) != 8 {
			continue // damage, which Check finds
		}
		if r, sound := t.Run(binary.BigEndian.Uint64(k)); sound && r.Photos > 0 {
			runs = append(runs, r)
		}
	}
	return runs
}

// DropRun forgets a run and its undo records.
func (t *Tx) DropRun(id uint64) error {
	if err := t.bucket(runsBucket).Delete(runKey(id)); err != nil {
		return err
	}
	for _, r := range t.UndoRecords(id) {
		if err := t.bucket(undoBucket).Delete(r.key()); err != nil {
			return err
		}
	}
	return nil
}

// UpdateUndone counts the photos of a run of which nothing is left to put back, and marks the run as
// undone when that holds for all.
func (t *Tx) UpdateUndone(id uint64) error {
	r, ok := t.Run(id)
	if !ok {
		return nil
	}
	r.Undone, r.Back = true, 0
	for _, record := range t.UndoRecords(id) {
		if record.Restorable() {
			r.Undone = false
		} else {
			r.Back++
		}
	}
	return t.PutRun(r)
}
