package library

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"catchlight/library/bolt"
	"catchlight/library/disk"
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

// Backups lists the copies of the library, the newest first. A copy is a library file: it takes the
// place of the library as it is, see Restore.
func (l *Library) Backups() []string { return l.store.Backups() }

// BackUp copies the library when the last copy is older than a week, or there is none, and returns
// the path of the new one, "" when none is due. A library without photos is not worth one. The
// library is checked before, and the copy after it was made: only a sound one takes the place of
// older ones, and of a damaged library there is none (ErrDamaged). It blocks on the disk, for some
// seconds per gigabyte, but nobody else: photos and decisions are stored meanwhile.
func (l *Library) BackUp(ctx context.Context) (string, error) {
	if len(l.Snapshot().photos) == 0 || IsBackup(l.store.Path()) || !l.store.BackupDue(time.Now()) || ctx.Err() != nil {
		return "", ctx.Err()
	}
	if err := l.Check(); err != nil {
		return "", err
	}
	path, err := l.store.BackUp()
	if err != nil {
		return "", fmt.Errorf("copy the library: %w", err)
	}
	return path, nil
}

// movedEnding is that of the file which says where a library has gone; it lies beside the place
// that the library was at.
const movedEnding = ".moved"

// movedName is the folder that a library which moves gets in the one that the user has chosen.
const movedName = "catchlight"

// Place is where the library of a path is: at the path, or where it has been moved to. It fails
// when that is not there: another library must not begin in its place. It blocks briefly on the
// disk.
func Place(path string) (string, error) {
	for range maxMoves {
		data, err := disk.ReadRegular(context.Background(), path+movedEnding, maxSettings)
		if errors.Is(err, os.ErrNotExist) {
			return path, nil
		}
		if err != nil {
			return "", fmt.Errorf("find where the library was moved to: %w", err)
		}
		to := strings.TrimSpace(string(data))
		if _, err := os.Stat(to); err != nil {
			return "", fmt.Errorf("the library was moved to %s, which is not there: connect its disk, or remove %s to use the one of before", to, path+movedEnding)
		}
		path = to
	}
	return "", fmt.Errorf("the library was moved in a circle: remove %s", path+movedEnding)
}

// maxMoves is how many places are followed; more would be a circle.
const maxMoves = 20

// CanMoveTo reports by its error whether the library can be moved into a folder: it must be there,
// lie outside of the library's own, and have room. It blocks briefly on the disk.
func (l *Library) CanMoveTo(folder string) error {
	home := filepath.Dir(l.Path())
	info, err := os.Stat(folder)
	switch {
	case err != nil:
		return fmt.Errorf("move the library: %w", err)
	case !info.IsDir() || !filepath.IsAbs(folder):
		return fmt.Errorf("move the library: %s is no folder: choose one", folder)
	case Within(home, folder):
		return fmt.Errorf("move the library: %s is its own folder: choose another", folder)
	}
	files, err := l.files()
	if err != nil {
		return fmt.Errorf("move the library: %w", err)
	}
	var need uint64
	for _, name := range files {
		need += uint64(disk.Size(filepath.Join(home, name)))
	}
	if free, _, ok := disk.FreeSpace(folder); ok && free < need+need/10 {
		return fmt.Errorf("move the library: the disk of %s has %d MB free, %d MB are needed: make room, or choose another", folder, free>>20, need>>20)
	}
	return nil
}

// Moved is where the library of a path is (Place), after the move that its settings ask for, if
// they do. Where it cannot be moved it stays, and says so when it is opened. It blocks on the disk
// for as long as copying takes.
func Moved(path string) (string, error) {
	path, err := Place(path)
	if err != nil || SettingsBeside(path).MoveTo == "" {
		return path, err
	}
	l, err := open(path)
	if err != nil {
		return path, nil // whoever opens it is told why
	}
	to, failed := l.move()
	if err := l.Close(); err != nil || failed != nil {
		return path, nil
	}
	return to, nil
}

// SettingsBeside are the settings of the library of a path, as far as they can be read, also while
// that is not open, or does not open. It blocks briefly on the disk.
func SettingsBeside(path string) Settings {
	var s settings
	data, err := disk.ReadRegular(context.Background(), filepath.Join(filepath.Dir(path), settingsName), maxSettings)
	if err == nil {
		s.read(data)
	}
	return s.now
}

// sayMove tells of a move once: that it is done, or was not possible.
func (l *Library) sayMove() {
	set := l.Settings()
	switch {
	case set.MovedFrom != "":
		l.recovered = append(l.recovered, fmt.Sprintf("The library is in %s now. Its files in %s stay until you delete them.", filepath.Dir(l.Path()), set.MovedFrom))
	case set.MoveTo != "":
		l.recovered = append(l.recovered, fmt.Sprintf("The library could not be moved to %s, and is where it was: choose a folder anew in the preferences.", set.MoveTo))
	default:
		return
	}
	set.MoveTo, set.MovedFrom = "", ""
	_ = l.SetSettings(set) // what is not kept is said again
}

// move copies the library with its settings, vocabularies and backups into a folder of its own,
// compares each copy with what it was made of, and only then notes the new place. Until that note is
// there the library is where it was; what a move that was cut short has copied is no library yet.
// The old files stay. It returns the new path.
func (l *Library) move() (path string, err error) {
	folder := l.Settings().MoveTo
	if err := l.CanMoveTo(folder); err != nil {
		return "", err
	}
	files, err := l.files()
	if err != nil {
		return "", err
	}
	half := filepath.Join(folder, "."+movedName+"-moving")
	if err := errors.Join(os.RemoveAll(half), os.Mkdir(half, 0o700)); err != nil {
		return "", err
	}
	for _, name := range files {
		if err := copyFile(filepath.Join(filepath.Dir(l.Path()), name), filepath.Join(half, name)); err != nil {
			return "", err
		}
	}
	home, err := renameNew(half, filepath.Join(folder, movedName))
	if err != nil {
		return "", err
	}
	to := filepath.Join(home, filepath.Base(l.Path()))
	return to, l.settleAt(to)
}

// settleAt notes the new place: first in the settings there, which ask for no move, then beside the
// old one.
func (l *Library) settleAt(to string) error {
	set := l.Settings()
	set.MoveTo, set.MovedFrom = "", filepath.Dir(l.Path())
	l.UseSettings(set)
	data, _, err := l.settings.toStore()
	if err == nil {
		err = l.keepFile(filepath.Join(filepath.Dir(to), settingsName), data)
	}
	if err == nil {
		err = l.keepFile(l.Path()+movedEnding, []byte(to+"\n"))
	}
	return err
}

// files are those that belong to the library, relative to its folder.
func (l *Library) files() ([]string, error) {
	home := filepath.Dir(l.Path())
	names := []string{filepath.Base(l.Path())}
	lists, err := l.Vocabularies().Names()
	if err != nil {
		return nil, err
	}
	paths := l.Backups()
	for _, name := range lists {
		if path, ok := l.Vocabularies().Find(name); ok {
			paths = append(paths, path)
		}
	}
	for _, path := range paths {
		name, err := filepath.Rel(home, path)
		if err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, nil
}

// copyFile copies a file with its mode, and reads the copy back.
func copyFile(from, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return err
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close() //nolint:errcheck // only read from
	read := sha256.New()
	err = disk.ReplaceLike(to, from, func(w io.Writer) error { _, err := io.Copy(w, io.TeeReader(in, read)); return err })
	if err != nil {
		return err
	}
	back, err := hashOf(to)
	if err == nil && string(back.Sum(nil)) != string(read.Sum(nil)) {
		err = fmt.Errorf("the disk gave back other bytes than were written to %s: choose another disk", to)
	}
	return err
}

func hashOf(path string) (hash.Hash, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // only read from
	sum := sha256.New()
	_, err = io.Copy(sum, file)
	return sum, err
}

// renameNew gives a folder its name, or the next one that is free: what lies there may be somebody's
// library, or was left by a move that was cut short.
func renameNew(from, to string) (string, error) {
	for n := 2; ; n++ {
		if _, err := os.Lstat(to); errors.Is(err, fs.ErrNotExist) {
			break
		}
		to = filepath.Join(filepath.Dir(to), fmt.Sprintf("%s-%d", movedName, n))
	}
	if err := os.Rename(from, to); err != nil {
		return "", err
	}
	return to, disk.SyncFolder(to)
}
