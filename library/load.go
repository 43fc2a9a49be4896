package library

import bolt "go.etcd.io/bbolt"

// contents takes what load reads, each as it comes and in the order of the keys. A photo's record is
// valid during the call.
type contents struct {
	photo    func(*photoRecord)
	decision func(Decision)
	source   func(sourceRecord)
}

// load reads photos, decisions and sources. Damaged records are left out and counted. last is the
// highest ID that was ever used. Their strings are interned, for libraries repeat themselves.
func (s *store) load(to contents) (last ID, damaged int, err error) {
	l := &loader{to: to, intern: map[string]string{}}
	err = s.view(l.read)
	return l.last, l.damaged, err
}

// loader is one load.
type loader struct {
	to      contents
	intern  map[string]string
	damaged int
	last    ID // the highest that was used
	highest ID // of a photo
	record  photoRecord
}

func (l *loader) read(tx *bolt.Tx) error {
	adviseReadAhead(tx)
	defer adviseDone(tx)
	photos := tx.Bucket(photosBucket)
	used := ID(photos.Sequence())
	l.last = min(used, maxID)
	if err := photos.ForEach(l.photo); err != nil {
		return err
	}
	if used > maxID {
		l.damaged++
		l.last = l.highest
	}
	if err := tx.Bucket(decisionsBucket).ForEach(l.decision); err != nil {
		return err
	}
	return tx.Bucket(sourcesBucket).ForEach(func(_, v []byte) error {
		if s, sound := decodeSource(v); sound {
			l.to.source(s)
		} else {
			l.damaged++
		}
		return nil
	})
}

func (l *loader) photo(key, value []byte) error {
	id, known := l.id(key)
	sound := l.record.decode(id, value, l.intern)
	if !known || !sound {
		l.damaged++
		return nil
	}
	l.highest = max(l.highest, id)
	l.to.photo(&l.record)
	return nil
}

func (l *loader) decision(key, value []byte) error {
	id, known := l.id(key)
	d, sound := decodeDecision(id, value, l.intern)
	if !known || !sound {
		l.damaged++
		return nil
	}
	l.to.decision(d)
	return nil
}

// id reads the ID at the start of a key; false where it cannot be one.
func (l *loader) id(key []byte) (ID, bool) {
	if len(key) < 8 {
		return 0, false
	}
	id := idOf(key)
	return id, id > 0 && id <= l.last
}
