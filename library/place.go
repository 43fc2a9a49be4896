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

	"catchlight/library/disk"
)

// movedEnding is that of the file which says where a library has gone; it lies beside the place
// that the library was at.
const movedEnding = ".moved"

// movedName is the folder that a library which moves gets in the one that the user has chosen.
const movedName = "catchlight"

// placesOf are the places that the library of a path has been at, from the path to where it is. It
// fails when it is not there: another library must not begin in its place. It blocks briefly on the
// disk.
func placesOf(path string) ([]string, error) {
	places := []string{path}
	for range maxMoves {
		data, err := disk.ReadRegular(context.Background(), path+movedEnding, maxSettings)
		if errors.Is(err, os.ErrNotExist) {
			return places, nil
		}
		if err != nil {
			return nil, fmt.Errorf("find where the library was moved to: %w", err)
		}
		to := strings.TrimSpace(string(data))
		if _, err := os.Stat(to); err != nil {
			return nil, fmt.Errorf("the library was moved to %s, which is not there: connect its disk, or remove %s to use the one of before", to, path+movedEnding)
		}
		path = to
		places = append(places, path)
	}
	return nil, fmt.Errorf("the library was moved in a circle: remove %s", path+movedEnding)
}

// maxMoves is how many places are followed; more would be a circle.
const maxMoves = 20

// CanMoveTo reports by its error whether the library can be moved into a folder: it must be there,
// lie outside of the library's own, have room, and let itself be written to. It blocks briefly on
// the disk.
func (l *Library) CanMoveTo(folder string) error {
	if err := l.fitsInto(folder); err != nil {
		return fmt.Errorf("the library cannot move there: %w", err)
	}
	return nil
}

func (l *Library) fitsInto(folder string) error {
	home := filepath.Dir(l.Path())
	info, err := os.Stat(folder)
	switch {
	case err != nil:
		return err
	case !info.IsDir() || !filepath.IsAbs(folder):
		return fmt.Errorf("%s is no folder: choose one", folder)
	case Within(home, folder):
		return fmt.Errorf("%s is its own folder: choose another", folder)
	}
	if err := takesFiles(folder); err != nil { // before the room: a read-only disk has none, either
		return err
	}
	files, err := l.files()
	if err != nil {
		return err
	}
	var need uint64
	for _, name := range files {
		need += uint64(disk.Size(filepath.Join(home, name)))
	}
	if free, _, ok := disk.FreeSpace(folder); ok && free < need+need/10 {
		return fmt.Errorf("the disk of %s has %d MB free, %d MB are needed: make room, or choose another", folder, free>>20, need>>20+1)
	}
	return nil
}

// takesFiles reports by its error whether a file can be made in a folder that the library is to move
// into: only trying it finds what rights, read-only disks and shares of other computers allow.
func takesFiles(folder string) error {
	trial, err := os.CreateTemp(folder, "."+movedName+"-*")
	var at *fs.PathError
	switch {
	case errors.As(err, &at):
		return fmt.Errorf("nothing can be written in %s: %w: choose another folder", folder, at.Err) // without the name of the trial
	case err != nil:
		return err
	}
	return errors.Join(trial.Close(), os.Remove(trial.Name()))
}

// Moved is where the library of a path is, after the move that its settings ask for, if
// they do. Where it cannot be moved it stays, and says so when it is opened. It blocks on the disk
// for as long as copying takes.
func Moved(path string) (string, error) {
	places, err := placesOf(path)
	if err != nil {
		return "", err
	}
	path = places[len(places)-1]
	if SettingsBeside(path).MoveTo == "" {
		return path, nil
	}
	l, err := open(path)
	if err != nil {
		return path, nil // whoever opens it is told why
	}
	to, failed := l.move()
	if failed == nil {
		l.noteAtAll(places, to)
	}
	if err := l.Close(); err != nil || failed != nil {
		return path, nil
	}
	return to, nil
}

// noteAtAll notes the newest place at all places that the library was at before the last one, so
// that what lies there in between may be deleted. Where a note cannot be changed, the one of before
// still leads there.
func (l *Library) noteAtAll(places []string, to string) {
	for _, old := range places[:len(places)-1] {
		_ = l.keepFile(old+movedEnding, []byte(to+"\n"))
	}
}

// sayMove tells of a move once: that it is done, or was not possible and why.
func (l *Library) sayMove() {
	set := l.Settings()
	switch {
	case set.MovedFrom != "":
		name := filepath.Base(l.Path())
		l.recovered = append(l.recovered, fmt.Sprintf("The library is in %s now. In %s you may delete %s, %s, vocabularies and backups; %s has to stay, it says where the library is.",
			filepath.Dir(l.Path()), set.MovedFrom, name, settingsName, name+movedEnding))
	case set.MoveTo != "":
		why := l.fitsInto(set.MoveTo)
		if why == nil {
			why = errors.New("choose a folder anew in the preferences")
		}
		l.recovered = append(l.recovered, fmt.Sprintf("The library could not be moved to %s, and is where it was: %v", set.MoveTo, why))
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
	paths := l.backups()
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
