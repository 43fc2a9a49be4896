package library

import (
	"errors"
	"fmt"
	"slices"
	"sync"

	bolt "go.etcd.io/bbolt"
)

// A window cannot wait for the disk, which an import may keep busy for a second. What the user says shows at once, and is
// stored after that, in the order in which it was said. What cannot be stored is taken back, with all that was said after it.

// saidStep is a step, or the undo or redo of one, that shows and is not stored yet.
type saidStep struct {
	after  []Decision
	before history     // of steps, should it not be stored
	failed func(error) // may be nil
}

// sayings are those of the library. The zero value has none.
type sayings struct {
	mu     sync.Mutex // held for moments only
	file   *Snapshot  // what the library file holds; changed only while the library's lock is held, too
	list   []saidStep
	keeper sync.WaitGroup // the goroutine that stores them
	at     bool           // it is at work
}

// DecideSoon is Decide for a window: the decisions show at once, and are the last step, before they are stored. failed is called
// on another goroutine when they could not be; by then they have been taken back. It may be nil, and must not call the library.
// The step is returned; ok is false when there was nothing to decide. It does not wait for the disk.
func (l *Library) DecideSoon(label string, failed func(error), ds ...Decision) (s Step, ok bool, err error) {
	if len(ds) == 0 {
		return Step{}, false, nil
	}
	l.sayings.mu.Lock()
	defer l.sayings.mu.Unlock()
	after, err := l.checked(ds)
	if err != nil {
		return Step{}, false, fmt.Errorf("decide: %w", err)
	}
	before := l.before(after)
	l.say(after, failed, func() { l.steps.add(step{label: label, before: before, after: after}) })
	last, ok := l.steps.last()
	return last.told(), ok, nil
}

// UndoSoon is Undo for a window, as DecideSoon is Decide.
func (l *Library) UndoSoon(failed func(error)) (undone Step, ok bool) {
	l.sayings.mu.Lock()
	defer l.sayings.mu.Unlock()
	s, ok := l.steps.last()
	if ok {
		l.say(s.taken(), failed, l.steps.back)
	}
	return s.told(), ok
}

// RedoSoon is Redo for a window, as DecideSoon is Decide.
func (l *Library) RedoSoon(failed func(error)) (redone Step, ok bool) {
	l.sayings.mu.Lock()
	defer l.sayings.mu.Unlock()
	s, ok := l.steps.next()
	if ok {
		l.say(s.after, failed, l.steps.forth)
	}
	return s.told(), ok
}

// say shows decisions, moves the history of steps, and lets another goroutine store them. l.sayings.mu is held.
func (l *Library) say(after []Decision, failed func(error), move func()) {
	s := &l.sayings
	s.list = append(s.list, saidStep{after, l.steps.history(), failed})
	move()
	l.show()
	if s.at {
		return
	}
	s.at = true
	s.keeper.Go(l.keepSayings)
}

// show publishes what the file holds, with what was said since. l.sayings.mu is held.
func (l *Library) show() {
	snap := l.sayings.file
	if ds := allSaid(l.sayings.list); len(ds) > 0 {
		c := snap.afterDecisions(ds)
		c.carryFailed(snap)
		snap = snap.with(c)
	}
	l.snap.Store(snap)
	select {
	case l.ring <- struct{}{}:
	default: // it rings already
	}
}

// allSaid is all that some sayings decide, in order.
func allSaid(list []saidStep) []Decision {
	var ds []Decision
	for _, s := range list {
		ds = append(ds, s.after...)
	}
	return ds
}

// publish makes a snapshot the one that the file holds. l.mu is held.
func (l *Library) publish(file *Snapshot) {
	l.sayings.mu.Lock()
	defer l.sayings.mu.Unlock()
	l.sayings.file = file
	l.show()
}

// inFile is the snapshot that the file holds: without what was said and is not stored yet.
func (l *Library) inFile() *Snapshot {
	l.sayings.mu.Lock()
	defer l.sayings.mu.Unlock()
	return l.sayings.file
}

// keepSayings stores what is said until there is no more.
func (l *Library) keepSayings() {
	for more := true; more; {
		l.mu.Lock()
		_ = l.storeSayings() // whoever said it is told
		l.mu.Unlock()
		l.sayings.mu.Lock()
		more = len(l.sayings.list) > 0
		l.sayings.at = more
		l.sayings.mu.Unlock()
	}
}

// stored says something and waits until it is safe on the disk.
func (l *Library) stored(say func(failed func(error)) error) error {
	var failed error // set before it is read: while l.mu is held, which storing needs
	if err := say(func(err error) { failed = err }); err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	_ = l.storeSayings() // its error is the one that failed gets
	return failed
}

// storeSayings stores all that was said so far in one transaction, or takes it back. l.mu is held.
func (l *Library) storeSayings() error {
	l.sayings.mu.Lock()
	list := slices.Clone(l.sayings.list)
	l.sayings.mu.Unlock()
	if len(list) == 0 {
		return nil
	}
	ds := allSaid(list)
	c := l.inFile().afterDecisions(ds)
	err := l.apply(c, func(tx *bolt.Tx) error { return putSaid(tx, ds, c) })
	if err != nil {
		l.takeBack(err)
		return err
	}
	l.sayings.mu.Lock()
	defer l.sayings.mu.Unlock()
	l.sayings.list = slices.Delete(l.sayings.list, 0, len(list))
	return nil
}

// putSaid stores decisions one by one, also where the snapshot of the file has them already: another change of their photo may
// have taken them over.
func putSaid(tx *bolt.Tx, ds []Decision, c changes) error {
	b := tx.Bucket(decisionsBucket)
	for _, d := range ds {
		var err error
		switch {
		case c[d.Photo] == nil: // the photo has gone
		case d.Verdict == Undecided:
			err = b.Delete(d.key())
		default:
			err = b.Put(d.key(), encodeDecision(d))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// takeBack forgets all that was said and could not be stored, and the steps of it. l.mu is held.
func (l *Library) takeBack(err error) {
	l.sayings.mu.Lock()
	list := l.sayings.list
	l.sayings.list = nil
	l.steps.restore(list[0].before)
	l.show()
	l.sayings.mu.Unlock()
	for _, s := range list {
		if s.failed != nil {
			s.failed(err)
		}
	}
}

// closeSayings stores what is left and closes the store, then waits for the keeper.
func (l *Library) closeSayings() error {
	l.mu.Lock()
	err := errors.Join(l.storeSayings(), l.store.close())
	l.mu.Unlock()
	l.sayings.keeper.Wait()
	l.closeReading()
	return err
}
