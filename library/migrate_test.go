package library

import (
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"catchlight/library/bolt"
	"catchlight/library/picture"
)

// oldLibrary unpacks a library that an earlier version has made. testdata/format1.db.gz: fifteen
// photos of /photos, four decisions and one on a written word, vectors of two models, a run of 14
// photos, and an intent that a crash has left.
func oldLibrary(t testing.TB, name string) (path string) {
	t.Helper()
	packed, err := os.Open(filepath.Join("testdata", name+".gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	unpacked, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(unpacked)
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), name)
	write(t, path, data)
	return path
}

func TestMigrationKeepsEverything(t *testing.T) {
	path := oldLibrary(t, "format1.db")
	l := opened(t, path)
	if info := l.Info(); info.Photos != 15 || info.Vectors != 17 || info.Decisions != 5 || info.Format != bolt.Format {
		t.Errorf("%+v", info)
	}
	p := l.Snapshot().ByPath("/photos/2024/p00.jpg")
	ds := l.Snapshot().Decisions(p.ID)
	if len(ds) != 2 || ds[0].Tag != "dog" || ds[0].Path != "animal|dog" || ds[0].Model != "starter" || ds[1].Verdict != Rejected || !ds[1].Bulk {
		t.Errorf("decisions: %+v", ds)
	}
	if !p.Keywords.Has("written") || p.Format != picture.JPEG || p.PictureChanged || !l.HasVector("starter", p.Picture) {
		t.Errorf("photo: %+v", p)
	}
	if l.Snapshot().ByPath("/photos/not\xffutf8.jpg") == nil {
		t.Error("a path is lost")
	}
	runs, err := l.Runs()
	if err != nil || len(runs) != 1 || runs[0].Photos != 14 || len(l.TextVectors("starter", []string{"a dog"})[0]) != 2 {
		t.Errorf("%+v, %v", runs, err)
	}
	if len(l.Recovered()) != 1 || !strings.Contains(l.Recovered()[0], "disk is away") {
		t.Errorf("%q", l.Recovered())
	}
	backups := l.backups()
	if len(backups) != 1 || !strings.HasSuffix(backups[0], "-format1.db") {
		t.Fatalf("%q", backups)
	}
	closed(t, l)
	l = opened(t, path)
	if len(l.backups()) != 1 {
		t.Error("a second start made a second backup")
	}
	closed(t, l)
	copied := filepath.Join(t.TempDir(), "copy.db") // a backup is a library
	data, _ := os.ReadFile(backups[0])
	write(t, copied, data)
	if l := opened(t, copied); l.Info().Decisions != 5 {
		t.Errorf("%+v", l.Info())
	}
}

func TestMigrationThatCannotKeepABackupChangesNothing(t *testing.T) {
	path := oldLibrary(t, "format1.db")
	write(t, filepath.Join(filepath.Dir(path), "backups"), []byte("a file in the place of the folder"))
	if _, err := Open(path); err == nil || !strings.Contains(err.Error(), "backup") {
		t.Fatalf("%v", err)
	}
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	err = db.View(func(tx *bbolt.Tx) error {
		if found, _ := binary.Uvarint(tx.Bucket([]byte("meta")).Get([]byte("format"))); found != 1 {
			t.Errorf("format %d", found)
		}
		return nil
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Error(err)
	}
}

// TestBucketsOfLaterDays: a bucket that this format did not have at first is made where it is
// missing.
func TestBucketsOfLaterDays(t *testing.T) {
	l := newLibrary(t)
	l = harmed(t, l, func(tx *bbolt.Tx) error { return tx.DeleteBucket([]byte("sources")) })
	if err := l.AddSources(t.TempDir()); err != nil || len(l.Snapshot().Sources()) != 1 {
		t.Error(err, l.Snapshot().Sources())
	}
}
