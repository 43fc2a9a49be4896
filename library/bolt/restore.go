package bolt

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	bbolterrors "go.etcd.io/bbolt/errors"

	"catchlight/library/disk"
)

// Copy is a copy of the library in the folder beside it.
type Copy struct {
	Path  string
	Made  time.Time
	Spare bool  // kept of a library that was damaged, or replaced by a copy
	Err   error // why it is not sound
}

// Copies lists the copies of the library at path, which need not be there, the newest first. Each
// is read from end to end: it blocks on the disk, for about a second per gigabyte.
func Copies(path string) ([]Copy, error) {
	s, err := storeAt(path)
	if err != nil {
		return nil, err
	}
	var all []Copy
	for _, copy := range s.Backups() {
		made, _ := s.backupMade(filepath.Base(copy))
		all = append(all, Copy{copy, made, isSpare(copy), CheckFile(copy)})
	}
	return all, nil
}

// storeAt is a store that is not open.
func storeAt(path string) (*Store, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("find the library: %w", err)
	}
	return &Store{path: abs}, nil
}

// Restore puts a copy in the place of the library at path; copy "" is the newest sound one. What
// was there is kept among the copies. It refuses a copy that is not sound, and while another
// program has the library open (ErrLocked). It returns the copy that was taken, and blocks on the
// disk.
func Restore(path, copy string) (taken string, err error) {
	s, err := storeAt(path)
	if err != nil {
		return "", err
	}
	if copy != "" {
		if copy, err = filepath.Abs(copy); err != nil {
			return "", fmt.Errorf("find the copy: %w", err)
		}
	}
	if err := s.restorable(); err != nil {
		return "", err
	}
	if IsBackup(copy) && !slices.Contains(s.Backups(), copy) {
		return "", fmt.Errorf("%s is a copy of another library than %s: name that with --library", copy, s.path)
	}
	if copy == "" {
		copy = s.soundCopy()
	}
	if copy == "" {
		return "", fmt.Errorf("there is no sound copy of the library %s in %s", s.path, s.backupFolder())
	}
	if err := CheckFile(copy); err != nil {
		return "", fmt.Errorf("the copy %s is not sound, choose another: %w", copy, err)
	}
	if disk.Size(s.path) > 0 {
		if err := s.keepCopy(copyReplaced); err != nil {
			return "", fmt.Errorf("keep what is to be replaced: %w", err)
		}
	}
	if err := s.replaceBy(copy); err != nil {
		return "", s.explain("put a copy in the place of", err)
	}
	return copy, nil
}

// restorable makes sure that nobody has the library open. A file that is no library can be
// replaced, too.
func (s *Store) restorable() error {
	if disk.Size(s.path) == 0 {
		return nil
	}
	db, err := openToRead(s.path)
	switch {
	case errors.Is(err, bbolterrors.ErrTimeout):
		return s.explain("put a copy in the place of", err)
	case err != nil:
		return nil
	}
	return db.Close()
}

func (s *Store) replaceBy(copy string) error {
	from, err := os.Open(copy)
	if err != nil {
		return err
	}
	err = disk.ReplaceLike(s.path, copy, func(to io.Writer) error { _, err := io.Copy(to, from); return err })
	return errors.Join(err, from.Close())
}

// Create makes a new library at path, also where there are copies of one that is lost: they stay.
// It blocks on the disk.
func Create(path string) error {
	s, err := storeAt(path)
	if err != nil {
		return err
	}
	if disk.Size(s.path) > 0 {
		return fmt.Errorf("there is a library %s already", s.path)
	}
	if s.db, err = openBolt(s.path); err != nil {
		return s.explain("make", err)
	}
	return s.explain("make", errors.Join(s.db.Update(create), s.db.Close()))
}

// checkLost makes sure that no library is begun anew in silence where one has been: copies of it
// are there, but the file is empty or gone.
func (s *Store) checkLost() error {
	spare := func(path string) bool { return isSpare(path) }
	if disk.Size(s.path) > 0 || len(slices.DeleteFunc(s.Backups(), spare)) == 0 {
		return nil
	}
	return ErrLost
}
