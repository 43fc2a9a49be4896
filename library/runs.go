package library

import (
	"time"

	"catchlight/library/bolt"
)

// Run is a write that changed files.
type Run = bolt.Run

// Runs lists the runs that changed a file, the oldest first. It blocks on the disk.
func (l *Library) Runs() ([]Run, error) {
	var runs []Run
	err := l.store.Read(func(tx *bolt.Tx) error {
		runs = tx.Runs()
		return nil
	})
	return runs, err
}

// DropRuns forgets the runs before a time, which then cannot be reverted any more, and returns how
// many. It blocks on the disk.
func (l *Library) DropRuns(before time.Time) (int, error) {
	dropped := 0
	err := l.store.Change(func(tx *bolt.Tx) error {
		for _, r := range tx.Runs() {
			if !r.Time.Before(before) {
				continue
			}
			if err := tx.DropRun(r.ID); err != nil {
				return err
			}
			dropped++
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return dropped, nil
}

// dropOldRuns keeps to the limit that the user has set.
func (l *Library) dropOldRuns() error {
	before, some := l.undoEnds()
	if !some {
		return nil
	}
	runs, err := l.Runs()
	if err != nil || len(runs) == 0 || !runs[0].Time.Before(before) {
		return err
	}
	_, err = l.DropRuns(before)
	return err
}

// undoEnds is the time before which undo is not to be kept; some is false where all of it is.
func (l *Library) undoEnds() (before time.Time, some bool) {
	days := l.Settings().KeepUndo
	return time.Now().AddDate(0, 0, -days), days > 0
}

// UndoRoom is what the library file keeps so that runs can be reverted.
type UndoRoom struct {
	Bytes   int64
	OldRuns int // runs that are older than the settings keep: the next Open forgets them
}

// UndoRoom measures it. It blocks on the disk.
func (l *Library) UndoRoom() (UndoRoom, error) {
	var room UndoRoom
	before, some := l.undoEnds()
	err := l.store.Read(func(tx *bolt.Tx) error {
		room.Bytes = tx.UndoBytes()
		for _, r := range tx.Runs() {
			if some && r.Time.Before(before) {
				room.OldRuns++
			}
		}
		return nil
	})
	return room, err
}

// RunPhoto is one photo of a run.
type RunPhoto struct {
	Photo          ID     // 0 where the library did not know it
	Path           string // at the write
	Added, Removed []string
	Files          []string // that were written: the photo, sidecars
	Undone         bool
}

// RunPhotos lists the photos that a run changed, in the order of writing. It blocks on the disk.
func (l *Library) RunPhotos(run uint64) ([]RunPhoto, error) {
	var photos []RunPhoto
	err := l.store.Read(func(tx *bolt.Tx) error {
		if _, ok := tx.Run(run); !ok {
			return ErrNoRun
		}
		for _, r := range tx.UndoRecords(run) {
			p := RunPhoto{Photo: r.Photo, Path: r.Path, Added: r.Added, Removed: r.Removed, Undone: !r.Restorable()}
			for _, f := range r.Files {
				p.Files = append(p.Files, f.Path)
			}
			photos = append(photos, p)
		}
		return nil
	})
	return photos, err
}
