package library

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"catchlight/library/bolt"
	"catchlight/library/picture"
)

// Check reads the whole file and returns what is wrong with it, nil when it is sound. It blocks on
// the disk, for about a second per gigabyte.
func (l *Library) Check() error { return l.store.Check() }

// Repair checks the file and cures what is wrong, after a copy of it was kept: a damaged photo is
// read again at the next import and keeps its decisions where its path can be read; what else is
// damaged, or belongs to nothing, is dropped; vectors that are lost are computed again. Where pages
// with decisions, photos or undo are lost, and a sound copy has them, it changes nothing and names
// that; where there is none, it saves what can be read. It returns what was wrong, nil when nothing
// was. Its error says what could not be cured. It blocks on the disk, and nobody else may use the
// library meanwhile.
func (l *Library) Repair() (cured []error, err error) {
	cured, err = l.store.Repair()
	if err != nil || len(cured) == 0 {
		return nil, err
	}
	return cured, l.reload()
}

// RepairFile is Repair for a library that is too damaged to be opened: what can be read of it is
// put into a new file. It returns what was wrong and what was lost, and blocks on the disk.
func RepairFile(path string) (lost []error, err error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("repair the library: %w", err)
	}
	why, lost, err := bolt.SalvageFile(abs)
	if err != nil {
		return nil, err
	}
	l, err := Open(abs)
	if err != nil {
		return nil, err
	}
	cured, err := l.Repair()
	if why != nil {
		lost = append([]error{why}, lost...)
	}
	return append(lost, cured...), errors.Join(err, l.Close())
}

// reload reads everything anew.
func (l *Library) reload() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.vectors.Unload()
	l.images, l.steps = nil, steps{}
	return l.load()
}

// Copy is a copy of the library in the folder beside it.
type Copy = bolt.Copy

// Copies lists the copies of the library at path, which need not be there, the newest first. Each
// is read from end to end: it blocks on the disk, for about a second per gigabyte.
func Copies(path string) ([]Copy, error) { return bolt.Copies(path) }

// IsBackup reports whether a path is that of a copy in the folder of copies: to be put back, not to
// be worked with. Does not look at the disk.
func IsBackup(path string) bool { return bolt.IsBackup(path) }

// Restore puts a copy in the place of the library at path; copy "" is the newest sound one. What
// was there is kept among the copies. It refuses a copy that is not sound, and while another
// program has the library open (ErrLocked). It returns the copy that was taken, and blocks on the
// disk.
func Restore(path, copy string) (taken string, err error) { return bolt.Restore(path, copy) }

// Create makes a new library at path, also where there are copies of one that is lost: they stay.
// It blocks on the disk.
func Create(path string) error { return bolt.Create(path) }

// Holder is the number of the process that has the library file at path open and locked, 0 where
// that is not known. It blocks briefly on the disk.
func Holder(path string) int { return bolt.Holder(path) }

// backups lists the copies of the library, the newest first. A copy is a library file: it takes the
// place of the library as it is, see Restore.
func (l *Library) backups() []string { return l.store.Backups() }

// BackUp copies the library when the last copy is older than a week, or there is none, and returns
// the path of the new one, "" when none is due. A library without photos is not worth one. The
// library is checked before, and the copy after it was made: only a sound one takes the place of
// older ones, and of a damaged library there is none (ErrDamaged). From copy to copy undo gets older,
// see undoAges. It blocks on the disk, for some seconds per gigabyte, but nobody else: photos and
// decisions are stored meanwhile.
func (l *Library) BackUp(ctx context.Context) (string, error) {
	if len(l.Snapshot().photos) == 0 || IsBackup(l.store.Path()) || !l.store.BackupDue(time.Now()) || ctx.Err() != nil {
		return "", ctx.Err()
	}
	if err := l.Check(); err != nil {
		return "", err
	}
	if err := l.countUndoDays(time.Now()); err != nil {
		return "", err
	}
	path, err := l.store.BackUp()
	if err != nil {
		return "", fmt.Errorf("copy the library: %w", err)
	}
	return path, nil
}

// Info is the state of the library in figures.
type Info struct {
	Photos, Vectors, Decisions int
	Bytes                      int64 // of the library file
	Format                     int   // version of the file's format
	Path                       string
	Models                     map[string]int // vectors of each model
}

// Path is where the library file lies. It does not block.
func (l *Library) Path() string { return l.store.Path() }

// Info counts. It blocks briefly on the disk.
func (l *Library) Info() Info {
	snap := l.Snapshot()
	info := Info{Photos: len(snap.photos), Bytes: l.store.Size(), Format: bolt.Format, Path: l.store.Path(), Models: l.store.VectorCounts()}
	for _, p := range snap.photos {
		info.Decisions += len(snap.Decisions(p.ID))
	}
	for _, n := range info.Models {
		info.Vectors += n
	}
	return info
}

// VectorCount is how many vectors of a model there are. It blocks briefly on the disk and reads
// none of them.
func (l *Library) VectorCount(model string) int { return l.store.VectorCount(model) }

// Compact forgets the vectors of pictures that no photo has any more, and gives unused space of the
// file back. It blocks on the disk, and everything else that stores waits.
func (l *Library) Compact() error {
	if err := l.vectors.Pack(l.usedPictures); err != nil {
		return err
	}
	return l.store.Compact()
}

// usedPictures are those of which vectors are worth keeping.
func (l *Library) usedPictures() map[picture.ID]bool {
	used := map[picture.ID]bool{}
	for _, p := range l.Snapshot().Photos() {
		used[p.Picture], used[p.was] = true, true // an edit may be taken back
	}
	return used
}

// Measured fills value with what StoreMeasured kept under the key, and reports whether there was
// anything that fits it. It blocks briefly on the disk.
func (l *Library) Measured(key string, value any) bool {
	known := false
	l.store.Measured(key, func(data []byte) { known = json.Unmarshal(data, value) == nil })
	return known
}

// StoreMeasured keeps, as JSON, what was measured: how fast a model runs on a machine and how well.
// The key names both, and what it is; the library knows neither. It blocks until it is safe on the
// disk.
func (l *Library) StoreMeasured(key string, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("keep the measurement %s: %w", key, err)
	}
	return l.store.PutMeasured(key, data)
}
