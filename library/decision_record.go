package library

import (
	"maps"
	"slices"

	bolt "go.etcd.io/bbolt"

	"catchlight/library/keywords"
)

// decisionVersion is the first byte of a decision's record.
const decisionVersion = 1

// key is the photo's ID and the folded tag.
func (d Decision) key() []byte { return append(d.Photo.key(), keywords.Fold(d.Tag)...) }

func encodeDecision(d Decision) []byte {
	e := newEncoder(decisionVersion)
	e.decision(d)
	return e.buf
}

// decision writes all but the photo.
func (e *encoder) decision(d Decision) {
	e.uint(uint64(d.Verdict))
	e.uint(d.together())
	e.time(d.Time.UTC())
	e.string(d.Tag)
	e.string(d.Model)
	e.string(d.Path)
}

func decodeDecision(id ID, data []byte, intern map[string]string) (Decision, bool) {
	d := newDecoder(data, decisionVersion, intern)
	return d.decision(id), !d.bad
}

func (d *decoder) decision(id ID) Decision {
	verdict, together := Verdict(d.uint()), d.uint()
	return Decision{
		Photo: id, Verdict: verdict, Bulk: together != byItself, Line: together == byLine, Run: together == byRun, Time: d.time(),
		Tag: d.string(), Model: d.string(), Path: d.string(),
	}
}

// How many were decided together. Programs before lines, or before runs, take whatever is not 0 for bulk, as it is.
const (
	byItself = iota
	inBulk
	byLine
	byRun
)

func (d Decision) together() uint64 {
	switch {
	case d.Run:
		return byRun
	case d.Line:
		return byLine
	case d.Bulk:
		return inBulk
	}
	return byItself
}

// putDecisions stores the difference between two lists of one photo. Keys go into the file in order: bbolt puts one into
// the middle of many in time that grows with them.
func putDecisions(tx *bolt.Tx, old, new []Decision) error {
	b := tx.Bucket(decisionsBucket)
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
