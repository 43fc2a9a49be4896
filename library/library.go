package library

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"

	"catchlight/library/bolt"
	"catchlight/library/disk"
	"catchlight/library/thumb"
	"catchlight/library/vectors"
)

// Library is the user's photos, decisions, vectors and runs. It is the only writer of its file.
// Methods may be called by any goroutine; each says whether it blocks.
type Library struct {
	store *bolt.Store
	snap  atomic.Pointer[Snapshot]
	ring  chan struct{}

	importing chan struct{} // held by the one import that runs
	running   chan struct{} // held by the one run that changes files
	recovered []string

	unstored unstoredSteps

	mu     sync.Mutex // guards what follows, and every change of the file
	steps  steps
	next   ID // never used yet
	images owners

	departures departures

	vectors      *vectors.Vectors
	fingerprints fingerprints

	settings settings
	memory   *thumb.Budget
	reading  reading
	logMu    sync.Mutex // one entry at a time
}

// Open opens the library file at path and creates it where there is none; its folder must exist. It
// waits up to two seconds for another program to let go of the file (ErrLocked). ErrNewer refuses a
// file of a newer version. Writes that a crash cut short are finished or dropped: Recovered says
// what was done. It blocks on the disk.
func Open(path string) (*Library, error) {
	l, err := open(path)
	if err == nil {
		l.sayMove()
	}
	return l, err
}

func open(path string) (*Library, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open the library: %w", err)
	}
	s, err := bolt.Open(abs)
	if err != nil {
		return nil, err
	}
	l := &Library{
		store: s, ring: make(chan struct{}, 1), vectors: vectors.New(s.VectorFile()), memory: thumb.NewBudget(0),
		importing: make(chan struct{}, 1), running: make(chan struct{}, 1),
	}
	if err := l.start(); err != nil {
		_ = s.Close() // the first error says more
		return nil, err
	}
	return l, nil
}

// start reads what is kept in memory and puts right what a crash left.
func (l *Library) start() error {
	disk.SweepBeside(l.store.Path())
	disk.SweepBeside(l.settingsPath())
	if err := l.load(); err != nil {
		return err
	}
	l.loadSettings()
	l.memory.Limit(l.settings.now.memory())
	l.openReading()
	if err := l.recover(); err != nil {
		return err
	}
	return l.dropOldRuns()
}

// Close waits for what is being stored and releases the file. Imports and writes must have ended:
// cancel them first.
func (l *Library) Close() error { return l.closeSteps() }

// Recovered tells in sentences for the user what Open did about writes that a crash had cut short.
// Does not block.
func (l *Library) Recovered() []string { return l.recovered }

// Changed rings after every change of the snapshot; several changes may ring once. It has room for
// one ring: one receiver only. Does not block.
func (l *Library) Changed() <-chan struct{} { return l.ring }

// apply stores changes, with what else belongs to them, in one transaction, then publishes them.
// l.mu is held.
func (l *Library) apply(c changes, also func(*bolt.Tx) error) error {
	old := l.storedSnapshot()
	err := l.store.Change(func(tx *bolt.Tx) error {
		for _, id := range slices.Sorted(maps.Keys(c)) { // in the order of the keys: see bolt.Tx.ReplaceDecisions
			if err := putEntry(tx, id, old.entry(id), c[id]); err != nil {
				return err
			}
		}
		if err := tx.SetLastID(l.next); err != nil || also == nil {
			return err
		}
		return also(tx)
	})
	if err != nil {
		return err
	}
	if len(c) > 0 {
		c.carryFailed(old)
		l.images.update(old, c)
		l.publish(old.with(c))
	}
	return nil
}

// putEntry stores the difference between two entries of one photo.
func putEntry(tx *bolt.Tx, id ID, old, new *entry) error {
	var before, after entry
	if old != nil {
		before = *old
	}
	if new != nil {
		after = *new
	}
	if err := tx.ReplaceDecisions(before.said, after.said); err != nil {
		return err
	}
	switch {
	case before.photo == after.photo:
		return nil
	case after.photo == nil:
		return tx.DropPhoto(id)
	default:
		return tx.PutPhoto(after.photo.record())
	}
}

// newID returns an ID that was never used. l.mu is held; it is safe once a photo with it is stored.
func (l *Library) newID() ID {
	l.next++
	return l.next
}

// Remove forgets photos with their decisions; their files stay as they are, and the vectors of
// their pictures are kept while another photo has them. Files that are there are left out of their
// source from now on, until they are given to AddSources, or their folder to Include. It blocks on
// the disk.
func (l *Library) Remove(ids ...ID) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	c, snap := changes{}, l.Snapshot()
	for _, id := range ids {
		if snap.Photo(id) != nil {
			c[id] = nil
		}
	}
	if err := l.applySources(snap.leaveOut(c), c); err != nil {
		return fmt.Errorf("remove from the library: %w", err)
	}
	return l.dropPictures(l.orphans(snap, c))
}
