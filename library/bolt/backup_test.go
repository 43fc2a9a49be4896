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
