package bolt

import (
	"fmt"

	"go.etcd.io/bbolt"
)

// Repair checks the file and cures what is wrong, after a copy of it was kept: a damaged photo is
// read again at the next import and keeps its decisions where its path can be read; what else is
// damaged, or belongs to nothing, is dropped; vectors that are lost are computed again. Where pages
// with decisions, photos or undo are lost, and a sound copy has them, it changes nothing and names
// that; where there is none, it saves what can be read. It returns what was wrong, nil when nothing
// was. Its error says what could not be cured. It blocks on the disk, and nobody else may use the
// library meanwhile.
func (s *Store) Repair() (cured []error, err error) {
	c, err := s.inspect()
	if err != nil || len(c.faults) == 0 {
		return nil, err
	}
	for _, f := range c.faults {
		cured = append(cured, f.error)
	}
	if _, err := s.backup(copyDamaged); err != nil {
		return nil, fmt.Errorf("keep a copy before the repair: %w", err)
	}
	if !c.curable() {
		lost, err := s.salvage()
		if err != nil {
			return nil, err
		}
		cured = append(cured, lost...)
		if c, err = s.inspect(); err != nil {
			return nil, err
		}
		for _, f := range c.faults {
			cured = append(cured, f.error)
		}
	}
	if !c.curable() {
		return nil, fmt.Errorf("the library %s cannot be repaired%s: %w", s.path, s.orBackup(), c.error())
	}
	err = s.update(func(tx *bbolt.Tx) error {
		for _, f := range c.faults {
			if err := f.cure(tx); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return cured, nil
}

// SalvageFile puts what can be read of a file that is too damaged to be opened into a new one. why
// is what was wrong, lost what could not be read.
func SalvageFile(path string) (why error, lost []error, err error) {
	s := &Store{path: path}
	db, err := openToRead(path) // its lock keeps others away
	if err != nil {
		return nil, nil, s.explain("repair", err)
	}
	if err := db.Close(); err != nil {
		return nil, nil, s.explain("repair", err)
	}
	why = CheckFile(path)
	if err := s.keepCopy(copyDamaged); err != nil {
		return nil, nil, fmt.Errorf("keep a copy before the repair: %w", err)
	}
	lost, err = s.salvage()
	return why, lost, err
}
