package library

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"catchlight/library/bolt"
	"catchlight/library/keywords"
)

// jpegOf makes a small JPEG whose pixels depend on n alone.
func jpegOf(n int) []byte {
	m := image.NewGray(image.Rect(0, 0, 16, 16))
	for i := range 16 {
		level := uint8(n >> i & 1 * 200)
		for j := range 4 {
			m.SetGray(i%8*2+j%2, i/8*8+j/2, color.Gray{Y: level})
			m.SetGray(i%8*2+j%2, i/8*8+4+j/2, color.Gray{Y: level})
		}
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, &jpeg.Options{Quality: 95}); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func write(t testing.TB, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// photosIn makes n different photos in a new folder.
func photosIn(t testing.TB, n int) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for i := range n {
		write(t, filepath.Join(dir, fmt.Sprintf("p%05d.jpg", i)), jpegOf(i))
	}
	return dir
}

// opened opens a library, and checks all that must hold of it when the test is over.
func opened(t testing.TB, path string) *Library {
	t.Helper()
	l, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closed(t, l) })
	return l
}

func newLibrary(t testing.TB) *Library {
	t.Helper()
	return opened(t, filepath.Join(t.TempDir(), "library.db"))
}

// closed checks a library and closes it; nothing the second time.
func closed(t testing.TB, l *Library) {
	t.Helper()
	if err := l.store.Read(func(*bolt.Tx) error { return nil }); errors.Is(err, ErrClosed) {
		return
	}
	invariants(t, l)
	if err := l.Close(); err != nil {
		t.Error(err)
	}
}

// harmed changes the file of a library by bbolt itself, as no version of the program would, and
// opens it again.
func harmed(t testing.TB, l *Library, do func(tx *bbolt.Tx) error) *Library {
	t.Helper()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := bbolt.Open(l.Path(), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Update(do), db.Close()); err != nil {
		t.Fatal(err)
	}
	return opened(t, l.Path())
}

// keyOf is the key of a photo in the file.
func keyOf(id ID) []byte { return binary.BigEndian.AppendUint64(nil, uint64(id)) }

// invariants: the file is sound, memory and file say the same, lists are in order.
func invariants(t testing.TB, l *Library) {
	t.Helper()
	if err := l.Check(); err != nil {
		t.Error(err)
	}
	snap := l.Snapshot()
	if !slices.IsSortedFunc(snap.photos, func(a, b *Photo) int { return strings.Compare(a.Path, b.Path) }) {
		t.Error("photos are not in order of path")
	}
	stored, _, damaged, err := loadSnapshot(l.store)
	if err != nil || damaged > 0 {
		t.Fatal(err, damaged, "damaged records")
	}
	if !slices.EqualFunc(stored.sources, snap.sources, Source.equal) {
		t.Errorf("sources: %v in the file, %v in memory", stored.sources, snap.sources)
	}
	if len(stored.photos) != len(snap.photos) {
		t.Fatalf("%d photos in the file, %d in memory", len(stored.photos), len(snap.photos))
	}
	for _, p := range snap.photos {
		kept := stored.Photo(p.ID)
		if kept == nil || !bytes.Equal(kept.record().Encode(), p.record().Encode()) {
			t.Errorf("photo %d: %+v in the file, %+v in memory", p.ID, kept, p)
			continue
		}
		if !slices.Equal(stored.Decisions(p.ID), snap.Decisions(p.ID)) {
			t.Errorf("decisions of %d: %v in the file, %v in memory", p.ID, stored.Decisions(p.ID), snap.Decisions(p.ID))
		}
	}
}

func imported(t testing.TB, l *Library, paths ...string) Imported {
	t.Helper()
	in, err := l.Import(context.Background(), paths, ImportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// counts is the figures of an import: new, known, moved, failed, passed.
func (in Imported) counts() [5]int {
	return [5]int{in.New, in.Known, in.Moved, len(in.Failed), in.Passed.Files}
}

func decide(t testing.TB, l *Library, ds ...Decision) {
	t.Helper()
	if err := l.Decide("test", ds...); err != nil {
		t.Fatal(err)
	}
}

// hashes lists the files below a folder with the hash of their content; hidden ones too.
func hashes(t testing.TB, dir string) map[string][32]byte {
	t.Helper()
	all := map[string][32]byte{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		all[path] = sha256.Sum256(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func sameFiles(t testing.TB, what string, got, want map[string][32]byte) {
	t.Helper()
	if maps.Equal(got, want) {
		return
	}
	for path := range want {
		if got[path] != want[path] {
			t.Errorf("%s: %s differs or is gone", what, path)
		}
	}
	for path := range got {
		if _, ok := want[path]; !ok {
			t.Errorf("%s: %s is left over", what, path)
		}
	}
}

// wrote runs a write of words to all photos of a library and returns the run and the results by
// path.
func wrote(t testing.TB, l *Library, e keywords.Edit, o WriteOptions) (Run, map[string]WriteResult) {
	t.Helper()
	var reqs []WriteRequest
	for _, p := range l.Snapshot().Photos() {
		reqs = append(reqs, WriteRequest{Path: p.Path, Edit: e})
	}
	results := map[string]WriteResult{}
	o.Each = func(r WriteResult) { results[r.Path] = r }
	run, err := l.Write(context.Background(), "test", reqs, o)
	if err != nil {
		t.Fatal(err)
	}
	if len(results) != len(reqs) {
		t.Fatalf("%d results for %d requests", len(results), len(reqs))
	}
	return run, results
}

func reverted(t testing.TB, l *Library, run uint64, o WriteOptions) map[string]Reverted {
	t.Helper()
	all := map[string]Reverted{}
	if err := l.Revert(context.Background(), run, o, func(r Reverted) { all[r.Path] = r }); err != nil {
		t.Fatal(err)
	}
	return all
}

// pngOf makes a small PNG whose pixels depend on n alone.
func pngOf(t testing.TB, n int) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, 8, 8))
	m.SetGray(1, 1, color.Gray{Y: uint8(n)})
	var out bytes.Buffer
	if err := png.Encode(&out, m); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
