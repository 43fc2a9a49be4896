package library

import (
	"path/filepath"
	"strings"

	"catchlight/library/safewrite"
)

// place of a file that a change left.
type fileLocation struct {
	path  string
	state safewrite.FileState
}

// locateFile looks for a file at its path, then where its photo is now, then beside photos with the same picture. Content
// decides: what the change left goes before what it found, that before a stranger at the first path.
func (l *Library) locateFile(r *record, f *fileRecord) (fileLocation, error) {
	best := fileLocation{f.Path, safewrite.StateMissing}
	for i, path := range l.candidatePaths(r, f) {
		state, err := safewrite.Compare(f.FileChange, path)
		switch {
		case err != nil && i == 0:
			return best, err
		case err != nil:
			continue
		case state == safewrite.StateNew:
			return fileLocation{path, state}, nil
		case i < 2 && saysMore(state, best.state):
			best = fileLocation{path, state}
		}
	}
	return best, nil
}

// saysMore reports which of two states says more about what has become of a file.
func saysMore(a, b safewrite.FileState) bool {
	worth := map[safewrite.FileState]int{safewrite.StateOld: 2, safewrite.StateForeign: 1, safewrite.StateMissing: 0}
	return worth[a] > worth[b]
}

// candidatePaths lists where a file may be: first where it was, then where the library knows its photo now, then copies. A photo
// that the library did not know at the write is looked for by its name, or by size and time.
func (l *Library) candidatePaths(r *record, f *fileRecord) []string {
	paths := []string{f.Path, f.Path}
	snap := l.Snapshot()
	p := snap.Photo(r.photo)
	if p == nil && isGone(f.Path) {
		return append(paths, lookAlikes(snap, r, f)...)
	} else if p == nil {
		return paths[:1]
	}
	paths[1] = movedWith(f.Path, r.path, p.Path)
	l.mu.Lock()
	ids := l.images.of(snap, p.Picture)
	l.mu.Unlock()
	for _, id := range ids {
		if other := snap.Photo(id); other != nil && id != p.ID {
			paths = append(paths, movedWith(f.Path, r.path, other.Path))
		}
	}
	return paths
}

// lookAlikes lists where a file is if its photo is one of those that look like what the write left.
func lookAlikes(snap *Snapshot, r *record, f *fileRecord) []string {
	var left safewrite.Stamp
	for _, file := range r.files {
		if !isSidecar(file.Path) {
			left = file.After
		}
	}
	var paths []string
	for _, p := range snap.photos {
		alike := left.Size > 0 && p.Size == left.Size && p.ModTime.Equal(left.ModTime)
		if !p.Missing && (alike || filepath.Base(p.Path) == filepath.Base(r.path)) {
			paths = append(paths, movedWith(f.Path, r.path, p.Path))
		}
	}
	return paths
}

// movedWith is where a file of a photo is once the photo has moved: the photo itself, or a sidecar named after it.
func movedWith(file, from, to string) string {
	if !isSidecar(file) {
		return to
	}
	ending := filepath.Ext(file)
	if strings.TrimSuffix(filepath.Base(file), ending) == filepath.Base(from) {
		return to + ending
	}
	return strings.TrimSuffix(to, filepath.Ext(to)) + ending
}
