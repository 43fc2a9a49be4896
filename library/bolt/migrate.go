package bolt

import (
	"fmt"

	"go.etcd.io/bbolt"
)

// migrations turn a file of the format that they stand at into one of the next. Buckets that are
// new are made by create.
//
//	1 → 2: nothing to turn. Photos may be stored with the mark of a changed picture now, which format
//	       1 would take for damage; records of both versions are read.
//	2 → 3: nothing to turn. Blocks of vectors may end in a checksum now, which format 2 would take
//	       for damage; blocks without are read.
//	3 → 4: nothing to turn. Decisions may be on a photo as a whole now, which programs of format 3
//	       would take for a word.
var migrations = map[uint64]func(*bbolt.Tx) error{
	1: func(*bbolt.Tx) error { return nil },
	2: func(*bbolt.Tx) error { return nil },
	3: func(*bbolt.Tx) error { return nil },
}

// migrate keeps a backup and brings the file up to date, in one transaction: a crash leaves the old
// file or the new one.
func (s *Store) migrate(found uint64) error {
	if _, err := s.backup(fmt.Sprintf("format%d", found)); err != nil {
		return fmt.Errorf("keep a backup before the update of the library: %w", err)
	}
	return s.db.Update(func(tx *bbolt.Tx) error {
		for ; found < Format; found++ {
			step := migrations[found]
			if step == nil {
				return errNotOurs
			}
			if err := step(tx); err != nil {
				return err
			}
		}
		return create(tx)
	})
}
