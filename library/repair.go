package library

import (
	"errors"
	"fmt"
	"path/filepath"

	"catchlight/library/bolt"
)

// Check reads the whole file and returns what is wrong with it, nil when it is sound. It blocks on the disk, for
// about a second per gigabyte.
func (l *Library) Check() error { return l.store.Check() }

// Repair checks the file and cures what is wrong, after a copy of it was kept: a damaged photo is read again at the next
// import and keeps its decisions where its path can be read; what else is damaged, or belongs to nothing, is dropped;
// vectors that are lost are computed again. Where pages with decisions, photos or undo are lost, and a sound copy has them,
// it changes nothing and names that; where there is none, it saves what can be read. It returns what was wrong, nil when
// nothing was. Its error says what could not be cured. It blocks on the disk, and nobody else may use the library meanwhile.
func (l *Library) Repair() (cured []error, err error) {
	cured, err = l.store.Repair()
	if err != nil || len(cured) == 0 {
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
	why, lost, err := bolt.SalvageFile(abs)
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
