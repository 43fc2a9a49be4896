package library

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"catchlight/library/picture"
	"catchlight/library/safewrite"
)

// Merged is what Merge took over.
type Merged struct {
	Photos       int      // that got decisions
	Decisions    int      // that were new, or newer than what stood
	Waiting      int      // of the photos: not found yet; they get their decisions when their folder is added
	Folders      []string // that are followed now
	Vocabularies map[string]string

	Settings []string // names of those that were taken over
	Asked    Settings // those that let more be done to originals, or name a file: not taken over, for the user to say yes to
}

// Merge takes over what Export has written, here or on another machine. Photos are found by their
// picture, copies of one picture by their paths; those that the library does not know are kept as
// missing until an import meets their picture. Of two decisions on one tag the later one stands.
// Each setting that was not chosen here is taken over, but for those in Asked; vocabularies, whose
// names have been checked, are for the caller to keep. Decisions and folders are stored in one
// transaction, or nothing. It blocks on the disk.
func (l *Library) Merge(r io.Reader) (Merged, error) {
	in, err := readExport(r)
	if err != nil {
		return Merged{}, fmt.Errorf("import an export: %w", err)
	}
	m := merging{lib: l, changes: changes{}, done: Merged{Vocabularies: in.Vocabularies}}
	if err := m.store(in); err != nil {
		return Merged{}, fmt.Errorf("import an export: %w", err)
	}
	now := m.settings(in)
	if len(m.done.Settings) > 0 {
		err = l.SetSettings(now)
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
	for _, same := range byPicture(in.Photos) {
		for i, p := range m.find(same) {
			m.take(p, same[i].ds)
		}
	}
	return m.lib.applySources(m.sources(in.Sources), m.changes)
}

// sources are those of the library with those of an export, in the ways of this system. A whole
// disk is nobody's folder of photos: it is left out.
func (m *merging) sources(exported []exportedSource) []Source {
	sources := slices.Clone(m.lib.Snapshot().Sources())
	for _, s := range exported {
		if path := string(s.Path); filepath.IsAbs(path) && filepath.Dir(path) != path {
			before := len(sources)
			sources = addSource(sources, filepath.Clean(path), true)
			if len(sources) != before {
				m.done.Folders = append(m.done.Folders, filepath.Clean(path))
			}
		}
	}
	at := make(map[string]int, len(sources))
	for i, s := range sources {
		at[s.Path] = i
	}
	for _, s := range exported {
		if i, taken := at[filepath.Clean(string(s.Path))]; taken {
			sources[i].Excluded = union(sources[i].Excluded, s.Excluded)
			sources[i].removed = slices.Clone(sources[i].removed)
			for _, r := range s.Removed {
				picture, _ := pictureNamed(r.Picture) // check has read it
				sources[i].removed = append(sources[i].removed, removedPhoto{string(r.Path), picture})
			}
		}
	}
	return sources
}

// union is a list with what is new of another.
func union(list []string, other []jsonPath) []string {
	all := make(map[string]bool, len(list)+len(other))
	for _, path := range list {
		all[path] = true
	}
	for _, path := range other {
		all[string(path)] = true
	}
	return slices.Sorted(maps.Keys(all))
}

// byPicture groups photos that have one picture; those without have none in common.
func byPicture(photos []exportedPhoto) [][]exportedPhoto {
	var groups [][]exportedPhoto
	at := map[picture.ID]int{}
	for _, p := range photos {
		n, known := at[p.id]
		if !known || p.id.IsZero() {
			n = len(groups)
			at[p.id], groups = n, append(groups, nil)
		}
		groups[n] = append(groups[n], p)
	}
	return groups
}

// find returns the photos that exported ones with one picture are here: those with the picture, by
// their paths; else the one at the path, where either has no picture; or makes them, as missing.
func (m *merging) find(same []exportedPhoto) []*Photo {
	snap := m.lib.Snapshot()
	var here []*Photo
	for _, id := range m.lib.images.of(snap, same[0].id) {
		here = append(here, snap.Photo(id))
	}
	slices.SortStableFunc(here, func(a, b *Photo) int { // where paths say nothing, rather one that is there
		if a.Missing != b.Missing && b.Missing {
			return -1
		} else if a.Missing != b.Missing {
			return 1
		}
		return strings.Compare(a.Path, b.Path)
	})
	wanted, offered := make([]string, len(same)), make([]string, len(here))
	for i, p := range same {
		wanted[i] = string(p.Path)
	}
	for i, p := range here {
		offered[i] = p.Path
	}
	found := make([]*Photo, len(same))
	for i, at := range pairUp(wanted, offered) {
		if at >= 0 {
			found[i] = here[at]
			continue
		}
		found[i] = m.unpaired(snap, same[i])
	}
	return found
}

// unpaired is the photo at the path of an exported one, where nothing contradicts that, or a new
// one that is missing.
func (m *merging) unpaired(snap *Snapshot, from exportedPhoto) *Photo {
	path := string(from.Path)
	if p := snap.ByPath(path); p != nil && (from.id.IsZero() || p.Picture.IsZero()) {
		return p
	}
	format, _ := picture.FormatOf(path)
	return &Photo{ID: m.lib.newID(), Path: path, Format: format, Picture: from.id, Missing: true}
}

// take gives one photo its decisions.
func (m *merging) take(p *Photo, ds []Decision) {
	list := slices.Clone(m.known(p.ID))
	at := make(map[string]int, len(list))
	for i, d := range list {
		at[d.Subject()] = i
	}
	took := 0
	for _, d := range ds {
		d.Photo = p.ID
		key := d.Subject()
		switch i, known := at[key]; {
		case !known:
			at[key], list = len(list), append(list, d)
		case list[i].Time.Before(d.Time):
			list[i] = d
		default:
			continue
		}
		took++
	}
	if took == 0 {
		return
	}
	slices.SortStableFunc(list, byTime)
	m.changes[p.ID] = newEntry(p, list)
	m.done.Photos++
	m.done.Decisions += took
	if p.Missing {
		m.done.Waiting++
	}
}

func (m *merging) known(id ID) []Decision {
	if e := m.changes[id]; e != nil {
		return e.said
	}
	return m.lib.Snapshot().said(id)
}

// settings are those of the library with what it takes over from an export.
func (m *merging) settings(in *exported) Settings {
	now := m.lib.Settings()
	here := fieldsOf(now)
	for name, value := range fieldsOf(in.Settings) {
		switch chosen := here[name] != nil || m.lib.Unclear(name); {
		case chosen:
		case in.Settings.loosens(name):
			_ = setField(&m.done.Asked, name, value) // it comes from a Settings
		default:
			_ = setField(&now, name, value)
			m.done.Settings = append(m.done.Settings, name)
		}
	}
	slices.Sort(m.done.Settings)
	return now
}

// loosens reports whether a setting, which another machine has chosen, lets more be done to
// originals than the default does, takes more of the machine, or leads to a file on it.
func (s Settings) loosens(name string) bool {
	switch name {
	case "allowDNG", "allowC2PA", "keepUndo", "memory", "device":
		return true
	case "to":
		return s.To != safewrite.SidecarFile
	case "model":
		return isPath(s.Model)
	case "vocabulary":
		return isPath(s.Vocabulary)
	case "moreVocabularies":
		return slices.ContainsFunc(s.MoreVocabularies, isPath)
	}
	return false
}

// isPath reports whether a name leads to a file, here or on another system.
func isPath(name string) bool { return strings.ContainsAny(name, `/\`) }

// Chosen are the settings that are not at their default, by the names that they have in
// settings.json, as JSON.
func (s Settings) Chosen() map[string]string {
	all := map[string]string{}
	for name, value := range fieldsOf(s) {
		all[name] = string(value)
	}
	return all
}

// Allow takes settings over that Merge has asked for. It blocks on the disk.
func (l *Library) Allow(asked Settings) error {
	now := l.Settings()
	var err error
	for name, value := range fieldsOf(asked) {
		err = errors.Join(err, setField(&now, name, value))
	}
	if err != nil {
		return fmt.Errorf("take settings over: %w", err)
	}
	return l.SetSettings(now)
}
