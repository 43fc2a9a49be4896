package library

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"catchlight/library/disk"
	"catchlight/library/safewrite"
)

// storeBatch makes the transaction. Its outcomes reach the snapshot, too.
func (r *runner) storeBatch() error {
	if len(r.ready) == 0 && !slices.ContainsFunc(r.done, (*task).hasOutcome) {
		return nil
	}
	r.syncFolders()
	l := r.lib
	l.mu.Lock()
	defer l.mu.Unlock()
	run, number := r.run, r.number
	err := l.apply(r.photoChanges(), func(tx *transaction) error {
		r.run, r.number = run, number // the file may not have kept a first try
		return r.storeRecords(tx)
	})
	if err != nil {
		r.run, r.number = run, number
	}
	return err
}

// syncLater makes one sync of a folder do for all that a transaction is about, see syncFolders.
func syncLater(o safewrite.Options) safewrite.Options {
	o.SyncLater = true
	return o
}

// syncFolders makes the renames of the done tasks last before their intents are forgotten.
func (r *runner) syncFolders() {
	synced := map[string]string{}
	for _, t := range r.done {
		if t.record == nil {
			continue
		}
		for _, f := range t.record.files {
			dir := filepath.Dir(f.target())
			if _, known := synced[dir]; !known {
				synced[dir] = disk.SyncFolders(f.target())
			}
			if !strings.Contains(t.caveat, synced[dir]) {
				t.caveat = safewrite.JoinSentences(t.caveat, synced[dir])
			}
		}
	}
}

// hasOutcome reports whether something of the task is to be stored.
func (t *task) hasOutcome() bool { return t.record != nil || len(t.decisions) > 0 }

// photoChanges are the changes of the snapshot that the outcomes mean. l.mu is held.
func (r *runner) photoChanges() changes {
	c, snap := changes{}, r.lib.Snapshot()
	for _, t := range r.done {
		if t.postWriteState == nil {
			continue
		}
		if old := t.photoIn(snap); old != nil {
			c[old.ID] = newEntry(t.postWriteState.update(old), snap.Decisions(old.ID))
		}
	}
	for _, t := range r.done {
		if !t.skipped && len(t.decisions) > 0 {
			c.decide(snap, t.photo, func(list []Decision) []Decision { return r.op.decide(list, t.decisions) })
		}
	}
	return c
}

// photoIn is the photo whose file a task has changed. It has to be looked for by its path only where it
// has moved since, or where the library did not know it.
func (t *task) photoIn(snap *Snapshot) *Photo {
	path := t.postWriteState.path
	if p := snap.Photo(t.photo); p != nil && p.Path == path && !p.Missing {
		return p
	}
	return snap.ByPath(path)
}

// decide changes the decisions on a photo, if the library still knows it.
func (c changes) decide(snap *Snapshot, id ID, change func([]Decision) []Decision) {
	e := c[id]
	if e == nil {
		e = snap.entry(id)
	}
	if e != nil {
		c[id] = newEntry(e.photo, change(e.decisions))
	}
}

// storeRecords writes the intents of the ready tasks and the outcomes of the done ones.
func (r *runner) storeRecords(tx *transaction) error {
	if err := r.beginRun(tx); err != nil {
		return err
	}
	for _, t := range r.ready {
		if r.op.label != "" {
			t.record.run, t.record.number = r.run.ID, r.number
			r.number++
		}
		if err := tx.putIntent(t.record); err != nil {
			return err
		}
	}
	for _, t := range r.done {
		if t.record == nil {
			continue
		}
		if t.unresolved {
			r.unresolved = true
			continue
		}
		if err := tx.dropIntent(t.record); err != nil {
			return err
		}
		if t.skipped {
			continue
		}
		if err := r.op.store(tx, t); err != nil {
			return err
		}
	}
	if r.run.ID == 0 {
		return nil
	}
	return tx.putRun(r.run)
}

// beginRun makes the run with its first intent.
func (r *runner) beginRun(tx *transaction) (err error) {
	if r.run.ID == 0 && r.op.label != "" && len(r.ready) > 0 {
		r.run, err = tx.newRun(r.op.label)
	}
	return err
}

// abort ends the run because the library itself cannot store. Files in work are finished; what the journal could not
// learn about them it will find out at the next start, from the intents.
func (r *runner) abort(err error, prepared <-chan *task) error {
	r.stop(err)
	for _, t := range r.ready {
		t.record, t.decisions, t.err = nil, nil, err
		r.release(t)
		r.done = append(r.done, t)
	}
	r.ready = nil
	for prepared != nil {
		t, more := <-prepared
		if !more {
			break
		}
		r.release(t)
	}
	for ; r.inWork > 0; r.inWork-- {
		r.done = append(r.done, <-r.finished)
	}
	if retryErr := r.flush(); retryErr != nil { // it may have been for a moment
		for _, t := range r.done {
			r.finish(t)
		}
		r.done = nil
	}
	return err
}

// end closes the run: one that changed nothing leaves no entry. The error tells what stopped it; where that was not the
// user, those that were not reached are told, too.
func (r *runner) end(err error, requests int, report func(n int, err error)) (Run, error) {
	cause := err
	if cause == nil {
		cause = context.Cause(r.ctx)
	}
	r.stop(nil)
	if cause != nil && !errors.Is(cause, context.Canceled) {
		for n := range requests {
			if !r.reported[n] {
				report(n, cause)
			}
		}
	}
	if r.run.ID == 0 || r.run.Photos > 0 || r.unresolved {
		return r.run, cause
	}
	dropErr := r.lib.store.change(func(tx *transaction) error { return tx.dropRun(r.run.ID) })
	if cause == nil {
		cause = dropErr
	}
	return Run{}, cause
}
