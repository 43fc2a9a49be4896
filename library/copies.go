package library

import (
	"context"
	"fmt"
	"time"
)

// Backups lists the copies of the library, the newest first. A copy is a library file: it takes the place of the library
// as it is, see Restore.
func (l *Library) Backups() []string { return l.store.backups() }

// BackUp copies the library when the last copy is older than a week, or there is none, and returns the path of the new
// one, "" when none is due. A library without photos is not worth one. The library is checked before, and the copy after
// it was made: only a sound one takes the place of older ones, and of a damaged library there is none (ErrDamaged). It
// blocks on the disk, for some seconds per gigabyte, but nobody else: photos and decisions are stored meanwhile.
func (l *Library) BackUp(ctx context.Context) (string, error) {
	if len(l.Snapshot().photos) == 0 || IsBackup(l.store.path) || !l.store.backupDue(time.Now()) || ctx.Err() != nil {
		return "", ctx.Err()
	}
	if err := l.Check(); err != nil {
		return "", err
	}
	path, err := l.store.backup("")
	if err != nil {
		return "", fmt.Errorf("copy the library: %w", err)
	}
	return path, nil
}
