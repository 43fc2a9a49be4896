package library

import (
	"errors"
	"testing"
	"time"
)

// startLater counts the days at a clock that is so many ahead, and returns how many runs the start after
// that leaves.
func startLater(t *testing.T, l *Library, days float64, keep int) int {
	t.Helper()
	l.UseSettings(Settings{KeepUndo: keep})
	if err := errors.Join(l.countUndoDays(time.Now().Add(time.Duration(days*24)*time.Hour)), l.dropOldRuns()); err != nil {
		t.Fatal(err)
	}
	runs, err := l.Runs()
	if err != nil {
		t.Fatal(err)
	}
	return len(runs)
}

// TestUndoGoesByDaysThatWentBy: by what is between the counts, so that no clock that is wrong at one of
// them, or was when a run was made, takes undo away that is to be kept; and what is older goes.
func TestUndoGoesByDaysThatWentBy(t *testing.T) {
	for _, c := range []struct {
		name   string
		keep   int
		counts []float64 // days from now
		left   int       // of one run
	}{
		{"a count a week", 30, []float64{0, 7, 14, 21, 28, 29}, 1},
		{"and another one", 30, []float64{0, 7, 14, 21, 28, 35}, 0},
		{"a count a day", 3, []float64{0, 1, 2, 3, 4}, 0},
		{"many a day", 3, []float64{0, .1, .2, .3, 1, 1.5, 2, 2.5, 2.9}, 1},
		{"years ahead, once", 30, []float64{0, 3650, 1, 2, 8}, 1},
		{"years ahead for a day of work", 30, []float64{0, 3650, 3650.1, 3650.2, 3651, 1}, 1},
		{"years ahead from the first on", 30, []float64{3650, 3651, 2, 3, 9}, 1},
		{"years back, then right", 30, []float64{-9000, 0, 1, 2}, 1},
		{"back and forth", 30, []float64{0, -9000, 1, 5}, 1},
		{"for ever", 0, []float64{0, 7, 3650, 9000}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := newLibrary(t)
			imported(t, l, photosIn(t, 1))
			wrote(t, l, addition("dog"), WriteOptions{})
			left := 0
			for _, days := range c.counts {
				left = startLater(t, l, days, c.keep)
			}
			if left != c.left {
				t.Errorf("%d runs can be undone, want %d", left, c.left)
			}
		})
	}
}

// TestTheRoomOfUndo: it grows with each run, goes with it, and what the settings keep no longer is
// counted.
func TestTheRoomOfUndo(t *testing.T) {
	dir := photosIn(t, 1)
	l := newLibrary(t)
	imported(t, l, dir)
	room := func() UndoRoom {
		t.Helper()
		r, err := l.UndoRoom()
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	if r := room(); r != (UndoRoom{}) {
		t.Errorf("without a run %+v", r)
	}
	wrote(t, l, addition("dog"), WriteOptions{})
	first := room()
	wrote(t, l, addition("cat"), WriteOptions{})
	if r := room(); first.Bytes <= 0 || r.Bytes <= first.Bytes {
		t.Errorf("one run takes %d bytes, two %d", first.Bytes, r.Bytes)
	}
	startLater(t, l, 0, 30)
	if r := room(); r.OldRuns != 0 {
		t.Errorf("%d runs of today are older than 30 days", r.OldRuns)
	}
	wrote(t, l, addition("fox"), WriteOptions{})
	ages := l.undoAges()
	if len(ages.Runs) != 2 {
		t.Fatalf("%+v", ages)
	}
	ages.Days += 31
	if err := l.StoreMeasured(undoAgesKey, ages); err != nil {
		t.Fatal(err)
	}
	if r := room(); r.OldRuns != 2 {
		t.Errorf("%d runs are older than 30 days, want 2", r.OldRuns)
	}
	if _, err := l.DropRuns(time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if r := room(); r != (UndoRoom{}) {
		t.Errorf("after all runs were dropped %+v", r)
	}
}
