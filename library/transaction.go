package library

import (
	"bytes"
	"encoding/binary"
	"errors"
	"maps"
	"math"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"
)

// transaction is what read and change let their caller do with the file, by subject. It must not be
// kept.
type transaction struct{ tx *bolt.Tx }

func (t *transaction) bucket(name []byte) *bolt.Bucket { return t.tx.Bucket(name) }

// setLastID notes the highest ID that was ever used, for the photo with it may go.
func (t *transaction) setLastID(id ID) error {
	b := t.bucket(photosBucket)
	if b.Sequence() == uint64(id) {
		return nil
	}
	return b.SetSequence(uint64(id))
}

// putPhoto stores a photo.
func (t *transaction) putPhoto(p *photoRecord) error {
	return t.bucket(photosBucket).Put(p.ID.key(), p.encode())
}

// dropPhoto forgets a photo; its decisions have a life of their own.
func (t *transaction) dropPhoto(id ID) error { return t.bucket(photosBucket).Delete(id.key()) }

// putDecision stores a decision, or forgets the one on its tag where it is Undecided.
func (t *transaction) putDecision(d Decision) error {
	if d.Verdict == Undecided {
		return t.bucket(decisionsBucket).Delete(d.key())
	}
	return t.bucket(decisionsBucket).Put(d.key(), encodeDecision(d))
}

// replaceDecisions stores the difference between two lists of decisions. Keys go into the file in
// order: bbolt puts one into the middle of many in time that grows with them.
func (t *transaction) replaceDecisions(old, new []Decision) error {
	b := t.bucket(decisionsBucket)
	before, after := byKey(old), byKey(new)
	for key := range before {
		if _, stays := after[key]; stays {
			continue
		}
		if err := b.Delete([]byte(key)); err != nil {
			return err
		}
	}
	for _, key := range slices.Sorted(maps.Keys(after)) {
		if stored, known := before[key]; known && stored == after[key] {
			continue
		}
		if err := b.Put([]byte(key), encodeDecision(after[key])); err != nil {
			return err
		}
	}
	return nil
}

func byKey(ds []Decision) map[string]Decision {
	all := make(map[string]Decision, len(ds))
	for _, d := range ds {
		all[string(d.key())] = d
	}
	return all
}

// setSources makes the file hold these sources and no others. The key is the hash of the path, which
// may be longer than keys.
func (t *transaction) setSources(sources []sourceRecord) error {
	b := t.bucket(sourcesBucket)
	stale := map[string][]byte{}
	err := b.ForEach(func(k, v []byte) error { stale[string(k)] = bytes.Clone(v); return nil })
	for _, s := range sources {
		key, record := textKey(s.Path), s.encode()
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

// intents lists the photos whose files a run was changing when the program ended. Damaged records are
// left out here, and of those for undo: Check finds them.
func (t *transaction) intents() []*record {
	return t.records(intentsBucket, 0, math.MaxUint64)
}

// putIntent stores what a run is about to change.
func (t *transaction) putIntent(r *record) error {
	return t.bucket(intentsBucket).Put(r.key(), r.encode())
}

// dropIntent forgets the intent with the run and number of r.
func (t *transaction) dropIntent(r *record) error { return t.bucket(intentsBucket).Delete(r.key()) }

// undoRecords lists what a run has changed, in the order of writing.
func (t *transaction) undoRecords(run uint64) []*record { return t.records(undoBucket, run, run) }

// undoSince lists what the runs from this number on have changed, in the order of writing.
func (t *transaction) undoSince(run uint64) []*record {
	return t.records(undoBucket, run, math.MaxUint64)
}

// records lists what a bucket of the journal holds of the runs from first to last.
func (t *transaction) records(bucket []byte, first, last uint64) []*record {
	var all []*record
	c := t.bucket(bucket).Cursor()
	for k, v := c.Seek(runKey(first)); k != nil; k, v = c.Next() {
		r, sound := decodeRecord(k, v)
		if sound && r.run > last {
			break
		}
		if sound {
			all = append(all, r)
		}
	}
	return all
}

// putUndo stores what was changed, so that it can be put back.
func (t *transaction) putUndo(r *record) error {
	undo := *r
	undo.reverting, undo.files = false, slices.Clone(r.files)
	for i := range undo.files {
		undo.files[i].restoreAt = ""
	}
	return t.bucket(undoBucket).Put(undo.key(), undo.encode())
}

// newRun takes the next number for a run.
func (t *transaction) newRun(label string) (Run, error) {
	id, err := t.bucket(runsBucket).NextSequence()
	if err != nil {
		return Run{}, err
	}
	r := Run{ID: id, Time: time.Now().Round(0).UTC(), Label: label}
	return r, t.putRun(r)
}

// putRun stores a run.
func (t *transaction) putRun(r Run) error {
	return t.bucket(runsBucket).Put(runKey(r.ID), encodeRun(r))
}

// run reads a run; false where it is not there or damaged.
func (t *transaction) run(id uint64) (Run, bool) {
	value := t.bucket(runsBucket).Get(runKey(id))
	if value == nil {
		return Run{}, false
	}
	return decodeRun(id, value)
}

// runs lists the runs that have changed a photo, the oldest first.
func (t *transaction) runs() []Run {
	var runs []Run
	c := t.bucket(runsBucket).Cursor()
	for k, _ := c.First(); k != nil; k, _ = c.Next() {
		if r, sound := t.run(binary.BigEndian.Uint64(k)); sound && r.Photos > 0 {
			runs = append(runs, r)
		}
	}
	return runs
}

// dropRun forgets a run and its undo records.
func (t *transaction) dropRun(id uint64) error {
	if err := t.bucket(runsBucket).Delete(runKey(id)); err != nil {
		return err
	}
	for _, r := range t.undoRecords(id) {
		if err := t.bucket(undoBucket).Delete(r.key()); err != nil {
			return err
		}
	}
	return nil
}

// updateUndone marks a run as undone when nothing of it is left to put back.
func (t *transaction) updateUndone(id uint64) error {
	r, ok := t.run(id)
	if !ok {
		return nil
	}
	r.Undone = true
	for _, record := range t.undoRecords(id) {
		r.Undone = r.Undone && !record.restorable()
	}
	return t.putRun(r)
}
