package library

import (
	"slices"
	"strings"
	"sync"

	"catchlight/library/metadata"
)

// Snapshot is the library's photos and decisions at one moment. It never changes; any goroutine may read it, and
// nothing in it may be written to.
type Snapshot struct {
	photos  []*Photo // by path
	entries []*entry // by ID; nil: no such photo
	sources []Source // by path
	toWrite func() []ID
	copies  func() map[metadata.PictureID][]ID
}

// entry is all that is known of one photo. It never changes.
type entry struct {
	photo     *Photo
	decisions []Decision // by time
	pending   metadata.Edit
}

func newEntry(p *Photo, decisions []Decision) *entry {
	return &entry{photo: p, decisions: decisions, pending: pendingEdit(p, decisions)}
}

// newSnapshot makes one of photos by path, entries by ID, and sources by path.
func newSnapshot(photos []*Photo, entries []*entry, sources []Source) *Snapshot {
	s := &Snapshot{photos: photos, entries: entries, sources: sources}
	s.toWrite, s.copies = sync.OnceValue(s.listToWrite), sync.OnceValue(s.listCopies)
	return s
}

// withSources returns the snapshot with other sources.
func (s *Snapshot) withSources(sources []Source) *Snapshot {
	return newSnapshot(s.photos, s.entries, sources)
}

// Snapshot returns the present state. It is cheap and does not block.
func (l *Library) Snapshot() *Snapshot { return l.snap.Load() }

// Photos lists all photos by path, missing ones too.
func (s *Snapshot) Photos() []*Photo { return s.photos }

// Photo returns the photo with the ID, nil when there is none.
func (s *Snapshot) Photo(id ID) *Photo {
	if e := s.entry(id); e != nil {
		return e.photo
	}
	return nil
}

func (s *Snapshot) entry(id ID) *entry {
	if id >= ID(len(s.entries)) {
		return nil
	}
	return s.entries[id]
}

// ByPath returns the photo at an absolute path, nil when there is none. A photo that is there goes before missing ones
// that were at that path once.
func (s *Snapshot) ByPath(path string) *Photo {
	first, ok := slices.BinarySearchFunc(s.photos, path, comparePath)
	if !ok {
		return nil
	}
	for _, p := range s.photos[first:] {
		if p.Path != path {
			break
		}
		if !p.Missing {
			return p
		}
	}
	return s.photos[first]
}

func comparePath(p *Photo, path string) int { return strings.Compare(p.Path, path) }

// below lists the photos whose path starts with prefix.
func (s *Snapshot) below(prefix string) []*Photo {
	i, _ := slices.BinarySearchFunc(s.photos, prefix, comparePath)
	n := i
	for n < len(s.photos) && strings.HasPrefix(s.photos[n].Path, prefix) {
		n++
	}
	return s.photos[i:n]
}

// Decisions lists what the user has decided on the photo, in order of time.
func (s *Snapshot) Decisions(id ID) []Decision {
	if e := s.entry(id); e != nil {
		return e.decisions
	}
	return nil
}

// Pending is what a write of the photo would do: add the accepted and typed words that its file lacks, remove the
// removed ones that it still has.
func (s *Snapshot) Pending(id ID) metadata.Edit {
	if e := s.entry(id); e != nil {
		return e.pending
	}
	return metadata.Edit{}
}

// ToWrite lists the photos with something pending, by path. Missing ones are left out: they cannot be written.
func (s *Snapshot) ToWrite() []ID { return s.toWrite() }

func (s *Snapshot) listToWrite() []ID {
	var ids []ID
	for _, p := range s.photos {
		if e := s.entries[p.ID].pending; !p.Missing && len(e.Add)+len(e.Remove) > 0 {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// changes are new entries by ID; nil means that the photo is to be forgotten.
type changes map[ID]*entry

// with returns the snapshot after changes. It costs a copy of the slices of pointers, and the changes.
func (s *Snapshot) with(c changes) *Snapshot {
	last := ID(len(s.entries))
	for id := range c {
		last = max(last, id+1)
	}
	entries := append(make([]*entry, 0, last+last/8), s.entries...)[:last]
	var stale []int
	var fresh []*Photo
	for id, e := range c {
		old := s.Photo(id)
		entries[id] = e
		if e != nil && e.photo == old {
			continue
		}
		if old != nil {
			stale = append(stale, s.index(old))
		}
		if e != nil {
			fresh = append(fresh, e.photo)
		}
	}
	return newSnapshot(splice(s.photos, stale, fresh), entries, s.sources)
}

// index is where a photo of the snapshot stands in it.
func (s *Snapshot) index(p *Photo) int {
	i, _ := slices.BinarySearchFunc(s.photos, p.Path, comparePath)
	for s.photos[i] != p {
		i++
	}
	return i
}

// splice returns a list by path without its stale places and with what is fresh. Long runs in between are copied whole.
func splice(list []*Photo, stale []int, fresh []*Photo) []*Photo {
	if len(stale)+len(fresh) == 0 {
		return list
	}
	slices.Sort(stale)
	slices.SortFunc(fresh, func(a, b *Photo) int { return strings.Compare(a.Path, b.Path) })
	spliced := make([]*Photo, 0, len(list)-len(stale)+len(fresh))
	from := 0
	upTo := func(end int) {
		for len(stale) > 0 && stale[0] < end {
			spliced = append(spliced, list[from:stale[0]]...)
			from, stale = stale[0]+1, stale[1:]
		}
		spliced = append(spliced, list[from:end]...)
		from = end
	}
	for _, p := range fresh {
		end, _ := slices.BinarySearchFunc(list[from:], p.Path, comparePath)
		upTo(from + end)
		spliced = append(spliced, p)
	}
	upTo(len(list))
	return spliced
}
