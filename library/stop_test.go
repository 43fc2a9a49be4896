package library

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"catchlight/library/safewrite"
)

// attempt writes a word to all photos of the library, and sorts the results.
func attempt(t *testing.T, l *Library, o WriteOptions) (ok int, failed []error, err error) {
	t.Helper()
	var reqs []WriteRequest
	for _, p := range l.Snapshot().Photos() {
		reqs = append(reqs, WriteRequest{Path: p.Path, Edit: addition("dog")})
	}
	o.Each = func(r WriteResult) {
		if r.Err == nil && r.Changed {
			ok++
		} else {
			failed = append(failed, r.Err)
		}
	}
	_, err = l.Write(t.Context(), "test", reqs, o)
	return ok, failed, err
}

func TestFolderGone(t *testing.T) {
	dir := photosIn(t, 30)
	l := newLibrary(t)
	imported(t, l, dir)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	ok, failed, err := attempt(t, l, WriteOptions{})
	if ok != 0 || len(failed) != 30 || !errors.Is(err, ErrStopped) || !strings.Contains(err.Error(), dir+" is not there") {
		t.Errorf("%d, %d, %v; %v", ok, len(failed), err, failed[0])
	}
}

func TestVanishedPhotoStopsNothing(t *testing.T) {
	dir := photosIn(t, 5)
	l := newLibrary(t)
	imported(t, l, dir)
	if err := os.Remove(dir + "/p00002.jpg"); err != nil {
		t.Fatal(err)
	}
	ok, failed, err := attempt(t, l, WriteOptions{})
	if ok != 4 || len(failed) != 1 || err != nil || !strings.Contains(failed[0].Error(), "p00002.jpg") {
		t.Errorf("%d, %v, %v", ok, failed, err)
	}
}

func TestCancelledWriteStaysWhole(t *testing.T) {
	dir := photosIn(t, 300)
	before := hashes(t, dir)
	l := newLibrary(t)
	in := imported(t, l, dir)
	var reqs []WriteRequest
	for _, id := range in.Photos {
		reqs = append(reqs, WriteRequest{Path: l.Snapshot().Photo(id).Path, Edit: addition("dog")})
	}
	ctx, cancel := context.WithCancel(t.Context())
	told := 0
	run, err := l.Write(ctx, "test", reqs, WriteOptions{Each: func(WriteResult) {
		if told++; told == 20 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || run.Photos < 20 {
		t.Errorf("%+v, %v", run, err)
	}
	changed := 0
	for path, hash := range hashes(t, dir) {
		if before[path] != hash {
			changed++
		}
	}
	if changed != run.Photos {
		t.Errorf("%d files changed, %d in the run", changed, run.Photos)
	}
	reverted(t, l, run.ID, WriteOptions{})
	sameFiles(t, "undo", hashes(t, dir), before)
}

func TestReadOnlyPhotosGetASidecar(t *testing.T) {
	dir := photosIn(t, 2)
	before := hashes(t, dir)
	if err := os.Chmod(dir+"/p00001.jpg", 0o444); err != nil {
		t.Fatal(err)
	}
	l := newLibrary(t)
	imported(t, l, dir)
	run, got := wrote(t, l, addition("dog"), WriteOptions{})
	if r := got[dir+"/p00001.jpg"]; !slices.Equal(r.To, []safewrite.Destination{safewrite.SidecarFile}) || r.Why == "" {
		t.Errorf("%+v", r)
	}
	reverted(t, l, run.ID, WriteOptions{})
	sameFiles(t, "undo", hashes(t, dir), before)
}
