package library

import (
	"path/filepath"
	"slices"
	"strings"

	"catchlight/library/bolt"
	"catchlight/library/safewrite"
)

// locateFile looks for the file that a change left: at its path, then where its photo is now, then
// beside photos with the same picture. Content decides: what the change left goes before what it
// found, that before a stranger in one of the first two places. The file is read once: the caller
// commits or drops what is returned.
func (l *Library) locateFile(r *bolt.Record, f *bolt.FileRecord) (*safewrite.Reversal, error) {
	own, others := l.candidatePaths(r, f)
	var best *safewrite.Reversal
	for i, path := range slices.Concat(own, others) {
		found, err := safewrite.PrepareRevert(f.FileChange, path)
		switch {
		case err != nil && i == 0:
			return nil, err
		case err != nil:
		case found.State == safewrite.StateNew:
			return found, nil
		case i == 0, i < len(own) && saysMore(found.State, best.State):
			best = found
		}
	}
	return best, nil
}

// saysMore reports whether one of two states says more about what has become of a file.
func saysMore(a, b safewrite.FileState) bool {
	worth := map[safewrite.FileState]int{safewrite.StateOld: 2, safewrite.StateForeign: 1, safewrite.StateMissing: 0}
	return worth[a] > worth[b]
}

// candidatePaths lists where a file may be, each path once: own is where it was, and where the
// library knows its photo now; others are copies. A photo that the library did not know at the
// write is looked for by its name, or by size and time.
func (l *Library) candidatePaths(r *bolt.Record, f *bolt.FileRecord) (own, others []string) {
	own = []string{f.Path}
	snap := l.Snapshot()
	p := snap.Photo(r.Photo)
	switch {
	case p == nil && isGone(f.Path):
		others = lookAlikes(snap, r, f)
	case p != nil:
		if now := movedWith(f.Path, r.Path, p.Path); now != f.Path {
			own = append(own, now)
		}
		others = l.besideCopies(snap, r, f, p)
	}
	known := map[string]bool{}
	return own, slices.DeleteFunc(others, func(path string) bool {
		again := known[path] || slices.Contains(own, path)
		known[path] = true
		return again
	})
}

// besideCopies lists where a file is if its photo has become one of the others with its picture.
func (l *Library) besideCopies(snap *Snapshot, r *bolt.Record, f *bolt.FileRecord, p *Photo) []string {
	l.mu.Lock()
	ids := l.images.of(snap, p.Picture)
	l.mu.Unlock()
	var paths []string
	for _, id := range ids {
		if other := snap.Photo(id); other != nil && id != p.ID {
			paths = append(paths, movedWith(f.Path, r.Path, other.Path))
		}
	}
	return paths
}

// lookAlikes lists where a file is if its photo is one of those that look like what the write left.
func lookAlikes(snap *Snapshot, r *bolt.Record, f *bolt.FileRecord) []string {
	var left safewrite.Stamp
	for _, file := range r.Files {
		if !isSidecar(file.Path) {
			left = file.After
		}
	}
	var paths []string
	for _, p := range snap.photos {
		alike := left.Size > 0 && p.Size == left.Size && p.ModTime.Equal(left.ModTime)
		if !p.Missing && (alike || filepath.Base(p.Path) == filepath.Base(r.Path)) {
			paths = append(paths, movedWith(f.Path, r.Path, p.Path))
		}
	}
	return paths
}

// movedWith is where a file of a photo is once the photo has moved: the photo itself, or a sidecar
// named after it.
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
