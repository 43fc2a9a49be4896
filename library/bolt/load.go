package bolt

import "go.etcd.io/bbolt"

// Contents takes what load reads, each as it comes and in the order of the keys. A photo's record
// is valid during the call.
type Contents struct {
	Photo    func(*Photo)
	Decision func(Decision)
	Source   func(Source)
}

// Load reads photos, decisions and sources. Damaged records are left out and counted. last is the
// highest ID that was ever used. Their strings are interned, for libraries repeat themselves.
func (s *Store) Load(to Contents) (last ID, damaged int, err error) {
	l := &loader{to: to, intern: map[string]string{}}
	err = s.view(l.read)
	return l.last, l.damaged, err
}

// loader is one load.
type loader struct {
	to      Contents
	intern  map[string]string
	damaged int
	last    ID // the highest that was used
	highest ID // of a photo
	record  Photo
}

func (l *loader) read(tx *bbolt.Tx) error {
	adviseReadAhead(tx)
	defer adviseDone(tx)
	photos := tx.Bucket(photosBucket)
	used := ID(photos.Sequence())
	l.last = min(used, MaxID)
	if err := photos.ForEach(l.photo); err != nil {
		return err
	}
	if used > MaxID {
		l.damaged++
		l.last = l.highest
	}
	if err := tx.Bucket(decisionsBucket).ForEach(l.decision); err != nil {
		return err
	}
	return tx.Bucket(sourcesBucket).ForEach(func(_, v []byte) error {
		if s, sound := DecodeSource(v); sound {
			l.to.Source(s)
		} else {
			l.damaged++
		}
		return nil
	})
}

func (l *loader) photo(key, value []byte) error {
	id, known := l.id(key)
	sound := l.record.Decode(id, value, l.intern)
	if !known || !sound {
		l.damaged++
		return nil
	}
	l.highest = max(l.highest, id)
	l.to.Photo(&l.record)
	return nil
}

func (l *loader) decision(key, value []byte) error {
	id, known := l.id(key)
	d, sound := decodeDecision(id, value, l.intern)
	if !known || !sound {
		l.damaged++
		return nil
	}
	l.to.Decision(d)
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
