package library

import (
	"fmt"
	"slices"
	"strings"

	bolt "go.etcd.io/bbolt"
)

// loader reads photos and decisions into the first snapshot.
type loader struct {
	intern    map[string]string
	photos    []*Photo
	decisions map[ID][]Decision
	sources   []Source
	damaged   int
	last      ID // the highest that was used
	highest   ID // of a photo
}

// maxID bounds IDs: a list has a place for each of them, and a larger one is damage.
const maxID ID = 1 << 26

// load makes the first snapshot. Damaged records are left out and said.
func (l *Library) load() error {
	d := &loader{intern: map[string]string{}, decisions: map[ID][]Decision{}}
	if err := l.store.view(d.read); err != nil {
		return err
	}
	if d.damaged > 0 {
		l.recovered = append(l.recovered, fmt.Sprintf(
			"%d records of the library are damaged and were left out: repair it with %s%s.",
			d.damaged, l.store.command("check --repair"), l.store.orBackup()))
	}
	l.next = d.last
	l.unstored.stored = d.snapshot() // nobody else is here yet
	l.snap.Store(l.unstored.stored)
	return nil
}

func (d *loader) read(tx *bolt.Tx) error {
	adviseReadAhead(tx)
	defer adviseDone(tx)
	photos := tx.Bucket(photosBucket)
	used := ID(photos.Sequence())
	d.last = min(used, maxID)
	err := photos.ForEach(func(k, v []byte) error {
		id, known := d.id(k)
		p, sound := decodePhoto(id, v, d.intern)
		d.keep(known && sound, func() { d.photos, d.highest = append(d.photos, p), max(d.highest, id) })
		return nil
	})
	if err != nil {
		return err
	}
	d.keep(used <= maxID, func() {})
	if used > maxID {
		d.last = d.highest
	}
	err = tx.Bucket(decisionsBucket).ForEach(func(k, v []byte) error {
		id, known := d.id(k)
		decision, sound := decodeDecision(id, v, d.intern)
		d.keep(known && sound, func() { d.decisions[id] = append(d.decisions[id], decision) })
		return nil
	})
	if err != nil {
		return err
	}
	return tx.Bucket(sourcesBucket).ForEach(func(_, v []byte) error {
		s, sound := decodeSource(v)
		d.keep(sound, func() { d.sources = append(d.sources, s) })
		return nil
	})
}

// id reads the ID at the start of a key; false where it cannot be one.
func (d *loader) id(key []byte) (ID, bool) {
	if len(key) < 8 {
		return 0, false
	}
	id := idOf(key)
	return id, id > 0 && id <= d.last
}

func (d *loader) keep(sound bool, keep func()) {
	if !sound {
		d.damaged++
		return
	}
	keep()
}

func (d *loader) snapshot() *Snapshot {
	slices.SortFunc(d.photos, func(a, b *Photo) int { return strings.Compare(a.Path, b.Path) })
	entries := make([]*entry, d.highest+1)
	for _, p := range d.photos {
		decisions := d.decisions[p.ID]
		slices.SortStableFunc(decisions, byTime)
		entries[p.ID] = newEntry(p, decisions)
	}
	slices.SortFunc(d.sources, func(a, b Source) int { return strings.Compare(a.Path, b.Path) })
	return newSnapshot(newSorted(d.photos), entries, d.sources)
}
