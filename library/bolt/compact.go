package bolt

import (
	"errors"
	"os"

	"go.etcd.io/bbolt"

	"catchlight/library/disk"
)

// compactTx bounds a transaction of Compact in bytes.
const compactTx = 16 << 20

// Compact gives unused space of the file back. It blocks on the disk, and everything else that
// stores waits.
func (s *Store) Compact() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.db == nil {
		return ErrClosed
	}
	return s.explain("compact", s.compactFile())
}

// compactFile copies the file, puts the copy in its place and opens that. s.mu is held.
func (s *Store) compactFile() error {
	sound := func(tx *bbolt.Tx) error { return s.checkPages(tx, allBuckets) }
	if err := guarded(func() error { return s.db.View(sound) }); err != nil {
		return err
	}
	closed := false
	err := disk.ReplaceNamed(s.path, "", func(file *os.File) error {
		if err := guarded(func() error { return copyTo(file.Name(), s.db) }); err != nil {
			return err
		}
		closed = true
		return s.db.Close() // Windows replaces no open file
	})
	if !closed {
		return err
	}
	db, again := openBolt(s.path)
	s.db = db
	return errors.Join(err, again)
}

func copyTo(path string, from *bbolt.DB) (err error) {
	to, err := openBolt(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	if err := bbolt.Compact(to, from, compactTx); err != nil {
		return err
	}
	return sealed(to)
}

// sealed makes a transaction more after a file was filled, so that both pages at its beginning lead
// to all that is in it: where one is lost, the other counts.
func sealed(db *bbolt.DB) error { return db.Update(func(*bbolt.Tx) error { return nil }) }
