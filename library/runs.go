package library

import (
	"slices"
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
	return l.dropRuns(func(r Run) bool { return r.Time.Before(before) })
}

func (l *Library) dropRuns(which func(Run) bool) (int, error) {
	dropped := 0
	err := l.store.Change(func(tx *bolt.Tx) error {
		for _, r := range tx.Runs() {
			if !which(r) {
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

// longestPause is the most that the time from one count to the next makes runs older, in days.
const longestPause = 7

// undoAges tell how old runs are: not by the clock, which may have been wrong when a run was made,
// or may be wrong now, but by what has gone by from one weekly copy of the library to the next. A
// clock that jumps ahead makes runs older by longestPause, once, and one that goes back by nothing.
type undoAges struct {
	Last time.Time          // the last count, by its clock
	Days float64            // that have gone by until then
	Runs map[uint64]float64 // Days at the first count after a run
}

const undoAgesKey = "undo/ages"

// count takes the days since the last count into account.
func (a *undoAges) count(now time.Time, runs []Run) {
	days := now.Sub(a.Last).Hours() / 24
	a.Last, a.Days = now.UTC(), a.Days+min(max(days, 0), longestPause)
	met := map[uint64]float64{}
	for _, r := range runs {
		if first, known := a.Runs[r.ID]; known {
			met[r.ID] = first
		} else {
			met[r.ID] = a.Days
		}
	}
	a.Runs = met
}

// isOld reports whether a run is older than the user keeps undo, in days; 0 is for ever.
func (a *undoAges) isOld(r Run, keep int) bool {
	first, known := a.Runs[r.ID]
	return keep > 0 && known && a.Days-first > float64(keep)
}

func (l *Library) undoAges() (ages undoAges) {
	l.Measured(undoAgesKey, &ages)
	return ages
}

// countUndoDays makes runs older by what has gone by. It blocks on the disk.
func (l *Library) countUndoDays(now time.Time) error {
	runs, err := l.Runs()
	if err != nil || len(runs) == 0 {
		return err
	}
	ages := l.undoAges()
	ages.count(now, runs)
	return l.StoreMeasured(undoAgesKey, ages)
}

// dropOldRuns keeps to the limit that the user has set.
func (l *Library) dropOldRuns() error {
	keep := l.Settings().KeepUndo
	if keep <= 0 {
		return nil
	}
	ages := l.undoAges()
	old := func(r Run) bool { return ages.isOld(r, keep) }
	runs, err := l.Runs()
	if err == nil && slices.ContainsFunc(runs, old) {
		_, err = l.dropRuns(old)
	}
	return err
}

// UndoRoom is what the library file keeps so that runs can be reverted.
type UndoRoom struct {
	Bytes   int64
	OldRuns int // runs that are older than the settings keep: the next Open forgets them
}

// UndoRoom measures it. It blocks on the disk.
func (l *Library) UndoRoom() (UndoRoom, error) {
	var room UndoRoom
	ages := l.undoAges()
	err := l.store.Read(func(tx *bolt.Tx) error {
		room.Bytes = tx.UndoBytes()
		for _, r := range tx.Runs() {
			if ages.isOld(r, l.Settings().KeepUndo) {
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
