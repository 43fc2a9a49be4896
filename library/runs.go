package library

import (
	"context"
	"time"
)

// Run is a write that changed files.
type Run struct {
	ID       uint64
	Time     time.Time
	Label    string
	Photos   int  // with a change
	Keywords int  // added and removed
	Undone   bool // every file is as it was before
}

// Runs lists the runs that changed a file, the oldest first. It blocks on the disk.
func (l *Library) Runs() ([]Run, error) { return nil, nil }

// Reverted is what became of one photo of a run that was reverted.
type Reverted struct {
	Run      uint64
	Path     string // where the photo is now, else where it was
	Restored bool   // its files are what they were before the run, to the byte
	Note     string // what was done instead of restoring, a sentence; "" nothing
	Err      error  // why neither; the files are as they are and the record is kept
}

// Revert puts the files of a run back to the byte, wherever they are now: at their path, or at one known since where the
// content is what the run left. A file that another program has changed since is left alone, or with o.RemoveOurs
// loses only the words that the run added. What is missing is kept for later. each is called once for each photo, by
// one goroutine at a time, and may be nil. The error tells what stopped the whole. It blocks as Write does.
func (l *Library) Revert(ctx context.Context, run uint64, o WriteOptions, each func(Reverted)) error {
	return nil
}

// DropRuns forgets the runs before a time, which then cannot be reverted any more, and returns how many. It blocks on
// the disk.
func (l *Library) DropRuns(before time.Time) (int, error) { return 0, nil }
