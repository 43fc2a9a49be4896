package safewrite

import (
	"cmp"
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

// StateOld and StateNew are the content before and after the change; a file that the change was to
// create and that is not there is StateOld. StateForeign is neither, StateMissing that the file is
// away.
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

// Inspect says what an interrupted Commit or Revert left at fc.Path, and clears up beside it. A
// photo that is whole is never replaced by what lies beside it but in one case: where it holds what
// the interrupted step writes, a temporary file with other bytes is another program's version,
// which the exchange has displaced, and goes back to its place. Whatever is neither that nor proven
// ours stays where it is (see leftover.fate). It blocks on the disk. Call it only while nothing
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
	state, file, err := fc.stateAt(fc.Path)
	file.Release()
	found.State = state
	if err != nil {
		return found, fmt.Errorf("inspecting %s: %w", fc.Path, err)
	}
	_ = disk.SyncFolder(fc.Path) // before the journal forgets the change, see SyncFolders; it need not be there
	return found, nil
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

// Reversal is a change that is to be taken back: PrepareRevert has read its file, and compared it
// with what the change left. What can be put back is held in memory until Commit or Drop.
type Reversal struct {
	Path  string    // where the file is
	State FileState // what it was to the change when it was read

	change FileChange
	file   *disk.Source // with StateNew only
}

// PrepareRevert reads the file at path, where it may have moved since the change, and compares it
// as Inspect does. It touches nothing. It blocks on the disk.
func PrepareRevert(fc FileChange, path string) (*Reversal, error) {
	state, file, err := fc.stateAt(path)
	if err != nil {
		file.Release()
		return nil, fmt.Errorf("inspecting %s: %w", path, err)
	}
	r := &Reversal{Path: path, State: state, change: fc, file: file}
	if state != StateNew {
		r.Drop()
	}
	return r, nil
}

// Protected says why a file that could be put back is not to be changed: since the change it has
// been made read-only, or somebody else's. It is "" where nothing is in the way. It blocks on the
// disk.
func (r *Reversal) Protected() string {
	if r.State != StateNew {
		return ""
	}
	if err := replaceable(r.file); err != nil {
		return err.Error()
	}
	return ""
}

// Drop gives the memory of a reversal back that will not be committed. It may be called on nil, and
// after Commit.
func (r *Reversal) Drop() {
	if r != nil {
		r.file.Release()
		r.file = nil
	}
}

// Commit puts the file back to what it was, to the byte, and deletes it when the change created it.
// It returns ErrChanged when the file is not what the change left, or no longer what was read, and
// ErrMissing when it was not there. A file that was back already is no error. A file whose time the
// change kept gets that time back, all do with KeepTime. caveat is a sentence on what may still
// come undone, see SyncFolders. It blocks on the disk, and may be called once.
func (r *Reversal) Commit(o Options) (caveat string, err error) {
	defer r.Drop()
	switch r.State {
	case StateNew:
		caveat, err = r.restore(o)
	case StateMissing:
		err = ErrMissing
	case StateForeign:
		err = ErrChanged
	}
	if err != nil {
		return "", fmt.Errorf("restoring %s: %w", r.Path, err)
	}
	return caveat, nil
}

// restore writes the old content over what was read.
func (r *Reversal) restore(o Options) (caveat string, err error) {
	fc, now := r.change, r.file
	temp := filepath.Join(filepath.Dir(now.Path), filepath.Base(fc.backTemp()))
	if fc.Created {
		return deleteUnchanged(now, temp, o)
	}
	old, fits := keywords.Undone(now.Data, fc.Undo)
	if !fits || !fc.isBefore(old...) {
		return "", fmt.Errorf("the undo record does not fit: %w", ErrChanged)
	}
	w := replacement{path: now.Path, temp: temp, old: now, data: old, options: o}
	if o.KeepTime || now.Info.ModTime().Equal(fc.Before.ModTime) {
		w.time = fc.Before.ModTime
	}
	_, caveat, err = w.run()
	return caveat, err
}

// Revert is PrepareRevert at the change's own path, and Commit.
func Revert(fc FileChange, o Options) (caveat string, err error) {
	r, err := PrepareRevert(fc, fc.Path)
	if err != nil {
		return "", err
	}
	return r.Commit(o)
}

// backTemp is the name that Revert writes under. It is not that of Commit, which takes back what it
// has done, too: what an interrupted program has left says by its name which way it was going.
func (fc FileChange) backTemp() string { return fc.Temp + "-back" }

// deleteUnchanged takes the file's name away before it looks at it for the last time: what another
// program has written until then gets the name back.
func deleteUnchanged(s *disk.Source, temp string, o Options) (caveat string, err error) {
	if !sameStatAndCtime(s, s.Path) || !unchanged(s, s.Path) {
		return "", ErrChanged
	}
	if err := renameNew(s.Path, temp); err != nil {
		return "", err
	}
	if busy := disk.CheckUnwritten(temp, s.Path); busy != nil || !unchanged(s, temp) {
		if err := renameNew(temp, s.Path); err != nil {
			return "", stranded(temp, err)
		}
		return "", cmp.Or(busy, ErrChanged)
	}
	w := replacement{path: s.Path, temp: temp, options: o}
	return w.finish(), nil
}
