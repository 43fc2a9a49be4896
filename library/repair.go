package library

import (
	"errors"
	"fmt"
	"path/filepath"

	bolt "go.etcd.io/bbolt"
)

// Repair checks the file and cures what is wrong, after a copy of it was kept: a damaged photo is read again at the next
// import and keeps its decisions where its path can be read; what else is damaged, or belongs to nothing, is dropped;
// vectors that are lost are computed again. Where pages with decisions, photos or undo are lost, and a sound copy has them,
// it changes nothing and names that; where there is none, it saves what can be read. It returns what was wrong, nil when
// nothing was. Its error says what could not be cured. It blocks on the disk, and nobody else may use the library meanwhile.
func (l *Library) Repair() (cured []error, err error) {
	c, err := l.store.inspect()
	if err != nil || len(c.faults) == 0 {
		return nil, err
	}
	for _, f := range c.faults {
		cured = append(cured, f.error)
	}
	if _, err := l.store.backup(copyDamaged); err != nil {
		return nil, fmt.Errorf("keep a copy before the repair: %w", err)
	}
	if !c.curable() {
		lost, err := l.store.salvage()
		if err != nil {
			return nil, err
		}
		cured = append(cured, lost...)
		if c, err = l.store.inspect(); err != nil {
			return nil, err
		}
		for _, f := range c.faults {
			cured = append(cured, f.error)
		}
	}
	if !c.curable() {
		return nil, fmt.Errorf("the library %s cannot be repaired%s: %w", l.store.path, l.store.orBackup(), c.error())
	}
	err = l.store.update(func(tx *bolt.Tx) error {
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
	return cured, l.reload()
}

// RepairFile is Repair for a library that is too damaged to be opened: what can be read of it is put into a new file. It
// returns what was wrong and what was lost, and blocks on the disk.
func RepairFile(path string) (lost []error, err error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("repair the library: %w", err)
	}
	s := &store{path: abs}
	db, err := openToRead(abs) // its lock keeps others away
	if err != nil {
		return nil, s.explain("repair", err)
	}
	if err := db.Close(); err != nil {
		return nil, s.explain("repair", err)
	}
	why := checkFile(abs)
	if _, err := s.keepCopy(copyDamaged); err != nil {
		return nil, fmt.Errorf("keep a copy before the repair: %w", err)
	}
	lost, err = s.salvage()
	if err != nil {
		return nil, err
	}
	l, err := Open(abs)
	if err != nil {
		return nil, err
	}
	cured, err := l.Repair()
	if why != nil {
		lost = append([]error{why}, lost...)
	}
	return append(lost, cured...), errors.Join(err, l.Close())
}

// reload reads everything anew.
func (l *Library) reload() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.vectors.Unload()
	l.images, l.steps = nil, steps{}
	return l.load()
}
