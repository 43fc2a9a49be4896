package safewrite

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"catchlight/library/disk"
	"catchlight/library/keywords"
	"catchlight/library/picture"
)

// FileState is what Inspect found at a FileChange's path.
type FileState int

// StateOld and StateNew are the content before and after the change; a file that the change was to create and that is
// not there is StateOld. StateForeign is neither, StateMissing that the file is away.
const (
	StateOld FileState = iota
	StateNew
	StateForeign
	StateMissing
)

// Found is what Inspect found.
type Found struct {
	State     FileState
	Leftovers []string // files beside the photo that may hold the only copy of somebody's bytes, and were left there
}

// Inspect says what an interrupted Commit or Revert left at fc.Path, and clears up beside it. A photo that is whole is
// never replaced by what lies beside it but in one case: where it holds what the interrupted step writes, a temporary file
// with other bytes is another program's version, which the exchange has displaced, and goes back to its place. Whatever is
// neither that nor proven ours stays where it is (see leftover.fate). It blocks on the disk. Call it only while nothing
// writes fc.Path.
func Inspect(fc FileChange) (Found, error) {
	var found Found
	for _, left := range []leftover{{fc.Temp, StateNew}, {fc.backTemp(), StateOld}} {
		kept, err := fc.clear(left)
		if err != nil {
			return Found{State: StateForeign}, fmt.Errorf("inspecting %s: %w", left.path, err)
		}
		if kept {
			found.Leftovers = append(found.Leftovers, left.path)
		}
	}
	var err error
	if found.State, err = Compare(fc, fc.Path); err != nil {
		return found, err
	}
	_ = disk.SyncFolder(fc.Path) // before the journal forgets the change, see SyncFolders; it need not be there
	return found, nil
}

// Compare says what the file at path is to a change, as Inspect does, and touches nothing. It blocks on the disk.
func Compare(fc FileChange, path string) (FileState, error) {
	state, now, err := fc.stateAt(path)
	defer now.Release()
	if err != nil {
		return state, fmt.Errorf("inspecting %s: %w", path, err)
	}
	return state, nil
}

// stateAt compares the file at path with both hashes. The source is nil when there is no file.
func (fc FileChange) stateAt(path string) (FileState, *disk.Source, error) {
	s, err := disk.ReadSource(path, picture.MaxPhoto)
	switch {
	case errors.Is(err, os.ErrNotExist) && fc.Created:
		return StateOld, nil, nil
	case errors.Is(err, os.ErrNotExist):
		return StateMissing, nil, nil
	case err != nil:
		return StateForeign, nil, err
	}
	switch {
	case fc.isAfter(s.Data):
		return StateNew, s, nil
	case fc.isBefore(s.Data):
		return StateOld, s, nil
	}
	return StateForeign, s, nil
}

// Revert puts the file back to what it was, to the byte, and deletes it when the change created it. It returns
// ErrChanged when the file is not what the change left, ErrMissing when it is not there. A file that is back already
// is no error. A file whose time the change kept gets that time back, all do with KeepTime. caveat is a sentence on what may
// still come undone, see SyncFolders. It blocks on the disk.
func Revert(fc FileChange, o Options) (caveat string, err error) { return RevertAt(fc, fc.Path, o) }

// RevertAt is Revert for a file that has been moved to path since.
func RevertAt(fc FileChange, path string, o Options) (caveat string, err error) {
	if caveat, err = fc.revert(path, o); err != nil {
		return "", fmt.Errorf("restoring %s: %w", path, err)
	}
	return caveat, nil
}

func (fc FileChange) revert(path string, o Options) (caveat string, err error) {
	state, now, err := fc.stateAt(path)
	defer now.Release()
	switch {
	case err != nil:
		return "", err
	case state == StateOld:
		return "", nil
	case state == StateMissing:
		return "", ErrMissing
	case state == StateForeign:
		return "", ErrChanged
	}
	temp := filepath.Join(filepath.Dir(now.Path), filepath.Base(fc.backTemp()))
	if fc.Created {
		return deleteUnchanged(now, temp, o)
	}
	old, fits := keywords.Undone(now.Data, fc.Undo)
	if !fits || !fc.isBefore(old) {
		return "", fmt.Errorf("the undo record does not fit: %w", ErrChanged)
	}
	w := replacement{path: now.Path, temp: temp, old: now, data: keywords.Pieces{old}, options: o}
	if o.KeepTime || now.Info.ModTime().Equal(fc.Before.ModTime) {
		w.time = fc.Before.ModTime
	}
	_, caveat, err = w.run()
	return caveat, err
}

// backTemp is the name that Revert writes under. It is not that of Commit, which takes back what it has done, too: what
// an interrupted program has left says by its name which way it was going.
func (fc FileChange) backTemp() string { return fc.Temp + "-back" }

// deleteUnchanged takes the file's name away before it looks at it for the last time: what another program has written until
// then gets the name back.
func deleteUnchanged(s *disk.Source, temp string, o Options) (caveat string, err error) {
	if !unchanged(s, s.Path) {
		return "", ErrChanged
	}
	if err := renameNew(s.Path, temp); err != nil {
		return "", err
	}
	if !unchanged(s, temp) {
		if err := renameNew(temp, s.Path); err != nil {
			return "", stranded(temp, err)
		}
		return "", ErrChanged
	}
	w := replacement{path: s.Path, temp: temp, options: o}
	return w.finish(), nil
}
