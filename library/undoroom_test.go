package library

import (
	"testing"
	"time"

	"catchlight/library/bolt"
)

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
	second, _ := wrote(t, l, addition("cat"), WriteOptions{})
	if r := room(); first.Bytes <= 0 || r.Bytes <= first.Bytes {
		t.Errorf("one run takes %d bytes, two %d", first.Bytes, r.Bytes)
	}
	set := l.Settings()
	set.KeepUndo = 30
	l.UseSettings(set)
	if r := room(); r.OldRuns != 0 {
		t.Errorf("%d runs of today are older than 30 days", r.OldRuns)
	}
	if err := l.store.Change(func(tx *bolt.Tx) error {
		second.Time = time.Now().AddDate(0, 0, -31)
		return tx.PutRun(second)
	}); err != nil {
		t.Fatal(err)
	}
	if r := room(); r.OldRuns != 1 {
		t.Errorf("%d runs are older than 30 days, want 1", r.OldRuns)
	}
	if _, err := l.DropRuns(time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if r := room(); r != (UndoRoom{}) {
		t.Errorf("after all runs were dropped %+v", r)
	}
}
