package library

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"catchlight/library/bolt"
	"catchlight/library/disk"
	"catchlight/library/picture"
	"catchlight/library/safewrite"
)

// locateFile looks for the file that a change left: at its path, then where its photo is now, then
// beside photos with the same picture, then among files of the same size and time: they may have
// been renamed, also over one another. Content decides: what the change left goes before what it
// found, that before a stranger in one of the first two places. A copy that was written in its own
// place stands for itself. The file is read once: the caller commits or drops what is returned.
func (b *reverting) locateFile(r *bolt.Record, f *bolt.FileRecord) (best *safewrite.Reversal, err error) {
	own, others := b.lib.candidatePaths(r, f)
	for i, path := range own {
		found, err := safewrite.PrepareRevert(f.FileChange, path)
		switch {
		case err != nil && i == 0:
			return nil, err
		case err != nil:
		case found.State == safewrite.StateNew:
			return found, nil
		case i == 0, saysMore(found.State, best.State):
			best = found
		}
	}
	for _, path := range slices.Concat(others, b.alike(f.After)) {
		found, err := safewrite.PrepareRevert(f.FileChange, path)
		if err != nil || found.State != safewrite.StateNew {
			continue
		}
		if known, err := b.changedLater(); err == nil && !known.standsAt(path) {
			return found, nil
		}
		found.Drop()
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
		if !picture.IsSidecar(file.Path) {
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
	if !picture.IsSidecar(file) {
		return to
	}
	ending := filepath.Ext(file)
	if strings.TrimSuffix(filepath.Base(file), ending) == filepath.Base(from) {
		return to + ending
	}
	return strings.TrimSuffix(to, filepath.Ext(to)) + ending
}

// Files may have been renamed since a run, also over one another, as those who number their photos
// anew do, and the library need not know it. What an undo finds under a name is then the file of
// another photo, from which nothing may be taken.

// later is what an undo has to know of other changes.
type later struct {
	runs   map[string]uint64             // by path, the last later run that changed it
	bySize map[int64][]*bolt.FileRecord  // by what files hold before and after: those of this undo and of later runs
	places map[string][]*bolt.FileRecord // by path: those of any run
}

// loadLater reads what other runs have changed and is not put back. Few undos have to know: those
// that meet a file which is not as they left it.
func (b *reverting) loadLater() (*later, error) {
	l := &later{map[string]uint64{}, map[int64][]*bolt.FileRecord{}, map[string][]*bolt.FileRecord{}}
	for _, r := range b.records {
		l.add(r)
	}
	err := b.lib.store.Read(func(tx *bolt.Tx) error {
		for _, r := range tx.UndoSince(0) {
			if r.Run > b.run {
				l.add(r)
			}
			for i := range r.Files {
				f := &r.Files[i]
				if f.State != bolt.Written {
					continue
				}
				l.places[f.Path] = append(l.places[f.Path], f)
				if r.Run > b.run {
					l.runs[f.Path] = r.Run
				}
			}
		}
		return nil
	})
	return l, err
}

func (l *later) add(r *bolt.Record) {
	for i := range r.Files {
		f := &r.Files[i]
		if f.State != bolt.Written {
			continue // what it held is not known any more
		}
		l.bySize[f.After.Size] = append(l.bySize[f.After.Size], f)
		if !f.Created && f.Before.Size != f.After.Size {
			l.bySize[f.Before.Size] = append(l.bySize[f.Before.Size], f)
		}
	}
}

// isOfAnother reports whether the file at a path, where that of a record was, is another one of
// these by its content.
func (l *later) isOfAnother(path string, but *bolt.FileRecord) bool {
	others := slices.DeleteFunc(slices.Clone(l.bySize[disk.Size(path)]), func(f *bolt.FileRecord) bool { return f.Path == but.Path })
	return anyHeldAt(path, others)
}

// standsAt reports whether what some run has written at a path is there: a file that may be a copy of
// others, and is none of them.
func (l *later) standsAt(path string) bool { return anyHeldAt(path, l.places[path]) }

// anyHeldAt reports whether the file at a path holds what one of these was, or is.
func anyHeldAt(path string, records []*bolt.FileRecord) bool {
	for _, f := range records {
		found, err := safewrite.PrepareRevert(f.FileChange, path)
		if err != nil {
			return false
		}
		found.Drop()
		if found.State == safewrite.StateNew || found.State == safewrite.StateOld {
			return true
		}
	}
	return false
}

// looks are what a file shows without being read.
type looks struct {
	size int64
	time int64 // nanoseconds
}

func looksOf(size int64, at time.Time) looks { return looks{size, at.UnixNano()} }

// listByLooks lists what is in the folders of the run, and the photos of the library, by their
// looks.
func (b *reverting) listByLooks() map[looks][]string {
	all, listed := map[looks][]string{}, map[string]bool{}
	for _, path := range b.places {
		dir := filepath.Dir(path)
		if listed[dir] {
			continue
		}
		listed[dir] = true
		entries, _ := os.ReadDir(dir) // of a folder that cannot be read nothing is found
		for _, entry := range entries {
			if info, err := entry.Info(); err == nil && info.Mode().IsRegular() {
				l := looksOf(info.Size(), info.ModTime())
				all[l] = append(all[l], filepath.Join(dir, entry.Name()))
			}
		}
	}
	for _, p := range b.lib.Snapshot().photos {
		if !p.Missing {
			l := looksOf(p.Size, p.ModTime)
			all[l] = append(all[l], p.Path)
		}
	}
	return all
}

// alike lists where files look as a change has left one.
func (b *reverting) alike(left safewrite.Stamp) []string {
	return b.byLooks()[looksOf(left.Size, left.ModTime)]
}
