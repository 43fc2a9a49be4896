package library

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"catchlight/library/bolt"
	"catchlight/library/safewrite"
)

// TestRecovery plays the four ways in which an intent may be met at the start.
func TestRecovery(t *testing.T) {
	dir := photosIn(t, 4)
	l := newLibrary(t)
	in := imported(t, l, dir)
	decide(t, l, Decision{Photo: in.Photos[1], Tag: "dog", Verdict: Typed})
	old, new, foreign, temp := in.Paths[0], in.Paths[1], in.Paths[2], in.Paths[3]
	r := newRunner(t.Context(), l, operation{label: "cut short"}, 1)
	var all []*safewrite.Change
	for i, path := range in.Paths {
		c, err := safewrite.Prepare(path, addition("dog"), safewrite.Options{})
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
		r.ready = append(r.ready, &task{record: &bolt.Record{Photo: in.Photos[i], Path: path, Added: c.Added, Files: intended(c.Files)}})
	}
	if err := r.storeBatch(); err != nil {
		t.Fatal(err)
	}
	if err := all[1].Commit(); err != nil {
		t.Fatal(err)
	}
	write(t, foreign, jpegOf(99))
	write(t, all[3].Files[0].Temp, jpegOf(3)[:50])
	before := hashes(t, dir)
	delete(before, all[3].Files[0].Temp)
	path := l.Path()
	closed(t, l)

	l = opened(t, path)
	sameFiles(t, "recovery", hashes(t, dir), before)
	text := strings.Join(l.Recovered(), "\n")
	for _, want := range []string{"1 photo had been written whole", "2 photos had not been reached", "another program has changed 1 photo"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q does not say %q", text, want)
		}
	}
	if p := l.Snapshot().ByPath(new); !p.Keywords.Has("dog") || len(l.Snapshot().ToWrite()) != 0 {
		t.Errorf("the library does not know what was written: %+v", p.Keywords)
	}
	runs, err := l.Runs()
	if err != nil || len(runs) != 1 || runs[0].Photos != 1 || runs[0].Label != "cut short" {
		t.Fatalf("%+v, %v", runs, err)
	}
	if got := reverted(t, l, runs[0].ID, WriteOptions{}); len(got) != 1 || !got[new].Restored {
		t.Errorf("%+v", got)
	}
	for _, path := range []string{old, new, temp} {
		data, _ := os.ReadFile(path)
		if !bytes.Equal(data, jpegOf(slices.Index(in.Paths, path))) {
			t.Errorf("%s is not what it was", path)
		}
	}
	closed(t, l)
	if l = opened(t, path); len(l.Recovered()) > 0 {
		t.Errorf("recovered twice: %q", l.Recovered())
	}
}

// TestRecoverySaysRunsInTheirOrder: what became of many runs is said run by run, the first one first.
func TestRecoverySaysRunsInTheirOrder(t *testing.T) {
	l := newLibrary(t)
	in := imported(t, l, photosIn(t, 12))
	for i, path := range in.Paths {
		c, err := safewrite.Prepare(path, addition("dog"), safewrite.Options{})
		if err != nil {
			t.Fatal(err)
		}
		r := newRunner(t.Context(), l, operation{label: "cut short"}, 1)
		r.ready = []*task{{record: &bolt.Record{Photo: in.Photos[i], Path: path, Added: c.Added, Files: intended(c.Files)}}}
		if err := r.storeBatch(); err != nil {
			t.Fatal(err)
		}
	}
	path := l.Path()
	closed(t, l)
	for i, said := range opened(t, path).Recovered() {
		if want := fmt.Sprintf("in the middle of run %d:", i+1); !strings.Contains(said, want) {
			t.Errorf("sentence %d is not about run %d: %s", i+1, i+1, said)
		}
	}
}

// TestRecoveryWaitsForADisk: an intent of a folder that is away is looked at when it is back, also
// under another name, once its photos were found there; and what was left beside them goes.
func TestRecoveryWaitsForADisk(t *testing.T) {
	for _, back := range []string{"", "-elsewhere"} {
		dir := photosIn(t, 2)
		l := newLibrary(t)
		in := imported(t, l, dir)
		r := newRunner(t.Context(), l, operation{label: "cut short"}, 1)
		var made []*safewrite.Change
		for i, path := range in.Paths {
			c, err := safewrite.Prepare(path, addition("dog"), safewrite.Options{})
			if err != nil {
				t.Fatal(err)
			}
			made = append(made, c)
			r.ready = append(r.ready, &task{record: &bolt.Record{Photo: in.Photos[i], Path: path, Added: c.Added, Files: intended(c.Files)}})
		}
		if err := errors.Join(r.storeBatch(), made[0].Commit()); err != nil {
			t.Fatal(err)
		}
		write(t, made[0].Files[0].Temp, jpegOf(0)) // displaced, and not removed yet
		write(t, made[1].Files[0].Temp, jpegOf(1)[:50])
		if err := os.Rename(dir, dir+"-away"); err != nil {
			t.Fatal(err)
		}
		path := l.Path()
		for range 2 {
			closed(t, l)
			l = opened(t, path)
			if len(l.Recovered()) != 1 || !strings.Contains(l.Recovered()[0], "disk is away") {
				t.Errorf("%q", l.Recovered())
			}
		}
		there := dir + back
		if err := os.Rename(dir+"-away", there); err != nil {
			t.Fatal(err)
		}
		if back != "" {
			imported(t, l, there)
		}
		closed(t, l)
		l = opened(t, path)
		runs, err := l.Runs()
		if err != nil || len(runs) != 1 || runs[0].Photos != 1 || len(l.Recovered()) != 2 {
			t.Fatalf("%+v, %v, %q", runs, err, l.Recovered())
		}
		reverted(t, l, runs[0].ID, WriteOptions{})
		sameFiles(t, "undone in "+there, hashes(t, there), map[string][32]byte{
			filepath.Join(there, "p00000.jpg"): sha256.Sum256(jpegOf(0)), filepath.Join(there, "p00001.jpg"): sha256.Sum256(jpegOf(1)),
		})
	}
}

// TestRecoveryGoesOnWithoutASilentDisk: what lies on a disk that does not answer is neither looked at
// nor forgotten, and what lies on others is put right.
func TestRecoveryGoesOnWithoutASilentDisk(t *testing.T) {
	l := newLibrary(t)
	dirs := []string{photosIn(t, 1), photosIn(t, 1)}
	r := newRunner(t.Context(), l, operation{label: "cut short"}, 1)
	for _, dir := range dirs {
		in := imported(t, l, dir)
		c, err := safewrite.Prepare(in.Paths[0], addition("dog"), safewrite.Options{})
		if err != nil {
			t.Fatal(err)
		}
		r.ready = append(r.ready, &task{record: &bolt.Record{Photo: in.Photos[0], Path: in.Paths[0], Added: c.Added, Files: intended(c.Files)}})
		write(t, c.Files[0].Temp, jpegOf(0)[:50])
	}
	if err := r.storeBatch(); err != nil {
		t.Fatal(err)
	}
	intents := func() (all []*bolt.Record) {
		if err := l.store.Read(func(tx *bolt.Tx) error { all = tx.Intents(); return nil }); err != nil {
			t.Fatal(err)
		}
		return all
	}
	for at, silent := range []map[string]bool{{dirs[0]: true, dirs[1]: true}, {dirs[0]: true}, nil} {
		cut := &recovery{lib: l, changes: changes{}, tallies: map[uint64]*tally{}, silent: silent}
		if err := cut.run(intents()); err != nil {
			t.Fatal(err)
		}
		if left := intents(); len(left) != len(silent) {
			t.Errorf("with %v silent, %d are left", silent, len(left))
		}
		for i, dir := range dirs {
			want := 1
			if i+at < 2 { // what was left beside the photo
				want = 2
			}
			if files := hashes(t, dir); len(files) != want {
				t.Errorf("with %v silent there are %d files, want %d", silent, len(files), want)
			}
		}
	}
}

// TestRecoveryAfterTheSameWrite: a photo that was written again, in a session that could not look at
// what an earlier one had cut short, stays as it is; and its undo does.
func TestRecoveryAfterTheSameWrite(t *testing.T) {
	l, dir := newLibrary(t), photosIn(t, 1)
	in := imported(t, l, dir)
	before := hashes(t, dir)
	r := newRunner(t.Context(), l, operation{label: "cut short"}, 1)
	c, err := safewrite.Prepare(in.Paths[0], addition("dog"), safewrite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r.ready = append(r.ready, &task{record: &bolt.Record{Photo: in.Photos[0], Path: in.Paths[0], Added: c.Added, Files: intended(c.Files)}})
	if err := r.storeBatch(); err != nil {
		t.Fatal(err)
	}
	run, err := l.Write(t.Context(), "", []WriteRequest{{Path: in.Paths[0], Edit: addition("dog")}}, WriteOptions{})
	if err != nil || run.Photos != 1 {
		t.Fatalf("%+v, %v", run, err)
	}
	written := hashes(t, dir)
	whole, err := os.ReadFile(in.Paths[0])
	if err != nil {
		t.Fatal(err)
	}
	write(t, c.Files[0].Temp, whole[:len(whole)/2])
	path := l.Path()
	closed(t, l)
	l = opened(t, path)
	sameFiles(t, "found again", hashes(t, dir), written)
	for _, id := range []uint64{run.ID, r.run.ID} {
		_ = l.Revert(t.Context(), id, WriteOptions{}, func(Reverted) {})
	}
	sameFiles(t, "undone", hashes(t, dir), before)
}

// TestRecoveryFollowsRenamedPhotos: files that were named anew, or went into another folder, before the
// start after a crash are looked at once the library has found them; what is gone for good is
// asked for no more.
func TestRecoveryFollowsRenamedPhotos(t *testing.T) {
	dir := photosIn(t, 3)
	l := newLibrary(t)
	in := imported(t, l, dir)
	r := newRunner(t.Context(), l, operation{label: "cut short"}, 1)
	for i, path := range in.Paths {
		o := safewrite.Options{}
		if i == 1 {
			o.To = safewrite.SidecarFile
		}
		c, err := safewrite.Prepare(path, addition("dog"), o)
		if err != nil {
			t.Fatal(err)
		}
		r.ready = []*task{{record: &bolt.Record{Photo: in.Photos[i], Path: path, Added: c.Added, Files: intended(c.Files)}}}
		if err := errors.Join(r.storeBatch(), c.Commit()); err != nil {
			t.Fatal(err)
		}
	}
	beside, into := filepath.Join(dir, "first.jpg"), filepath.Join(dir, "2026", "second.jpg")
	err := errors.Join(os.Mkdir(filepath.Dir(into), 0o755), os.Rename(in.Paths[0], beside),
		os.Rename(in.Paths[1], into), os.Rename(in.Paths[1]+".xmp", into+".xmp"), os.Remove(in.Paths[2]))
	if err != nil {
		t.Fatal(err)
	}
	path := l.Path()
	closed(t, l)
	l = opened(t, path)
	if said := strings.Join(l.Recovered(), " "); len(l.Recovered()) != 1 || !strings.Contains(said, "3 photos cannot be found") {
		t.Errorf("%q", said)
	}
	imported(t, l, dir)
	closed(t, l)
	l = opened(t, path)
	runs, err := l.Runs()
	if err != nil || len(runs) != 1 || runs[0].Photos != 2 {
		t.Fatalf("%+v, %v, %q", runs, err, l.Recovered())
	}
	reverted(t, l, runs[0].ID, WriteOptions{})
	sameFiles(t, "undone", hashes(t, dir), map[string][32]byte{beside: sha256.Sum256(jpegOf(0)), into: sha256.Sum256(jpegOf(1))})
	closed(t, l)
	if l = opened(t, path); len(l.Recovered()) > 0 {
		t.Errorf("asked for again: %q", l.Recovered())
	}
}
