package library

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

func TestBackUpWhenDue(t *testing.T) {
	l := newLibrary(t)
	if path, err := l.BackUp(t.Context()); path != "" || err != nil {
		t.Errorf("an empty library: %q, %v", path, err)
	}
	imported(t, l, photosIn(t, 3))
	path, err := l.BackUp(t.Context())
	if err != nil || !slices.Equal(l.backups(), []string{path}) {
		t.Fatalf("%q, %v; %q", path, err, l.backups())
	}
	if again, err := l.BackUp(t.Context()); again != "" || err != nil {
		t.Errorf("not due: %q, %v", again, err)
	}
	if copied := opened(t, path); copied.Info().Photos != 3 {
		t.Errorf("the backup: %+v", copied.Info())
	}
}

func TestOldBackupsGo(t *testing.T) {
	l := newLibrary(t)
	imported(t, l, photosIn(t, 1))
	folder := filepath.Join(filepath.Dir(l.Path()), "backups")
	var want []string
	for _, days := range []int{8, 15, 22, 29} {
		name := "library-" + time.Now().UTC().AddDate(0, 0, -days).Format("20060102-150405") + ".db"
		write(t, filepath.Join(folder, name), []byte("a backup"))
		want = append(want, filepath.Join(folder, name))
	}
	stays := filepath.Join(folder, "other-20200101-000000.db")
	write(t, stays, []byte("of another library"))
	leftover := filepath.Join(folder, "."+"library-"+"20260101-000000.db-1.tmp")
	write(t, leftover, []byte("of a crash"))
	path, err := l.BackUp(t.Context())
	if want = append([]string{path}, want[:2]...); err != nil || !slices.Equal(l.backups(), want) {
		t.Errorf("%v: %q", err, l.backups())
	}
	if _, err := os.Stat(stays); err != nil {
		t.Error("a backup of another library went")
	}
	if _, err := os.Stat(leftover); err == nil {
		t.Error("what a crash left stays")
	}
}
