package library

import (
	"errors"
	"fmt"
	"slices"
	"sync"

	"catchlight/library/bolt"
	"catchlight/library/keywords"
)

// maxSteps and maxStepDecisions bound what can be undone; a decision takes about 300 bytes.
const (
	maxSteps         = 1000
	maxStepDecisions = 500_000
)

// Step is a change of decisions that can be taken back: what Decide was given, under its label.
type Step struct {
	ID     uint64 // of this session; no two steps have the same
	Label  string
	Photos []ID     // whose decisions it changes, each once
	Tags   []string // that it decides, each once; none where it is about photos as a whole alone
	Strips bool     // it takes words off photos: files lose them with the next write

	Vocabulary *VocabularyChange // what else it changes; nil: decisions alone
}

// step is one change of decisions: what stood before, and what stands after.
type step struct {
	id            uint64
	label         string
	before, after []Decision
	held          []string          // see heldWords
	text          *VocabularyChange // changed with them; nil mostly
}

// weight is how much of maxStepDecisions the step takes.
func (s step) weight() int { return len(s.after) + s.text.weight() }

// public is the step as others see it.
func (s step) public() Step {
	t := Step{ID: s.id, Label: s.label, Vocabulary: s.text}
	photos, tags := map[ID]bool{}, map[string]bool{}
	for _, d := range s.after {
		t.Strips = t.Strips || d.Verdict == Removed
		if !photos[d.Photo] {
			photos[d.Photo] = true
			t.Photos = append(t.Photos, d.Photo)
		}
		if key := keywords.Fold(d.Tag); key != "" && !tags[key] {
			tags[key] = true
			t.Tags = append(t.Tags, d.Tag)
		}
	}
	return t
}

// undone is what undoes the step now: a tag that the step decided twice goes back to what stood
// first.
func (s step) undone(now *Snapshot) []Decision {
	back := slices.Clone(now.afterWrites(s, s.before, s.after))
	slices.Reverse(back)
	return back
}

// redone is what makes the step again now.
func (s step) redone(now *Snapshot) []Decision { return now.afterWrites(s, s.after, s.before) }

// steps is the history of this session; steps before at are done, the others undone. It is changed
// under the library's lock, and has one of its own so that looking at it never waits for the disk.
type steps struct {
	mu    sync.Mutex
	list  []step
	at    int
	count int    // decisions in list
	ids   uint64 // given so far
}

// push appends a step and forgets those that were undone, and the oldest where there are too many.
func (s *steps) push(new step) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, undone := range s.list[s.at:] {
		s.count -= undone.weight()
	}
	s.ids++
	new.id = s.ids
	s.list = append(s.list[:s.at], new)
	s.count += new.weight()
	for len(s.list) > 1 && (len(s.list) > maxSteps || s.count > maxStepDecisions) {
		s.count -= s.list[0].weight()
		s.list = slices.Delete(s.list, 0, 1)
	}
	s.at = len(s.list)
}

func (s *steps) last() (step, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.at == 0 {
		return step{}, false
	}
	return s.list[s.at-1], true
}

func (s *steps) next() (step, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.at == len(s.list) {
		return step{}, false
	}
	return s.list[s.at], true
}

// history is where the steps stand, for restore.
type history struct {
	list      []step
	at, count int
}

func (s *steps) history() history {
	s.mu.Lock()
	defer s.mu.Unlock()
	return history{slices.Clone(s.list), s.at, s.count}
}

// restore makes the steps stand as they did.
func (s *steps) restore(h history) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.list, s.at, s.count = h.list, h.at, h.count
}

// drop forgets a step, if it is the last one that is done.
func (s *steps) drop(id uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.at > 0 && s.list[s.at-1].id == id {
		s.at--
		s.count -= s.list[s.at].weight()
		s.list = slices.Delete(s.list, s.at, s.at+1)
	}
}

func (s *steps) stepBack()    { s.move(-1) }
func (s *steps) stepForward() { s.move(1) }

func (s *steps) move(by int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at += by
}

// A window cannot wait for the disk, which an import may keep busy for a second. What the user
// decides shows at once, and is stored after that, in that order. What cannot be stored is taken
// back, with all that came after it.

// unstoredStep is a step, or the undo or redo of one, that shows and is not stored yet.
type unstoredStep struct {
	after  []Decision
	text   *VocabularyChange // as it is to be made; nil for none
	again  bool              // it takes a step back, or makes it again
	before history           // of steps, should it not be stored
	failed func(error)       // may be nil
}

// unstoredSteps is the queue of the library. The zero value is empty.
type unstoredSteps struct {
	mu        sync.Mutex // held for moments only
	stored    *Snapshot  // what the library file holds; changed only while the library's lock is held, too
	list      []unstoredStep
	storing   sync.WaitGroup // the goroutine that stores them
	isStoring bool           // it is at work
}

// DecideSoon is Decide for a window: the decisions show at once, and are the last step, before they
// are stored. failed is called on another goroutine when they could not be; by then they have been
// taken back. It may be nil, and must not call the library. The step is returned; ok is false when
// there was nothing to decide. It does not wait for the disk.
func (l *Library) DecideSoon(label string, failed func(error), ds ...Decision) (s Step, ok bool, err error) {
	if len(ds) == 0 {
		return Step{}, false, nil
	}
	return l.stepSoon(label, failed, nil, ds)
}

// stepSoon makes a step of decisions and a change of a vocabulary; nil for none.
func (l *Library) stepSoon(label string, failed func(error), text *VocabularyChange, ds []Decision) (s Step, ok bool, err error) {
	l.unstored.mu.Lock()
	defer l.unstored.mu.Unlock()
	after, err := l.checked(ds)
	if err != nil {
		return Step{}, false, fmt.Errorf("decide: %w", err)
	}
	before := l.before(after)
	held := l.Snapshot().heldWords(before, after)
	l.enqueue(unstoredStep{after: after, text: text, failed: failed}, func() {
		l.steps.push(step{label: label, before: before, after: after, held: held, text: text})
	})
	last, ok := l.steps.last()
	return last.public(), ok, nil
}

// UndoSoon is Undo for a window, as DecideSoon is Decide.
func (l *Library) UndoSoon(failed func(error)) (undone Step, ok bool) {
	l.unstored.mu.Lock()
	defer l.unstored.mu.Unlock()
	s, ok := l.steps.last()
	if ok {
		l.enqueue(unstoredStep{after: s.undone(l.Snapshot()), text: s.text.reversed(), again: true, failed: failed}, l.steps.stepBack)
	}
	return s.public(), ok
}

// RedoSoon is Redo for a window, as DecideSoon is Decide.
func (l *Library) RedoSoon(failed func(error)) (redone Step, ok bool) {
	l.unstored.mu.Lock()
	defer l.unstored.mu.Unlock()
	s, ok := l.steps.next()
	if ok {
		l.enqueue(unstoredStep{after: s.redone(l.Snapshot()), text: s.text, again: true, failed: failed}, l.steps.stepForward)
	}
	return s.public(), ok
}

// PassOver forgets the step of that ID, if it is the one that Undo would take back, and cannot, for
// another program has changed what it is about: what was done before it can be undone then. It does
// not block.
func (l *Library) PassOver(id uint64) {
	l.unstored.mu.Lock()
	defer l.unstored.mu.Unlock()
	l.steps.drop(id)
}

// enqueue shows decisions, moves the history of steps, and lets another goroutine store them.
// l.unstored.mu is held.
func (l *Library) enqueue(step unstoredStep, move func()) {
	s := &l.unstored
	step.before = l.steps.history()
	s.list = append(s.list, step)
	move()
	l.show()
	if s.isStoring {
		return
	}
	s.isStoring = true
	s.storing.Go(l.storeWhileQueued)
}

// show publishes what the file holds, with what was decided since. l.unstored.mu is held.
func (l *Library) show() {
	snap := l.unstored.stored
	if ds := allDecisions(l.unstored.list); len(ds) > 0 {
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

// allDecisions is all that some steps decide, in order.
func allDecisions(list []unstoredStep) []Decision {
	if len(list) == 1 {
		return list[0].after
	}
	var ds []Decision
	for _, s := range list {
		ds = append(ds, s.after...)
	}
	return ds
}

// publish makes a snapshot the one that the file holds. l.mu is held.
func (l *Library) publish(file *Snapshot) {
	l.unstored.mu.Lock()
	defer l.unstored.mu.Unlock()
	l.unstored.stored = file
	l.show()
}

// storedSnapshot is the snapshot that the file holds: without what was decided and is not stored
// yet.
func (l *Library) storedSnapshot() *Snapshot {
	l.unstored.mu.Lock()
	defer l.unstored.mu.Unlock()
	return l.unstored.stored
}

// storeWhileQueued stores queued steps until there are no more.
func (l *Library) storeWhileQueued() {
	for more := true; more; {
		l.mu.Lock()
		_ = l.storeQueued() // whoever queued it gets the error
		l.mu.Unlock()
		l.unstored.mu.Lock()
		more = len(l.unstored.list) > 0
		l.unstored.isStoring = more
		l.unstored.mu.Unlock()
	}
}

// waitStored queues a step and waits until it is safe on the disk.
func (l *Library) waitStored(queue func(failed func(error)) error) error {
	var failed error // set before it is read: while l.mu is held, which storing needs
	if err := queue(func(err error) { failed = err }); err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	_ = l.storeQueued() // its error is the one that failed gets
	return failed
}

// storeQueued stores all that is queued in one transaction, or discards it. l.mu is held.
func (l *Library) storeQueued() error {
	l.unstored.mu.Lock()
	list := slices.Clone(l.unstored.list)
	l.unstored.mu.Unlock()
	if len(list) == 0 {
		return nil
	}
	ds := allDecisions(list)
	put, err := l.changeVocabularies(list)
	stored := l.storedSnapshot()
	if c := stored.afterDecisions(ds); err == nil && len(ds) > 0 {
		err = l.apply(c, func(tx *bolt.Tx) error { return stored.putDecided(tx, ds, c) })
	}
	if err != nil {
		l.putBack(put)
		l.discardQueued(err)
		return err
	}
	l.unstored.mu.Lock()
	defer l.unstored.mu.Unlock()
	l.unstored.list = slices.Delete(l.unstored.list, 0, len(list))
	return nil
}

// putDecided stores decisions one by one, also where the snapshot of the file has them already:
// another change of their photo may have taken them over. Those on words that have none there are
// new, and the change itself has stored them: of many photos at once most are.
func (s *Snapshot) putDecided(tx *bolt.Tx, ds []Decision, c changes) error {
	onlyMade := !slices.ContainsFunc(ds, func(d Decision) bool { return d.Verdict == Undecided })
	for _, d := range ds {
		if c[d.Photo] == nil {
			continue // the photo has gone
		}
		if onlyMade && indexTag(s.said(d.Photo), d.Tag) < 0 {
			continue
		}
		if err := tx.PutDecision(d); err != nil {
			return err
		}
	}
	return nil
}

// discardQueued forgets the steps that could not be stored, and restores the history. l.mu is held.
func (l *Library) discardQueued(err error) {
	l.unstored.mu.Lock()
	list := l.unstored.list
	l.unstored.list = nil
	l.steps.restore(list[0].before)
	l.show()
	l.unstored.mu.Unlock()
	for _, s := range list {
		if s.failed != nil {
			s.failed(err)
		}
	}
}

// closeSteps stores what is left and closes the store, then waits for the goroutine that stores.
func (l *Library) closeSteps() error {
	l.mu.Lock()
	err := errors.Join(l.storeQueued(), l.store.Close())
	l.mu.Unlock()
	l.unstored.storing.Wait()
	l.closeReading()
	return err
}
