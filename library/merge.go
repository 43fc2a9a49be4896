package library

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"catchlight/library/metadata"
)

// Merged is what Merge took over.
type Merged struct {
	Photos       int // that got decisions
	Decisions    int // that were new, or newer than what stood
	Waiting      int // of the photos: not found yet; they get their decisions when their folder is added
	Vocabularies map[string]string
}

// Merge takes over what Export has written, here or on another machine. Photos are found by their picture; those that the
// library does not know are kept as missing until an import meets their picture. Of two decisions on one tag the later
// one stands. Settings are taken over where none were chosen here; vocabularies are for the caller to keep. All is stored
// in one transaction, or nothing. It blocks on the disk.
func (l *Library) Merge(r io.Reader) (Merged, error) {
	in, err := readExport(r)
	if err != nil {
		return Merged{}, fmt.Errorf("import an export: %w", err)
	}
	m := merging{lib: l, changes: changes{}, done: Merged{Vocabularies: in.Vocabularies}}
	if err := m.store(in); err != nil {
		return Merged{}, fmt.Errorf("import an export: %w", err)
	}
	if l.Settings() == (Settings{}) && in.Settings != (Settings{}) {
		err = l.SetSettings(in.Settings)
	}
	return m.done, err
}

// merging is one Merge. lib.mu is held while it works.
type merging struct {
	lib     *Library
	changes changes
	done    Merged
}

func (m *merging) store(in *exported) error {
	m.lib.mu.Lock()
	defer m.lib.mu.Unlock()
	for _, p := range in.Photos {
		if err := m.take(p); err != nil {
			return err
		}
	}
	sources := slices.Clone(m.lib.Snapshot().Sources())
	for _, s := range in.Sources {
		if filepath.IsAbs(string(s.Path)) { // else it is of another system
			sources = addSource(sources, string(s.Path), true)
			sources = excluding(sources, s)
		}
	}
	return m.lib.applySources(sources, m.changes)
}

// excluding leaves out what the exported source did, where nothing is known of it.
func excluding(sources []Source, from exportedSource) []Source {
	for i, s := range sources {
		if s.Path != string(from.Path) {
			continue
		}
		for _, path := range from.Excluded {
			if !slices.Contains(s.Excluded, string(path)) {
				sources[i].Excluded = append(slices.Clone(sources[i].Excluded), string(path))
			}
		}
	}
	return sources
}

// take gives one photo its decisions.
func (m *merging) take(from exportedPhoto) error {
	picture, err := from.picture()
	if err != nil {
		return err
	}
	ds, err := from.decisions()
	if err != nil {
		return err
	}
	p := m.find(picture, string(from.Path))
	list := slices.Clone(m.known(p.ID))
	took := 0
	for _, d := range ds {
		d.Photo = p.ID
		if i := indexTag(list, d.Tag); i < 0 || list[i].Time.Before(d.Time) {
			list = replaceTag(list, d)
			took++
		}
	}
	if took == 0 {
		return nil
	}
	slices.SortStableFunc(list, byTime)
	m.changes[p.ID] = newEntry(p, list)
	m.done.Photos++
	m.done.Decisions += took
	if p.Missing {
		m.done.Waiting++
	}
	return nil
}

func (m *merging) known(id ID) []Decision {
	if e := m.changes[id]; e != nil {
		return e.decisions
	}
	return m.lib.Snapshot().Decisions(id)
}

// find returns the photo that has the picture: at the path, else of the same name, else any; or makes one that is missing.
func (m *merging) find(picture metadata.PictureID, path string) *Photo {
	snap := m.lib.Snapshot()
	best, worth := (*Photo)(nil), -1
	for _, id := range m.lib.images.of(snap, picture) {
		p, points := snap.Photo(id), 0
		switch {
		case p.Path == path:
			points = 3
		case filepath.Base(p.Path) == filepath.Base(path):
			points = 2
		case !p.Missing:
			points = 1
		}
		if points > worth {
			best, worth = p, points
		}
	}
	if p := snap.ByPath(path); best == nil && p != nil && (picture.IsZero() || p.Picture.IsZero()) {
		best = p
	}
	if best != nil {
		return best
	}
	format, _ := metadata.FormatOf(path)
	return &Photo{ID: m.lib.newID(), Path: path, Format: format, Picture: picture, Missing: true}
}
