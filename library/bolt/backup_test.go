package bolt

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestBackupDue(t *testing.T) {
	now := time.Now()
	for _, test := range []struct {
		age  time.Duration
		want bool
	}{{time.Hour, false}, {8 * 24 * time.Hour, true}, {-time.Hour, false}, {-30 * 24 * time.Hour, true}} {
		s := &Store{path: filepath.Join(t.TempDir(), "library.db")}
		name := s.backupName() + now.Add(-test.age).UTC().Format(backupTime) + "-format1.db"
		if err := os.Mkdir(s.backupFolder(), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(s.backupFolder(), name), nil, 0o666); err != nil {
			t.Fatal(err)
		}
		if got := s.BackupDue(now); got != test.want {
			t.Errorf("%v: %v", test.age, got)
		}
	}
}

// TestCopiesOfAWrongClock: whatever times a clock that was wrong has left in the names of copies, a new
// copy is the first, stays, and is the one that is put back; the others go for those that come.
func TestCopiesOfAWrongClock(t *testing.T) {
	s := newStore(t)
	if err := os.MkdirAll(s.backupFolder(), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, years := range []int{9, 10, 11} {
		name := s.backupName() + time.Now().AddDate(years, 0, 0).UTC().Format(backupTime) + ".db"
		if err := os.WriteFile(filepath.Join(s.backupFolder(), name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	made, err := s.BackUp()
	if err != nil {
		t.Fatal(err)
	}
	if all := s.Backups(); len(all) != keptBackups || all[0] != made || s.soundCopy() != made {
		t.Errorf("%s was made, there are %q", made, all)
	}
	if s.BackupDue(time.Now()) {
		t.Error("another one is due at once")
	}
}
