package library

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"catchlight/library/disk"
	"catchlight/library/picture"
)

// candidateFile is a file to look at.
type candidateFile struct {
	path   string // as found
	abs    string
	format picture.Format
	link   bool     // a symbolic link that was met in a folder
	named  bool     // by the user, not met in a folder
	beside []string // names of sidecars that may be the photo's; nil: not known, so look
	err    error    // why it is no photo
}

// walker finds photos. It reads folders, and opens no file.
type walker struct {
	out     chan<- candidateFile
	exclude []string        // names of folders
	leftOut map[string]bool // absolute folders and photos that sources exclude
	several bool            // paths, which may overlap
	seen    map[string]bool // absolute folders, and with several also photos
	roots   []string        // absolute folders that were walked
	passed  Passed
}

func newWalker(out chan<- candidateFile, exclude []string, sources []Source) walker {
	w := walker{out: out, exclude: exclude, leftOut: map[string]bool{}, seen: map[string]bool{}}
	for _, s := range sources {
		for _, path := range s.Excluded {
			w.leftOut[path] = true
		}
	}
	return w
}

// walk sends all photos at the paths.
func (w *walker) walk(ctx context.Context, paths []string) error {
	w.several = len(paths) > 1
	for _, path := range paths {
		abs, err := absolute(path)
		if err != nil {
			return fmt.Errorf("find %s: %w", path, err)
		}
		if err := w.named(ctx, filepath.Clean(path), abs); err != nil {
			return err
		}
	}
	return nil
}

// named walks one path that the user gave. Links are followed: the user means what they lead to.
func (w *walker) named(ctx context.Context, path, abs string) error {
	info, err := os.Stat(abs)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		w.roots = append(w.roots, abs) // what was below it is missing now
		return w.fail(ctx, path, abs, fmt.Errorf("%s is not there: check the name, or connect the disk that it is on", path))
	case err != nil:
		return w.fail(ctx, path, abs, unreadable(path, err))
	case info.IsDir():
		w.roots = append(w.roots, abs)
		return w.folder(ctx, path, abs)
	}
	format, photo := picture.FormatOf(path)
	if !photo {
		return w.fail(ctx, path, abs, fmt.Errorf("%s is no photo by its name: give photos or folders", path))
	}
	return w.photo(ctx, candidateFile{path: path, abs: abs, format: format, named: true})
}

func (w *walker) fail(ctx context.Context, path, abs string, err error) error {
	return Send(ctx, w.out, candidateFile{path: path, abs: abs, named: true, err: err})
}

// unreadable says why a file or folder cannot be read and what to do.
func unreadable(path string, err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%s cannot be read (no permission): change its permissions, or leave it out", path)
	}
	var cause *fs.PathError
	if errors.As(err, &cause) {
		err = cause.Err
	}
	return fmt.Errorf("%s cannot be read (%w): check the disk, or leave it out", path, err)
}

// folder sends the photos of a folder and all below. An unreadable folder fails alone.
func (w *walker) folder(ctx context.Context, path, abs string) error {
	if w.seen[abs] {
		return nil
	}
	w.seen[abs] = true
	entries, err := os.ReadDir(abs)
	if err != nil {
		if err := w.fail(ctx, path, abs, unreadable(path, err)); err != nil {
			return err
		}
	}
	if !slices.Contains(w.roots, abs) && slices.ContainsFunc(entries, isNoMedia) {
		return nil
	}
	sidecars := sidecarNames(entries)
	for _, entry := range entries {
		if err := w.entry(ctx, path, abs, entry, sidecars); err != nil {
			return err
		}
	}
	return nil
}

// isNoMedia knows the file by which programs ask that a folder and all below be left out of galleries, as Android's do.
func isNoMedia(entry fs.DirEntry) bool { return entry.Name() == ".nomedia" }

// entry treats one entry of a folder.
func (w *walker) entry(ctx context.Context, path, abs string, entry fs.DirEntry, sidecars map[string]bool) error {
	name := entry.Name()
	if isHidden(name) {
		return w.evicted(ctx, path, abs, name)
	}
	path, abs = filepath.Join(path, name), filepath.Join(abs, name)
	if w.leftOut[abs] {
		return nil
	}
	if entry.IsDir() {
		return w.below(ctx, path, abs, name)
	}
	format, photo := picture.FormatOf(name)
	switch {
	case sidecars[name]:
		return nil // read with its photo
	case !photo || !isFile(entry, abs):
		w.passed.note(name)
		return nil
	}
	link := entry.Type()&fs.ModeSymlink != 0
	return w.photo(ctx, candidateFile{path: path, abs: abs, format: format, link: link, beside: candidates(name, sidecars)})
}

// below walks a folder that was met in another one.
func (w *walker) below(ctx context.Context, path, abs, name string) error {
	switch {
	case slices.Contains(w.exclude, name):
		return nil
	case isForeign(name):
		w.passed.Folders = append(w.passed.Folders, path)
		return nil
	}
	return w.folder(ctx, path, abs)
}

// evicted tells of a photo in whose place iCloud has left a hidden file.
func (w *walker) evicted(ctx context.Context, path, abs, name string) error {
	name, away := disk.Evicted(name)
	if _, photo := picture.FormatOf(name); !away || !photo {
		return nil
	}
	path, abs = filepath.Join(path, name), filepath.Join(abs, name)
	return w.fail(ctx, path, abs, fmt.Errorf("%s is %w: download it in the Finder", path, disk.ErrInCloud))
}

// isFile tells files, and links to files, from folders, pipes, devices. A link to nothing counts as a file, which then
// fails with a reason.
func isFile(entry fs.DirEntry, abs string) bool {
	if entry.Type()&fs.ModeSymlink == 0 {
		return entry.Type().IsRegular()
	}
	info, err := os.Stat(abs)
	return err != nil || info.Mode().IsRegular()
}

func (w *walker) photo(ctx context.Context, f candidateFile) error {
	if w.several {
		if w.seen[f.abs] {
			return nil
		}
		w.seen[f.abs] = true
	}
	return Send(ctx, w.out, f)
}

// sidecarNames are the names in a folder that end in .xmp.
func sidecarNames(entries []fs.DirEntry) map[string]bool {
	names := map[string]bool{}
	for _, entry := range entries {
		if strings.EqualFold(filepath.Ext(entry.Name()), ".xmp") {
			names[entry.Name()] = true
		}
	}
	return names
}
