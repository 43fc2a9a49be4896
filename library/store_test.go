package library

import (
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"catchlight/library/bolt"
)

func TestSecondInstance(t *testing.T) {
	l := newLibrary(t)
	_, err := Open(l.Path())
	if !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), l.Path()) {
		t.Errorf("%v", err)
	}
}

func TestNewerFormatIsRefusedAndLeftAlone(t *testing.T) {
	l := newLibrary(t)
	path := l.Path()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	setFormat(t, path, bolt.Format+1)
	before, _ := os.ReadFile(path)
	if _, err := Open(path); !errors.Is(err, ErrNewer) || !strings.Contains(err.Error(), "made by a newer Catchlight: update the app") {
		t.Errorf("%v", err)
	}
	if after, _ := os.ReadFile(path); string(after) != string(before) {
		t.Error("the file was changed")
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	stranger := filepath.Join(dir, "stranger.db")
	db, err := bbolt.Open(stranger, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error { _, err := tx.CreateBucket([]byte("theirs")); return err })
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "text.db"), []byte(strings.Repeat("no database ", 1000)))
	write(t, filepath.Join(dir, "short.db"), []byte("short"))
	for name, want := range map[string]string{
		"stranger.db": "no Catchlight library", "text.db": "no Catchlight library", "short.db": "library",
		"no/folder.db": "library", ".": "library",
	} {
		path := filepath.Join(dir, name)
		before, _ := os.ReadFile(path)
		l, err := Open(path)
		if err == nil {
			_ = l.Close()
			t.Errorf("%s was opened", name)
			continue
		}
		if !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), filepath.Base(path)) {
			t.Errorf("%s: %v", name, err)
		}
		if after, _ := os.ReadFile(path); string(after) != string(before) {
			t.Errorf("%s was changed", name)
		}
	}
}

func TestReadOnlyFolder(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root writes everywhere: run as another user to test a folder that is read-only")
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(filepath.Join(dir, "library.db")); err == nil || !strings.Contains(err.Error(), "writable") {
		t.Errorf("%v", err)
	}
}

func TestClosedLibrarySaysSo(t *testing.T) {
	l := newLibrary(t)
	in := imported(t, l, photosIn(t, 1))
	closed(t, l)
	for what, err := range map[string]error{
		"decide":  l.Decide("x", Decision{Photo: in.Photos[0], Tag: "a", Verdict: Typed}),
		"vectors": l.StoreVectors("m", []Vector{{Picture: pictureOf(1), Values: []float32{1}}}),
		"check":   l.Check(),
		"compact": l.Compact(),
		"revert":  l.Revert(t.Context(), 1, WriteOptions{}, nil),
	} {
		if !errors.Is(err, ErrClosed) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := l.Close(); err != nil {
		t.Error(err)
	}
}

func TestCompactKeepsAll(t *testing.T) {
	dir := photosIn(t, 200)
	l := newLibrary(t)
	in := imported(t, l, dir)
	decide(t, l, Decision{Photo: in.Photos[3], Tag: "x", Verdict: Typed})
	for i := range 200 {
		if err := l.StoreVectors("m", []Vector{{Picture: l.Snapshot().Photo(in.Photos[i]).Picture, Values: make([]float32, 512)}}); err != nil {
			t.Fatal(err)
		}
	}
	before := l.Info()
	if err := l.Compact(); err != nil {
		t.Fatal(err)
	}
	after := l.Info()
	if after.Bytes >= before.Bytes || after.Vectors != 200 || after.Photos != 200 || after.Decisions != 1 {
		t.Errorf("%+v becomes %+v", before, after)
	}
	decide(t, l, Decision{Photo: in.Photos[4], Tag: "y", Verdict: Typed})
	if _, err := Open(l.Path()); !errors.Is(err, ErrLocked) {
		t.Errorf("the lock is lost: %v", err)
	}
	entries, _ := os.ReadDir(filepath.Dir(l.Path()))
	isKept := func(entry os.DirEntry) bool {
		return entry.Name() == "library.db" || entry.Name() == "library.db.reading"
	}
	if left := slices.DeleteFunc(entries, isKept); len(left) > 0 {
		t.Errorf("left over: %v", left)
	}
}

func TestCheckFindsDamage(t *testing.T) {
	l := newLibrary(t)
	in := imported(t, l, photosIn(t, 2))
	path := l.Path()
	decide(t, l, Decision{Photo: in.Photos[1], Tag: "stray", Verdict: Typed})
	l = harmed(t, l, func(tx *bbolt.Tx) error {
		decisions := tx.Bucket([]byte("decisions"))
		stray := slices.Clone(decisions.Get(append(keyOf(in.Photos[1]), "stray"...)))
		return errors.Join(
			tx.Bucket([]byte("photos")).Put(keyOf(in.Photos[0]), []byte{2, 7}),
			decisions.Put(append(keyOf(99), "stray"...), stray))
	})
	err := l.Check()
	if err == nil || !strings.Contains(err.Error(), "damaged") || !strings.Contains(err.Error(), "stray") {
		t.Errorf("%v", err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	l, err = Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Snapshot().Photos()) != 1 || len(l.Recovered()) != 1 {
		t.Errorf("%v, %q", l.Snapshot().Photos(), l.Recovered())
	}
	_ = l.Close()
}

func TestSettings(t *testing.T) {
	l := newLibrary(t)
	dir := filepath.Dir(l.Path())
	file := filepath.Join(dir, "settings.json")
	write(t, file, []byte(`{"vocabulary":"mine","tomorrow":{"a":1}}`))
	closed(t, l)
	l = opened(t, l.Path())
	s := l.Settings()
	if s.Vocabulary != "mine" {
		t.Errorf("%+v", s)
	}
	s.Vocabulary, s.KeepTime = "", true
	if err := l.SetSettings(s); err != nil {
		t.Fatal(err)
	}
	data, _ := os.ReadFile(file)
	if got := strings.Join(strings.Fields(string(data)), ""); got != `{"keepTime":true,"tomorrow":{"a":1}}` {
		t.Errorf("%s", got)
	}
	closed(t, l)
	write(t, file, []byte("{"))
	l = opened(t, l.Path())
	if !reflect.DeepEqual(l.Settings(), Settings{}) || len(l.Recovered()) != 1 || !strings.Contains(l.Recovered()[0], file) {
		t.Errorf("%+v, %q", l.Settings(), l.Recovered())
	}
}

func TestMeasured(t *testing.T) {
	type figure struct{ Speed float64 }
	lib := newLibrary(t)
	var f figure
	if lib.Measured("machine", &f) {
		t.Error("something was measured before")
	}
	for _, speed := range []float64{1, 2.5} {
		if err := lib.StoreMeasured("machine", figure{speed}); err != nil {
			t.Fatal(err)
		}
	}
	closed(t, lib)
	lib = opened(t, lib.Path())
	if !lib.Measured("machine", &f) || f.Speed != 2.5 {
		t.Errorf("%+v", f)
	}
}

// setFormat makes a library that nobody has open one of another format.
func setFormat(t testing.TB, path string, format uint64) {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte("meta")).Put([]byte("format"), binary.AppendUvarint(nil, format))
	})
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}
