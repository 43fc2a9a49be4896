package library

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"catchlight/library/bolt"
	"catchlight/library/disk"
	"catchlight/library/safewrite"
)

// Two requests for one file that meet in a wave, of which the first fails so that its record names
// no file any more: the second has its turn, and the run ends.
func TestFailedTasksReleaseWhatTheyReserved(t *testing.T) {
	l, failure := newLibrary(t), errors.New("it cannot be written")
	dir := t.TempDir()
	began, outcomes := 0, map[int]error{}
	var r *runner
	op := operation{
		label:   "test",
		weights: []int64{1, 1, 1},
		begin: func(n int) *task {
			if began++; began > 9 {
				r.stop(errors.New("the requests go round in circles"))
			}
			return &task{path: filepath.Join(dir, fmt.Sprint(n))}
		},
		prepare: func(t *task) {
			change := safewrite.FileChange{Path: filepath.Join(dir, "one"), Temp: filepath.Join(dir, "temp")}
			t.record = &bolt.Record{Path: t.path, Files: []bolt.FileRecord{{FileChange: change}}}
		},
		commit: func(t *task) { t.err, t.record.Files = failure, nil },
		store:  func(*bolt.Tx, *task) error { return nil },
		report: func(t *task) { outcomes[t.n] = t.err },
	}
	r = newRunner(t.Context(), l, op, 1)
	if err := r.runBatch([]int{0, 1, 2}); err != nil {
		t.Fatal(err)
	}
	for n := range 3 {
		if !errors.Is(outcomes[n], failure) {
			t.Errorf("request %d: %v", n, outcomes[n])
		}
	}
	if len(r.claimed) > 0 {
		t.Errorf("still reserved: %v", r.claimed)
	}
	if _, err := r.end(nil, 3, func(int, error) {}); err != nil {
		t.Error(err)
	}
}

// altered runs a write of a word to all photos of a library, with an operation that the test has
// changed.
func altered(t *testing.T, l *Library, alter func(*writing, *operation)) (Run, map[string]WriteResult) {
	t.Helper()
	results := map[string]WriteResult{}
	w := &writing{lib: l, failed: map[ID]bool{}, o: WriteOptions{Each: func(r WriteResult) { results[filepath.Base(r.Path)] = r }}}
	var all []int
	for n, p := range l.Snapshot().Photos() {
		all = append(all, n)
		w.reqs = append(w.reqs, WriteRequest{Path: p.Path, Edit: addition("dog")})
	}
	w.progress = newReporter(nil, len(all))
	op := w.operation(operation{label: "test", remedy: "write again"})
	alter(w, &op)
	w.runner = newRunner(t.Context(), l, op, w.o.Workers)
	run, err := w.end(w.runBatch(all), len(all), func(int, error) {})
	if err != nil {
		t.Fatal(err)
	}
	return run, results
}

// A panic over one photo is that photo's error, its stack stands in the log, and the other photos
// are written. Where the photo had been written before the panic, undo takes that back, too.
func TestPanicsStopOnePhotoOnly(t *testing.T) {
	boom := func() { panic("a case that nobody has thought of") }
	for name, s := range map[string]struct {
		alter   func(*writing, *operation)
		written int
	}{
		"planning": {func(w *writing, op *operation) {
			op.prepare = func(t *task) {
				if w.plan(t); t.n == 1 {
					boom()
				}
			}
		}, 3},
		"before the change": {func(w *writing, op *operation) {
			op.commit = func(t *task) {
				if t.n == 1 {
					boom()
				}
				w.commitFiles(t)
			}
		}, 3},
		"after the change": {func(w *writing, op *operation) {
			op.commit = func(t *task) {
				if w.commitFiles(t); t.n == 1 {
					boom()
				}
			}
		}, 4},
	} {
		dir := photosIn(t, 4)
		before := hashes(t, dir)
		l := newLibrary(t)
		imported(t, l, dir)
		run, results := altered(t, l, s.alter)
		if run.Photos != s.written || len(results) != 4 {
			t.Errorf("%s: %d of 4 written, %d told", name, run.Photos, len(results))
		}
		log := filepath.Join(filepath.Dir(l.Path()), logName)
		for photo, r := range results {
			if failed := photo == "p00001.jpg"; (r.Err != nil) != failed || failed && !strings.Contains(r.Err.Error(), log) {
				t.Errorf("%s: %s: %v", name, photo, r.Err)
			}
		}
		if text, err := os.ReadFile(log); err != nil || !strings.Contains(string(text), "runner_test.go") {
			t.Errorf("%s: the log holds no stack: %q, %v", name, text, err)
		}
		reverted(t, l, run.ID, WriteOptions{})
		sameFiles(t, name, hashes(t, dir), before)
		invariants(t, l)
	}
}

// A photo that has its new name is written, whatever becomes of its folder after: it is no failure,
// and what may come undone is said.
func TestFoldersThatCannotBeSyncedFailNothing(t *testing.T) {
	dir := photosIn(t, 2)
	l := newLibrary(t)
	imported(t, l, dir)
	away := dir + " away"
	run, results := altered(t, l, func(w *writing, op *operation) {
		w.o.Workers = 1
		commit := op.commit
		op.commit = func(t *task) {
			if commit(t); t.n == 1 {
				t.err = errors.Join(t.err, os.Rename(dir, away))
			}
		}
	})
	r := results["p00001.jpg"]
	if r.Err != nil || !r.Changed || !strings.Contains(r.Why, "cannot be synced") || !strings.Contains(r.Why, dir) {
		t.Errorf("%+v", r)
	}
	if err := os.Rename(away, dir); err != nil {
		t.Fatal(err)
	}
	if got := reverted(t, l, run.ID, WriteOptions{}); !got[filepath.Join(dir, "p00001.jpg")].Restored {
		t.Errorf("%+v", got)
	}
}

func TestTheLogIsBounded(t *testing.T) {
	l := newLibrary(t)
	log := filepath.Join(filepath.Dir(l.Path()), logName)
	for _, size := range []int{0, logSize + 1} {
		write(t, log, make([]byte, size))
		err := l.guarded("photo.jpg", func() error { var none []int; _ = none[size+1]; return nil })
		if err == nil || !strings.Contains(err.Error(), "photo.jpg") {
			t.Error(err)
		}
		if now := disk.Size(log); now == 0 || now > logSize {
			t.Errorf("the log has %d bytes", now)
		}
	}
}
