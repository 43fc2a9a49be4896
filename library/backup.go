package library

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"
)

// Backups are copies of the library file in a folder beside it. keptBackups is how many stay; a new one is due once the
// last is older than backupInterval.
const (
	keptBackups    = 3
	backupInterval = 7 * 24 * time.Hour
	backupTime     = "20060102-150405" // in a backup's name, UTC: the order of the names is that of the times
)

// Backups lists the copies of the library, the newest first. A copy is a library file: it takes the place of the library,
// or is opened as one, as it is.
func (l *Library) Backups() []string { return l.store.backups() }

// BackUp copies the library when the last copy is older than a week, or there is none, and returns the path of the new
// one, "" when none is due. A library without photos is not worth one. It blocks on the disk, for about a second per
// gigabyte, but nobody else: photos and decisions are stored meanwhile.
func (l *Library) BackUp(ctx context.Context) (string, error) {
	if len(l.Snapshot().photos) == 0 || !l.store.backupDue(time.Now()) || ctx.Err() != nil {
		return "", ctx.Err()
	}
	path, err := l.store.backup("")
	if err != nil {
		return "", fmt.Errorf("copy the library: %w", err)
	}
	return path, nil
}

func (s *store) backupFolder() string { return filepath.Join(filepath.Dir(s.path), "backups") }

// backupName is the part of a backup's name before the time; libraries in one folder keep theirs apart by it.
func (s *store) backupName() string {
	base := filepath.Base(s.path)
	return strings.TrimSuffix(base, filepath.Ext(base)) + "-"
}

// backups lists the copies, the newest first.
func (s *store) backups() []string {
	var paths []string
	entries, _ := os.ReadDir(s.backupFolder()) // no folder: no backups
	for _, entry := range entries {
		if _, ok := s.backupMade(entry.Name()); ok {
			paths = append(paths, filepath.Join(s.backupFolder(), entry.Name()))
		}
	}
	slices.Sort(paths)
	slices.Reverse(paths)
	return paths
}

// backupMade reads the time in the name of a copy; ok is false for other files.
func (s *store) backupMade(name string) (made time.Time, ok bool) {
	rest, ours := strings.CutPrefix(name, s.backupName())
	if !ours || len(rest) < len(backupTime) || filepath.Ext(name) != ".db" {
		return time.Time{}, false
	}
	made, err := time.Parse(backupTime, rest[:len(backupTime)])
	return made, err == nil
}

// backupDue is true also for a time to come, which a clock that was wrong has left.
func (s *store) backupDue(now time.Time) bool {
	all := s.backups()
	if len(all) == 0 {
		return true
	}
	made, _ := s.backupMade(filepath.Base(all[0]))
	return now.Sub(made).Abs() >= backupInterval
}

// backup copies the file as it stands at this moment, and removes the oldest copies. why is a part of the name.
func (s *store) backup(why string) (string, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.db == nil {
		return "", ErrClosed
	}
	if err := os.MkdirAll(s.backupFolder(), 0o755); err != nil {
		return "", err
	}
	name := s.backupName() + time.Now().UTC().Format(backupTime)
	if why != "" {
		name += "-" + why
	}
	path := filepath.Join(s.backupFolder(), name+".db")
	err := s.db.View(func(tx *bolt.Tx) error {
		if free, _, known := FreeSpace(s.backupFolder()); known && int64(free) < tx.Size()+spareDisk {
			return fmt.Errorf("the disk has %.1f MB free, and a copy takes %.1f MB: free some space", float64(free)/1e6, float64(tx.Size())/1e6)
		}
		return ReplaceFile(path, func(file io.Writer) error { _, err := tx.WriteTo(file); return err })
	})
	if err != nil {
		return "", err
	}
	return path, s.prune()
}

// spareDisk is what a backup leaves free for the rest of the user's work, in bytes.
const spareDisk = 64 << 20

// prune removes the oldest copies, and what a crash has left of one.
func (s *store) prune() error {
	all := s.backups()
	for _, path := range all[min(len(all), keptBackups):] {
		if err := os.Remove(path); err != nil {
			return err
		}
	}
	entries, err := os.ReadDir(s.backupFolder())
	for _, entry := range entries {
		if name := entry.Name(); strings.HasPrefix(name, "."+s.backupName()) && strings.HasSuffix(name, ".tmp") {
			_ = os.Remove(filepath.Join(s.backupFolder(), name)) // else it takes some space until the next week
		}
	}
	return err
}
