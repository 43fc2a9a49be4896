package library

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"catchlight/library/bolt"
)

// Source is a folder that the user has added: the library follows what becomes of the photos in it
// and below.
type Source struct {
	Path     string   // absolute; the bytes of the file system
	Excluded []string // absolute folders below it, with all they hold, and photos that are left out; in order

	removed []removedPhoto // of what is left out, by path
}

// covers reports whether a file or folder belongs to the source: it is the folder or below it, and
// not left out.
func (s Source) covers(path string) bool {
	if !Within(s.Path, path) {
		return false
	}
	for ; len(path) > len(s.Path); path = filepath.Dir(path) {
		if _, out := slices.BinarySearch(s.Excluded, path); out {
			return false
		}
	}
	return true
}

func (s Source) equal(o Source) bool {
	return s.Path == o.Path && slices.Equal(s.Excluded, o.Excluded) && slices.Equal(s.removed, o.removed)
}

// Within reports whether an absolute path is a folder's, or below it. Names are compared as bytes.
func Within(folder, path string) bool {
	return path == folder || strings.HasPrefix(path, withSeparator(folder))
}

// Sources lists the folders that the user has added, by path. None lies within another, but in what
// that leaves out.
func (s *Snapshot) Sources() []Source { return s.sources }

// SourceOf returns the source that covers a path; ok is false when none does.
func (s *Snapshot) SourceOf(path string) (found Source, ok bool) {
	for _, source := range s.sources {
		if source.covers(path) {
			return source, true
		}
	}
	return Source{}, false
}

// Offline reports whether all photos that are known of a folder are away, as those of a disk that
// is not connected are. It goes by what the last import of it saw.
func (s *Snapshot) Offline(folder string) bool {
	known := s.below(withSeparator(folder))
	return len(known) > 0 && !slices.ContainsFunc(known, func(p *Photo) bool { return !p.Missing })
}

// AddSources remembers the folders among the paths. What was left out of a source is taken in again
// when it is given itself, and a folder that holds older sources takes their place. It blocks on
// the disk.
func (l *Library) AddSources(paths ...string) error {
	return l.changeSources("remember folders", func(all []Source) ([]Source, error) {
		for _, path := range paths {
			abs, err := absolute(path)
			if err != nil {
				return nil, err
			}
			info, err := os.Stat(abs)
			all = addSource(all, abs, err == nil && info.IsDir())
		}
		return all, nil
	})
}

// addSource adds a path, which makes a source of its own when it is a folder that no source covers.
func addSource(all []Source, folder string, isFolder bool) []Source {
	added := Source{Path: folder}
	var rest []Source
	for _, s := range all {
		switch {
		case s.covers(folder):
			return all
		case slices.Contains(s.Excluded, folder):
			s.Excluded = without(s.Excluded, folder)
			added.Path = "" // it is a part of that again
			rest = append(rest, s)
		case isFolder && Within(folder, s.Path):
			added.Excluded = append(added.Excluded, s.Excluded...)
			added.removed = append(added.removed, s.removed...)
		default:
			rest = append(rest, s)
		}
	}
	if added.Path == "" || !isFolder {
		return rest
	}
	return append(rest, added)
}

func without(list []string, one string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return s == one })
}

// Exclude leaves a folder out of the source that covers it, and forgets its photos with their
// decisions; their files stay as they are. It blocks on the disk.
func (l *Library) Exclude(folder string) error {
	return l.forget("exclude", folder, func(s Source) (Source, bool) {
		if s.Path == folder || !s.covers(folder) {
			return s, true
		}
		below := func(other string) bool { return Within(folder, other) }
		s.Excluded = append(slices.DeleteFunc(slices.Clone(s.Excluded), below), folder)
		return s, true
	})
}

// Include takes in again what was left out of a folder: itself, and all below. Import it then. It
// blocks on the disk.
func (l *Library) Include(folder string) error {
	return l.changeSources("include "+folder, func(all []Source) ([]Source, error) {
		for i, s := range all {
			all[i].Excluded = slices.DeleteFunc(slices.Clone(s.Excluded), func(out string) bool { return Within(folder, out) })
		}
		return all, nil
	})
}

// leaveOut is the sources without the files of photos that the user forgets, so that the next
// import does not bring them back. A photo that is missing leaves its name free for another.
func (s *Snapshot) leaveOut(c changes) []Source {
	sources := slices.Clone(s.sources)
	for i, source := range sources {
		excluded := slices.Clone(source.Excluded)
		for id := range c {
			if p := s.Photo(id); !p.Missing && source.covers(p.Path) {
				excluded = append(excluded, p.Path)
			}
		}
		sources[i].Excluded = excluded
	}
	return sources
}

// RemoveFolder forgets a folder: the sources in it, and all photos in it and below with their
// decisions; their files stay as they are. It blocks on the disk.
func (l *Library) RemoveFolder(folder string) error {
	return l.forget("remove", folder, func(s Source) (Source, bool) { return s, !Within(folder, s.Path) })
}

// forget changes the sources and forgets the photos below a folder that no source covers then.
func (l *Library) forget(operation, folder string, edit func(Source) (changed Source, keep bool)) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	var sources []Source
	for _, s := range l.Snapshot().Sources() {
		if s, keep := edit(s); keep {
			sources = append(sources, s)
		}
	}
	before, c := l.Snapshot(), changes{}
	for _, p := range before.below(withSeparator(folder)) {
		if !slices.ContainsFunc(sources, func(s Source) bool { return s.covers(p.Path) }) {
			c[p.ID] = nil
		}
	}
	if err := l.applySources(sources, c); err != nil {
		return fmt.Errorf("%s the folder %s: %w", operation, folder, err)
	}
	return l.dropPictures(l.orphans(before, c))
}

// Relocate tells that a folder is at another place now: its photos and sources follow, with all
// that is known of them. A photo that the library knows at the new place already becomes one with
// that of the same picture, unless the user has decided otherwise on it: then they stay apart.
// Import the new place afterwards: that looks which of them are there. It blocks on the disk.
func (l *Library) Relocate(from, to string) error {
	to, err := absolute(to)
	if err != nil {
		return fmt.Errorf("find %s: %w", to, err)
	}
	if from == to || Within(from, to) || Within(to, from) {
		return fmt.Errorf("move the folder %s to %s: one holds the other: choose the folder as it is named now", from, to)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	snap, c := l.Snapshot(), changes{}
	for _, p := range snap.below(withSeparator(from)) {
		moved := *p
		moved.Path = to + p.Path[len(from):]
		there, decided := snap.ByPath(moved.Path), snap.said(p.ID)
		if there == nil {
			c[p.ID] = newEntry(&moved, decided)
			continue
		}
		said := snap.said(there.ID)
		if there.Picture == p.Picture && !there.Missing && (!anyByUser(said) || coverAll(said, decided)) {
			c[p.ID], c[there.ID] = newEntry(p.withFileOf(there), mergeDecisions(p.ID, decided, said)), nil
		}
	}
	var sources []Source
	for _, s := range snap.Sources() {
		sources = append(sources, s.moved(from, to))
	}
	if err := l.applySources(sources, c); err != nil {
		return fmt.Errorf("move the folder %s to %s: %w", from, to, err)
	}
	return nil
}

// moved is the source after a folder has been renamed.
func (s Source) moved(from, to string) Source {
	rename := func(path string) string {
		if Within(from, path) {
			return to + path[len(from):]
		}
		return path
	}
	now := Source{Path: rename(s.Path)}
	for _, folder := range s.Excluded {
		now.Excluded = append(now.Excluded, rename(folder))
	}
	for _, r := range s.removed {
		now.removed = append(now.removed, removedPhoto{rename(r.path), r.picture})
	}
	return now
}

// changeSources stores what edit makes of the sources.
func (l *Library) changeSources(operation string, edit func([]Source) ([]Source, error)) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	sources, err := edit(slices.Clone(l.Snapshot().Sources()))
	if err == nil {
		err = l.applySources(sources, nil)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", operation, err)
	}
	return nil
}

// applySources stores sources and changes in one transaction, then publishes them. l.mu is held.
func (l *Library) applySources(sources []Source, c changes) error {
	slices.SortFunc(sources, func(a, b Source) int { return strings.Compare(a.Path, b.Path) })
	for i := range sources {
		slices.Sort(sources[i].Excluded)
		sources[i] = sources[i].withRemoved(l.Snapshot(), c)
	}
	if len(c) == 0 && slices.EqualFunc(sources, l.Snapshot().sources, Source.equal) {
		return nil
	}
	if err := l.apply(c, func(tx *bolt.Tx) error { return tx.SetSources(sourceRecords(sources)) }); err != nil {
		return err
	}
	l.publish(l.storedSnapshot().withSources(sources))
	return nil
}

// sourceRecords are sources as the file keeps them.
func sourceRecords(sources []Source) []bolt.Source {
	var records []bolt.Source
	for _, s := range sources {
		r := bolt.Source{Path: s.Path, Excluded: s.Excluded}
		for _, p := range s.removed {
			r.Removed = append(r.Removed, bolt.RemovedPhoto{Path: p.path, Picture: p.picture})
		}
		records = append(records, r)
	}
	return records
}

// sourceOf is the source that the file keeps as r.
func sourceOf(r bolt.Source) Source {
	s := Source{Path: r.Path, Excluded: r.Excluded}
	for _, p := range r.Removed {
		s.removed = append(s.removed, removedPhoto{path: p.Path, picture: p.Picture})
	}
	return s
}

// Excluded are folders that a run or a search passes over with all they hold: by their name, by the
// last names of their path ("2024/private"), or by their whole path.
type Excluded []string

// NewExcluded reads folders as they were typed: with a separator at the end, or "./" before them, as
// shells complete them. Pure.
func NewExcluded(typed []string) Excluded {
	folders := make(Excluded, len(typed))
	for i, name := range typed {
		folders[i] = filepath.Clean(filepath.FromSlash(name))
	}
	return folders
}

// has reports whether a folder, by its absolute path, is one of them.
func (e Excluded) has(folder string) bool {
	return slices.ContainsFunc(e, func(name string) bool {
		return folder == name || strings.HasSuffix(folder, string(filepath.Separator)+name)
	})
}

// Holds reports whether a file lies in one of them, by its absolute path. What root itself lies in
// does not count, as in an import of root; "" is all disks. Pure.
func (e Excluded) Holds(root, path string) bool {
	for folder := filepath.Dir(path); folder != root && folder != filepath.Dir(folder); folder = filepath.Dir(folder) {
		if e.has(folder) {
			return true
		}
	}
	return false
}
