package safewrite

import (
	"bytes"
	"context"
	"errors"
	"os"

	"catchlight/library/disk"
	"catchlight/library/keywords"
	"catchlight/library/picture"
)

// leftover is a temporary file that an interrupted program may have left beside a photo.
type leftover struct {
	path string
	aim  FileState // what the photo is once the step is done that writes under this name
}

// fate is what becomes of a leftover.
type fate int

const (
	ours      fate = iota // nobody misses it: it can be removed
	displaced             // another program's version, which belongs in the photo's place
	lost                  // the photo itself, whose name has gone
	doubtful              // bytes that may be someone's only copy: it stays
)

// clear does with a leftover what its fate is; kept reports that it stays.
func (fc FileChange) clear(left leftover) (kept bool, err error) {
	temp, err := disk.ReadRegular(context.Background(), left.path, picture.MaxPhoto)
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	state, now, err := fc.stateAt(fc.Path)
	defer now.Release()
	if err != nil {
		return false, err
	}
	switch fc.fateOf(left, temp, state, now) {
	case ours:
		return false, os.Remove(left.path)
	case displaced:
		return false, os.Rename(left.path, fc.Path)
	case lost:
		return false, renameNew(left.path, fc.Path)
	}
	return true, nil
}

// fateOf judges a leftover by its content and by the photo beside it. A power cut may leave any
// part of what was being written, in any order, with zeros in the place of the rest; but a file was
// stored before it was exchanged. So where the photo is still what the step began with, the
// leftover is what the step was writing, and where the photo is what the step aims at, what was
// displaced; or a part of the photo, which a later step has made the same before anybody could look.
func (fc FileChange) fateOf(left leftover, temp []byte, state FileState, now *disk.Source) fate {
	whole := fc.isBefore(temp) || fc.isAfter(temp)
	switch {
	case isBlank(temp):
		return ours
	case state == StateMissing && whole:
		return lost
	case state == StateMissing:
		return doubtful
	case state == StateForeign:
		return fc.fateBesideForeign(left, temp)
	case whole, state == left.aim && now != nil && isTornOf(temp, now.Data):
		return ours
	case state == left.aim:
		return fc.fateOfDisplaced(left, temp, now)
	case fc.mayBeTorn(temp, state, now):
		return ours
	}
	return doubtful
}

// fateOfDisplaced is fateOf where the step has been done. What other programs had not stored either
// is no photo to put back; and earlier versions wrote undos under the name of writes.
func (fc FileChange) fateOfDisplaced(left leftover, temp []byte, now *disk.Source) fate {
	anUndo := left.aim == StateNew && fc.mayBeTorn(temp, StateNew, now)
	creation := left.aim == StateNew && fc.Created // takes nobody's place
	if creation || anUndo || looksTorn(temp) {
		return doubtful
	}
	return displaced
}

// fateBesideForeign is fateOf where another program has written the photo. What the step was
// writing is of no use then; what it displaced may be all that is left of the photo as it was.
func (fc FileChange) fateBesideForeign(left leftover, temp []byte) fate {
	written := fc.isAfter(temp)
	if left.aim == StateOld {
		written = fc.isBefore(temp)
	}
	if written {
		return ours
	}
	return doubtful
}

// mayBeTorn reports whether a leftover is explained as a part of what was being written beside a
// photo in that state.
func (fc FileChange) mayBeTorn(temp []byte, state FileState, now *disk.Source) bool {
	switch {
	case state == StateNew && fc.Created:
		return false // a creation is taken back by deleting
	case state == StateNew:
		old, fits := keywords.Undone(now.Data, fc.Undo)
		return fits && isTornOf(temp, old.Joined())
	case now == nil: // the file is created: what is new is all of it, and is not known
		return int64(len(temp)) <= fc.After.Size
	}
	return fc.mayBeTornNew(temp, now.Data)
}

// mayBeTornNew compares what is there of the new content with the old wherever the change leaves
// them equal.
func (fc FileChange) mayBeTornNew(temp, old []byte) bool {
	if int64(len(temp)) > fc.After.Size {
		return false
	}
	for s := range fc.unchangedSpans() {
		size := min(s.size, int64(len(temp))-s.now)
		if size <= 0 {
			continue
		}
		inside := s.now >= 0 && s.old >= 0 && s.old+size <= int64(len(old))
		if !inside || !isTornOf(temp[s.now:s.now+size], old[s.old:s.old+size]) {
			return false
		}
	}
	return true
}

// isTornOf reports whether data is a beginning of whole, in which any bytes may be zero instead.
func isTornOf(data, whole []byte) bool {
	if len(data) > len(whole) {
		return false
	}
	for i, b := range data {
		if b != whole[i] && b != 0 {
			return false
		}
	}
	return true
}

// sector is the least that disks store at a time, in bytes.
const sector = 512

// looksTorn reports whether a file ends in zeros, as those do whose end had not reached the disk.
func looksTorn(data []byte) bool { return isBlank(data[max(0, len(data)-sector):]) }

func isBlank(data []byte) bool { return len(bytes.Trim(data, "\x00")) == 0 }
