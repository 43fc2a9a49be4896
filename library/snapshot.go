package library

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"catchlight/library/bolt"
	"catchlight/library/keywords"
)

// Snapshot is the library's photos and decisions at one moment. It never changes; any goroutine may
// read it, and nothing in it may be written to.
type Snapshot struct {
	photos  []*Photo // by path
	sorted  *sorted
	entries []*entry // by ID; nil: no such photo
	sources []Source // by path
	toWrite func() []ID
}

// entry is all that is known of one photo. It never changes.
type entry struct {
	photo   *Photo
	said    []Decision     // those on the photo as a whole first, then those on words by time
	pending *keywords.Edit // what a write would do; nil: nothing, as on most photos
	failed  bool           // the last write: see markFailed
}

// newEntry takes what the user has said of a photo, in any order of its parts but by time.
func newEntry(p *Photo, said []Decision) *entry {
	e := &entry{photo: p, said: wholeFirst(said)}
	if edit := pendingEdit(p, e.decisions()); len(edit.Add)+len(edit.Remove) > 0 {
		e.pending = &edit
	}
	return e
}

// wholeFirst brings the decisions on the photo as a whole, if there are any, to the front. The list
// that it is given stays as it is.
func wholeFirst(said []Decision) []Decision {
	if !slices.ContainsFunc(said, Decision.IsWhole) {
		return said
	}
	first := slices.Clone(said)
	slices.SortStableFunc(first, func(a, b Decision) int {
		switch {
		case a.IsWhole() == b.IsWhole():
			return 0
		case a.IsWhole():
			return -1
		}
		return 1
	})
	return first
}

// decisions are those on words.
func (e *entry) decisions() []Decision {
	words := e.said
	for len(words) > 0 && words[0].IsWhole() {
		words = words[1:]
	}
	return words
}

// writable reports whether a write would change the photo, and can.
func (e *entry) writable() bool {
	return !e.photo.Missing && e.pending != nil
}

// newSnapshot makes one of photos, entries by ID, and sources by path.
func newSnapshot(photos *sorted, entries []*entry, sources []Source) *Snapshot {
	s := &Snapshot{photos: photos.in(ByPath), sorted: photos, entries: entries, sources: sources}
	s.toWrite = sync.OnceValue(s.listToWrite)
	return s
}

// withSources returns the snapshot with other sources.
func (s *Snapshot) withSources(sources []Source) *Snapshot {
	return newSnapshot(s.sorted, s.entries, sources)
}

// Snapshot returns the present state. It is cheap and does not block.
func (l *Library) Snapshot() *Snapshot { return l.snap.Load() }

// Photos lists all photos by path, missing ones too.
func (s *Snapshot) Photos() []*Photo { return s.photos }

// Sorted lists all photos in an order. The first call for an order takes some 0.2 s for 100,000
// photos; later snapshots take the list over.
func (s *Snapshot) Sorted(o Order) []*Photo { return s.sorted.in(o) }

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

// ByPath returns the photo at an absolute path, nil when there is none. A photo that is there goes
// before missing ones that were at that path once.
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

// Decisions lists what the user has decided about words on the photo, in order of time.
func (s *Snapshot) Decisions(id ID) []Decision {
	if e := s.entry(id); e != nil {
		return e.decisions()
	}
	return nil
}

// Typed reports whether the user has typed a word on the photo, in place of accepting it.
func (s *Snapshot) Typed(id ID, word string) bool {
	said := s.said(id)
	at := indexTag(said, word)
	return at >= 0 && said[at].Verdict == Typed
}

// Finished reports whether the user is done with the photo: what a model finds on it later waits
// until it is asked for. See Finish.
func (s *Snapshot) Finished(id ID) bool {
	return s.whole(id, Finished).Verdict == Finished
}

// WordOrder is the order in which the user wants the words of the photo, nil where that is open. It
// may name words that the photo has no more, and lack some that came later. See OrderWords.
func (s *Snapshot) WordOrder(id ID) []string {
	if d := s.whole(id, Ordered); d.Verdict == Ordered {
		return strings.Split(d.Path, ",")
	}
	return nil
}

// whole is what the user has said of a photo as a whole.
func (s *Snapshot) whole(id ID, v Verdict) Decision {
	for _, d := range s.said(id) {
		if !d.IsWhole() {
			break
		}
		if d.Verdict == v {
			return d
		}
	}
	return Decision{}
}

// said is all that the user has said of a photo: of words, and of the photo as a whole.
func (s *Snapshot) said(id ID) []Decision {
	if e := s.entry(id); e != nil {
		return e.said
	}
	return nil
}

// Pending is what a write of the photo would do: add the accepted and typed words that its file
// lacks, remove the removed ones that it still has.
func (s *Snapshot) Pending(id ID) keywords.Edit {
	if e := s.entry(id); e != nil && e.pending != nil {
		return *e.pending
	}
	return keywords.Edit{}
}

// ToWrite lists the photos with something pending, by path. Missing ones are left out: they cannot
// be written.
func (s *Snapshot) ToWrite() []ID { return s.toWrite() }

func (s *Snapshot) listToWrite() []ID {
	var ids []ID
	for _, p := range s.photos {
		if s.entries[p.ID].writable() {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// load makes the first snapshot. Damaged records are left out and said.
func (l *Library) load() error {
	snap, last, damaged, err := loadSnapshot(l.store)
	if err != nil {
		return err
	}
	if damaged > 0 {
		text := "%d records of the library are damaged and were left out: %s."
		if damaged == 1 {
			text = "%d record of the library is damaged and was left out: %s."
		}
		l.recovered = append(l.recovered, fmt.Sprintf(text, damaged, l.store.Advice()))
	}
	l.next = last
	l.unstored.stored = snap // nobody else is here yet
	l.snap.Store(snap)
	return nil
}

// loadSnapshot makes a snapshot of what the file holds. last is the highest ID that was ever used,
// damaged how many records were left out.
func loadSnapshot(file *bolt.Store) (snap *Snapshot, last ID, damaged int, err error) {
	var photos []*Photo
	var sources []Source
	var highest ID
	decisions := map[ID][]Decision{}
	last, damaged, err = file.Load(bolt.Contents{
		Photo: func(r *bolt.Photo) {
			photos, highest = append(photos, photoOf(r)), max(highest, r.ID)
		},
		Decision: func(d Decision) { decisions[d.Photo] = append(decisions[d.Photo], d) },
		Source:   func(r bolt.Source) { sources = append(sources, sourceOf(r)) },
	})
	if err != nil {
		return nil, 0, 0, err
	}
	slices.SortFunc(photos, func(a, b *Photo) int { return strings.Compare(a.Path, b.Path) })
	entries := make([]*entry, highest+1)
	for _, p := range photos {
		slices.SortStableFunc(decisions[p.ID], byTime)
		entries[p.ID] = newEntry(p, decisions[p.ID])
	}
	slices.SortFunc(sources, func(a, b Source) int { return strings.Compare(a.Path, b.Path) })
	return newSnapshot(newSorted(photos), entries, sources), last, damaged, nil
}

// changes are new entries by ID; nil means that the photo is to be forgotten.
type changes map[ID]*entry

// with returns the snapshot after changes. It costs a copy of the slices of pointers, and the
// changes.
func (s *Snapshot) with(c changes) *Snapshot {
	last := ID(len(s.entries))
	for id := range c {
		last = max(last, id+1)
	}
	entries := append(make([]*entry, 0, last+last/8), s.entries...)[:last]
	var stale, fresh []*Photo
	for id, e := range c {
		old := s.Photo(id)
		entries[id] = e
		if e != nil && e.photo == old {
			continue
		}
		if old != nil {
			stale = append(stale, old)
		}
		if e != nil {
			fresh = append(fresh, e.photo)
		}
	}
	return newSnapshot(s.sorted.with(stale, fresh), entries, s.sources)
}

// markFailed notes of photos whether their last write failed. It lasts for the session, or until
// the file changes: what could not be written is still to be written, so nothing is stored. It
// blocks on a lock only.
func (l *Library) markFailed(failed map[ID]bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	snap, c := l.storedSnapshot(), changes{}
	for id, is := range failed {
		if e := snap.entry(id); e != nil && e.failed != is {
			marked := *e
			marked.failed = is
			c[id] = &marked
		}
	}
	if len(c) > 0 {
		l.publish(snap.with(c))
	}
}

// carryFailed keeps the marks of photos on which only decisions change.
func (c changes) carryFailed(old *Snapshot) {
	for id, e := range c {
		if before := old.entry(id); e != nil && before != nil && e.photo == before.photo {
			e.failed = before.failed
		}
	}
}
