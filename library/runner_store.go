package library

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"

	"catchlight/library/bolt"
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
	err := l.apply(r.photoChanges(), func(tx *bolt.Tx) error {
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
		for _, f := range t.record.Files {
			dir := filepath.Dir(f.Target())
			if _, known := synced[dir]; !known {
				synced[dir] = disk.SyncFolders(f.Target())
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
			c[old.ID] = newEntry(t.postWriteState.update(old), snap.said(old.ID))
		}
	}
	for _, t := range r.done {
		if r.op.overtake != nil {
			r.op.overtake(t)
		}
		if !t.skipped && len(t.decisions) > 0 {
			c.decide(snap, t.photo, func(list []Decision) []Decision { return r.op.decide(list, t.decisions) })
		}
	}
	return c
}

// photoIn is the photo whose file a task has changed. It has to be looked for by its path only
// where it has moved since, or where the library did not know it.
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
		c[id] = newEntry(e.photo, change(e.said))
	}
}

// storeRecords writes the intents of the ready tasks and the outcomes of the done ones.
func (r *runner) storeRecords(tx *bolt.Tx) error {
	if err := r.storeIntents(tx); err != nil {
		return err
	}
	for _, t := range r.done {
		if err := r.storeOutcome(tx, t); err != nil {
			return err
		}
	}
	if r.run.ID == 0 {
		return nil
	}
	return tx.PutRun(r.run)
}

// storeIntents writes the intents of the ready tasks. The first one makes the run.
func (r *runner) storeIntents(tx *bolt.Tx) (err error) {
	isNew := r.op.label != ""
	if isNew && r.run.ID == 0 && len(r.ready) > 0 {
		if r.run, err = tx.NewRun(r.op.label); err != nil {
			return err
		}
	}
	for _, t := range r.ready {
		if isNew {
			t.record.Run, t.record.Number = r.run.ID, r.number
			r.number++
		}
		if err := tx.PutIntent(t.record); err != nil {
			return err
		}
	}
	return nil
}

// storeOutcome puts what has become of a task in the place of its intent.
func (r *runner) storeOutcome(tx *bolt.Tx, t *task) error {
	if t.record == nil {
		return nil
	}
	if t.unresolved {
		r.unresolved = true
		return nil
	}
	if err := tx.DropIntent(t.record); err != nil || t.skipped {
		return err
	}
	return r.op.store(tx, t)
}

// abort ends the run because the library itself cannot store. Files in work are finished; what the
// journal could not learn about them it will find out at the next start, from the intents.
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

// end closes the run: one that changed nothing leaves no entry. The error tells what stopped it, or
// what it went on without; where that was not the user, those that were not reached are told, too.
func (r *runner) end(err error, requests int, report func(n int, err error)) (Run, error) {
	cause := err
	if cause == nil {
		cause = cmp.Or(context.Cause(r.ctx), r.halted.err())
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
	dropErr := r.lib.store.Change(func(tx *bolt.Tx) error { return tx.DropRun(r.run.ID) })
	if cause == nil {
		cause = dropErr
	}
	return Run{}, cause
}

// halt is the error of a photo that has made a run go on without a place.
type halt struct{ reason, cause error }

func (h halt) Error() string   { return h.reason.Error() }
func (h halt) Unwrap() []error { return []error{h.reason, h.cause} }

// halted are the disks and folders that a run goes on without, for what one of their photos has met
// will meet all others there: photos elsewhere have their turn. Any goroutine may use it.
type halted struct {
	mu      sync.Mutex
	reasons map[string]error // by place; the errors wrap ErrStopped
	all     []error          // the same, as they came
}

// add leaves a place out from now on; the first reason counts.
func (h *halted) add(place string, reason error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.reasons[place] != nil {
		return
	}
	if h.reasons == nil {
		h.reasons = map[string]error{}
	}
	h.reasons[place], h.all = reason, append(h.all, reason)
}

// on is why the place of a photo is left out, nil where it is not. It asks the disk once something is
// left out.
func (h *halted) on(photo string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.reasons) == 0 {
		return nil
	}
	dir := folderOf(photo)
	if reason := h.reasons[folderPlace(dir)]; reason != nil {
		return reason
	}
	return h.reasons[diskPlace(dir)]
}

// mostReasons is how many places an error names; each photo has its own reason besides.
const mostReasons = 3

// err names what was left out, nil for nothing.
func (h *halted) err() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.all) < 2 {
		return errors.Join(h.all...)
	}
	var texts []string
	for _, reason := range h.all[:min(len(h.all), mostReasons)] {
		texts = append(texts, strings.TrimPrefix(reason.Error(), ErrStopped.Error()+": "))
	}
	if left := len(h.all) - mostReasons; left > 0 {
		texts = append(texts, Counted(left, "more place", "more places")+" could not be written to")
	}
	return fmt.Errorf("%w: %s", ErrStopped, strings.Join(texts, "; "))
}

// folderOf is the folder of a photo's file, where a link leads.
func folderOf(photo string) string {
	if info, err := os.Lstat(photo); err == nil && info.Mode()&os.ModeSymlink != 0 {
		if file, err := filepath.EvalSymlinks(photo); err == nil {
			photo = file
		}
	}
	return filepath.Dir(photo)
}

func folderPlace(dir string) string { return "folder " + dir }

// diskPlace is the disk of a folder, or the folder itself where the system does not tell.
func diskPlace(dir string) string {
	if _, number, ok := disk.FreeSpace(dir); ok {
		return fmt.Sprint("disk ", number)
	}
	return folderPlace(dir)
}

// stopReason returns why a run had better do without a place, with the remedy, when the error of one
// photo will meet all that follow there: a full or read-only disk, a folder that has gone. It is nil
// for errors of one photo. remedy is what the user is to do then.
func stopReason(photo string, err error, remedy string) (place string, reason error) {
	dir := filepath.Dir(photo)
	switch {
	case err == nil, errors.Is(err, ErrStopped):
		return "", nil
	case disk.IsFull(err):
		return diskPlace(folderOf(photo)), fmt.Errorf("%w: the disk with %s is full: free some space and %s", ErrStopped, dir, remedy)
	case errors.Is(err, syscall.EROFS):
		return diskPlace(folderOf(photo)), fmt.Errorf("%w: the disk with %s is read-only: make it writable and %s", ErrStopped, dir, remedy)
	case errors.Is(err, fs.ErrNotExist) && isGone(dir):
		return folderPlace(dir), fmt.Errorf("%w: the folder %s is not there: connect its disk, or import it where it is now, and %s", ErrStopped, dir, remedy)
	}
	return "", nil
}

// spare is what a written file may take more than before, in bytes: a packet of XMP with its
// padding.
const spare = 4096

// checkSpace leaves out the disks that have no room for a run: for all that is added there, and for the
// files in work twice. sizes are those of the files at the paths, in bytes.
func (h *halted) checkSpace(paths []string, sizes []int64, remedy string) {
	type volume struct {
		dir           string
		free          uint64
		added, inWork uint64
	}
	var disks []*volume // in the order in which the photos meet them
	dirs, known := map[string]*volume{}, map[uint64]*volume{}
	for n, path := range paths {
		dir := filepath.Dir(path)
		if _, asked := dirs[dir]; !asked {
			dirs[dir] = nil
			if free, number, ok := disk.FreeSpace(dir); ok {
				if known[number] == nil {
					known[number] = &volume{dir: dir, free: free}
					disks = append(disks, known[number])
				}
				dirs[dir] = known[number]
			}
		}
		if d := dirs[dir]; d != nil {
			d.added += spare
			d.inWork = max(d.inWork, maxWriters*uint64(sizes[n]))
		}
	}
	for _, d := range disks {
		if needed := d.added + d.inWork; d.free < needed {
			h.add(diskPlace(d.dir), fmt.Errorf("%w: the disk with %s has %d kB free, and the run may need %d kB: free some space and %s",
				ErrStopped, d.dir, d.free/1000, needed/1000+1, remedy))
		}
	}
}
