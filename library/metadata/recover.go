package metadata

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
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

// Inspect says what an interrupted Commit or Revert left at fc.Path, and removes the temporary file when its
// content proves it ours. When the temporary file turns out to be another program's version of the photo, which an
// exchange displaced, it goes back to its place. It blocks on the disk. Call it only while nothing writes fc.Path.
func Inspect(fc FileChange) (FileState, error) {
	state, now, err := fc.stateAt(fc.Path)
	defer now.release()
	if err != nil {
		return state, fmt.Errorf("inspecting %s: %w", fc.Path, err)
	}
	temp, err := os.ReadFile(fc.Temp)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return state, nil
	case err != nil:
	case fc.isOurs(temp, state, now):
		err = os.Remove(fc.Temp)
	case state == StateOld || state == StateNew:
		state, err = StateForeign, os.Rename(fc.Temp, fc.Path)
	}
	if err != nil {
		return state, fmt.Errorf("inspecting %s: %w", fc.Temp, err)
	}
	return state, syncFolder(fc.Path)
}

// stateAt compares the file at path with both hashes. The source is nil when there is no file.
func (fc FileChange) stateAt(path string) (FileState, *source, error) {
	s, err := readSource(path)
	switch {
	case errors.Is(err, os.ErrNotExist) && fc.Created:
		return StateOld, nil, nil
	case errors.Is(err, os.ErrNotExist):
		return StateMissing, nil, nil
	case err != nil:
		return StateForeign, nil, err
	}
	switch {
	case fc.isAfter(s.data):
		return StateNew, s, nil
	case fc.isBefore(s.data):
		return StateOld, s, nil
	}
	return StateForeign, s, nil
}

// isOurs proves that a temporary file is one that we wrote: all of the old content or of the new, or as much of it
// as was written when the program ended.
func (fc FileChange) isOurs(temp []byte, state FileState, now *source) bool {
	if fc.isAfter(temp) || fc.isBefore(temp) {
		return true
	}
	switch {
	case state == StateNew: // a Revert was at work
		old, fits := undone(now.data, fc.Undo)
		return fits && bytes.HasPrefix(old, temp)
	case state == StateOld && now != nil:
		return fc.beginsLikeNew(temp, now.data)
	}
	return state == StateOld && int64(len(temp)) < fc.After.Size
}

// beginsLikeNew compares a piece of the new content with the old wherever the change leaves them equal.
func (fc FileChange) beginsLikeNew(temp, old []byte) bool {
	if int64(len(temp)) >= fc.After.Size {
		return false
	}
	for s := range fc.stretches() {
		size := min(s.size, int64(len(temp))-s.now)
		inside := s.now >= 0 && s.old >= 0 && s.old+size <= int64(len(old))
		if size > 0 && (!inside || !bytes.Equal(temp[s.now:s.now+size], old[s.old:s.old+size])) {
			return false
		}
	}
	return true
}

// Revert puts the file back to what it was, to the byte, and deletes it when the change created it. It returns
// ErrChanged when the file is not what the change left, ErrMissing when it is not there. A file that is back already
// is no error. It blocks on the disk.
func Revert(fc FileChange, o Options) error { return RevertAt(fc, fc.Path, o) }

// RevertAt is Revert for a file that has been moved to path since.
func RevertAt(fc FileChange, path string, o Options) error {
	if err := fc.revert(path, o); err != nil {
		return fmt.Errorf("restoring %s: %w", path, err)
	}
	return nil
}

func (fc FileChange) revert(path string, o Options) error {
	state, now, err := fc.stateAt(path)
	defer now.release()
	switch {
	case err != nil:
		return err
	case state == StateOld:
		return nil
	case state == StateMissing:
		return ErrMissing
	case state == StateForeign:
		return ErrChanged
	case fc.Created:
		return deleteUnchanged(now)
	}
	old, fits := undone(now.data, fc.Undo)
	if !fits || !fc.isBefore(old) {
		return fmt.Errorf("the undo record does not fit: %w", ErrChanged)
	}
	w := replacement{path: now.path, temp: filepath.Join(filepath.Dir(now.path), filepath.Base(fc.Temp)), old: now, data: pieces{old}, options: o}
	if o.KeepTime {
		w.time = fc.Before.ModTime
	}
	_, err = w.run()
	return err
}

func deleteUnchanged(s *source) error {
	if !s.unchanged(s.path) {
		return ErrChanged
	}
	if err := os.Remove(s.path); err != nil {
		return err
	}
	return syncFolder(s.path)
}
