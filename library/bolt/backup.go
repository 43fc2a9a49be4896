package bolt

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"catchlight/library/disk"
)

// Backups are copies of the library file in a folder beside it. keptBackups is how many stay, of
// those that were sound when they were made, and of those of a library that was damaged or
// replaced; a new one is due once the last is older than backupInterval.
const (
	keptBackups    = 3
	backupInterval = 7 * 24 * time.Hour
	backupTime     = "20060102-150405" // in a backup's name, UTC: the order of the names is that of the times
	backupsFolder  = "backups"
)

// Why a copy was made that is not to be relied on; a part of its name.
const (
	copyDamaged  = "damaged"
	copyReplaced = "replaced"
)

func (s *Store) backupFolder() string { return filepath.Join(filepath.Dir(s.path), backupsFolder) }

// backupName is the part of a backup's name before the time; libraries in one folder keep theirs
// apart by it.
func (s *Store) backupName() string {
	base := filepath.Base(s.path)
	return strings.TrimSuffix(base, filepath.Ext(base)) + "-"
}

// Backups lists the copies, the newest first. Those of a time to come, which a clock that was wrong has
// left, are taken for the oldest: else they would be put back first, and each new copy would go in
// their place.
func (s *Store) Backups() []string {
	var paths []string
	entries, _ := os.ReadDir(s.backupFolder()) // no folder: no backups
	for _, entry := range entries {
		if _, ok := s.backupMade(entry.Name()); ok {
			paths = append(paths, filepath.Join(s.backupFolder(), entry.Name()))
		}
	}
	slices.Sort(paths)
	slices.Reverse(paths)
	toCome := 0
	for _, path := range paths {
		if made, _ := s.backupMade(filepath.Base(path)); time.Until(made) >= backupInterval {
			toCome++
		}
	}
	return slices.Concat(paths[toCome:], paths[:toCome])
}

// backupMade reads the time in the name of a copy; ok is false for other files.
func (s *Store) backupMade(name string) (made time.Time, ok bool) {
	rest, ours := strings.CutPrefix(name, s.backupName())
	if !ours {
		return time.Time{}, false
	}
	return timeOfCopy(rest)
}

// timeOfCopy reads what stands in a copy's name after that of its library.
func timeOfCopy(rest string) (made time.Time, ok bool) {
	if len(rest) < len(backupTime) || filepath.Ext(rest) != ".db" {
		return time.Time{}, false
	}
	made, err := time.Parse(backupTime, rest[:len(backupTime)])
	return made, err == nil
}

// IsBackup reports whether a path is that of a copy in the folder of copies: to be put back, not to
// be worked with. Does not look at the disk.
func IsBackup(path string) bool {
	dir, name := filepath.Split(path)
	if filepath.Base(dir) != backupsFolder {
		return false
	}
	for i := range len(name) {
		if name[i] != '-' {
			continue
		}
		if _, ok := timeOfCopy(name[i+1:]); ok {
			return true
		}
	}
	return false
}

// madeOn is the day of a copy.
func (s *Store) madeOn(copy string) string {
	made, _ := s.backupMade(filepath.Base(copy))
	return made.Local().Format(time.DateOnly)
}

// isSpare reports whether a copy is of a library that was damaged or replaced.
func isSpare(copy string) bool {
	stem := strings.TrimSuffix(copy, filepath.Ext(copy))
	return strings.HasSuffix(stem, "-"+copyDamaged) || strings.HasSuffix(stem, "-"+copyReplaced)
}

// soundCopy is the newest copy that is sound, "" where none is. It reads them from end to end.
func (s *Store) soundCopy() string {
	for _, path := range s.Backups() {
		if !isSpare(path) && CheckFile(path) == nil {
			return path
		}
	}
	return ""
}

// BackupDue is true also for a time to come, which a clock that was wrong has left. Copies of a
// damaged library do not count.
func (s *Store) BackupDue(now time.Time) bool {
	all := slices.DeleteFunc(s.Backups(), isSpare)
	if len(all) == 0 {
		return true
	}
	made, _ := s.backupMade(filepath.Base(all[0]))
	return now.Sub(made).Abs() >= backupInterval
}

// BackUp copies the file as it stands at this moment, and returns the path of the copy. It blocks
// on the disk, but nobody else.
func (s *Store) BackUp() (string, error) { return s.backup("") }

// backup copies the file as it stands at this moment, and checks the copy before it removes the
// oldest ones for it. why is a part of the name.
func (s *Store) backup(why string) (string, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.db == nil {
		return "", ErrClosed
	}
	var path string
	err := s.db.View(func(tx *bbolt.Tx) (err error) {
		path, err = s.writeCopy(why, tx.Size(), func(file io.Writer) error { _, err := tx.WriteTo(file); return err })
		return err
	})
	if err != nil {
		return "", err
	}
	return s.settleCopy(path, why)
}

// keepCopy is backup for a file that cannot be opened as a library, or is to be replaced by
// another.
func (s *Store) keepCopy(why string) error {
	file, err := os.Open(s.path)
	if err != nil {
		return err
	}
	path, err := s.writeCopy(why, disk.Size(s.path), func(to io.Writer) error { _, err := io.Copy(to, file); return err })
	if err = errors.Join(err, file.Close()); err == nil {
		_, err = s.settleCopy(path, why)
	}
	return err
}

// spareDisk is what a backup leaves free for the rest of the user's work, in bytes.
const spareDisk = 64 << 20

// writeCopy makes the file of a copy, as private as the library is.
func (s *Store) writeCopy(why string, size int64, write func(io.Writer) error) (string, error) {
	if err := os.MkdirAll(s.backupFolder(), 0o700); err != nil {
		return "", err
	}
	if free, _, known := disk.FreeSpace(s.backupFolder()); known && int64(free) < size+spareDisk {
		return "", fmt.Errorf("the disk has %.1f MB free, and a copy takes %.1f MB: free some space", float64(free)/1e6, float64(size)/1e6)
	}
	name := s.backupName() + time.Now().UTC().Format(backupTime)
	if why != "" {
		name += "-" + why
	}
	path := filepath.Join(s.backupFolder(), name+".db")
	return path, disk.ReplaceLike(path, s.path, write)
}

// settleCopy removes the oldest copies for a new one when that is sound, or of the spare ones. A
// weekly one that is not sound goes; what else was to be kept becomes a spare one. It returns where
// the copy is.
func (s *Store) settleCopy(path, why string) (string, error) {
	if isSpare(path) {
		return path, s.prune(isSpare)
	}
	err := CheckFile(path)
	switch {
	case err == nil:
		return path, s.prune(func(copy string) bool { return !isSpare(copy) })
	case why == "":
		return "", errors.Join(fmt.Errorf("the copy %s is not sound, so those from before stay: %w", path, err), os.Remove(path))
	}
	spare := strings.TrimSuffix(path, ".db") + "-" + copyDamaged + ".db"
	return spare, os.Rename(path, spare)
}

// prune removes the oldest copies of one kind, and what a crash has left of one.
func (s *Store) prune(kind func(copy string) bool) error {
	all := slices.DeleteFunc(s.Backups(), func(path string) bool { return !kind(path) })
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
