package library

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"

	"catchlight/library/bolt"
	"catchlight/library/sidecar"
)

// Sizes of a run: the most files written at once, the changes on their way (each holds its file in
// memory), their bytes together at least and at most (of larger ones: see acquire), and how long
// results wait to be stored with others.
const (
	maxWriters = 4
	runQueue   = 512
	minMemory  = 16 << 20
	maxMemory  = 48 << 20
	runDelay   = 100 * time.Millisecond
)

// task is one photo of a run.
type task struct {
	n              int          // of the request
	path           string       // of the photo
	giveBack       func()       // gives back the memory that its files take
	record         *bolt.Record // what the journal is to know; nil: no file is changed
	err            error
	caveat         string               // what of the change may still come undone, a sentence; "" nothing
	postWriteState *postWriteState      // what the photo is after; nil: as it was
	skipped        bool                 // not reached: the run had ended, or its disk can take no more
	unresolved     bool                 // what became of it could not be found out: its intent stays for the next start
	claims         []string             // the files that it has reserved
	photo          ID                   // 0: the library does not know it
	decisions      []bolt.WriteDecision // the decisions that it stands for; none once it has failed
	overtaken      bool                 // what the user has taken back meanwhile is among them
	write          *writeTask
	back           *backTask
}

// operation is what a run does: writing and reverting differ in these.
type operation struct {
	weights  []int64                                           // of each request: bytes in memory
	begin    func(n int) *task                                 // a task with no more than its path
	prepare  func(*task)                                       // reads and plans; several goroutines
	commit   func(*task)                                       // changes files; several goroutines
	decide   func([]Decision, []bolt.WriteDecision) []Decision // what the decisions on a photo are after a task that went well
	overtake func(*task)                                       // adds what the decisions since mean for a task that is done; nil: nothing
	store    func(tx *bolt.Tx, t *task) error                  // keeps the outcome, after the intent is gone; may be repeated
	report   func(*task)                                       // tells the outcome; one goroutine
	label    string                                            // of a new run; "" the records have theirs
	remedy   string                                            // what the user is to do once what stopped the run is mended
}

// runner takes requests through a run: prepare → journal → commit → store. One goroutine, the
// journalist, makes all transactions: each holds the intents of those that are ready and the
// outcomes of those that are done. Every channel has room for all that can be on its way, so that
// no send blocks and nothing waits in a ring.
type runner struct {
	lib     *Library
	op      operation
	workers int

	ctx    context.Context // ends with the user's, or with a reason to stop
	stop   context.CancelCauseFunc
	room   int64 // bytes of photos in memory
	memory *semaphore.Weighted
	halted halted // the disks that the run goes on without

	prepared chan *task
	commits  chan *task
	finished chan *task

	run        Run // the new one
	number     uint32
	ready      []*task // prepared, not in the journal yet
	done       []*task // not stored yet
	inWork     int     // handed to the writers
	claimed    map[string]bool
	retry      []int // requests whose files another one was changing
	reported   map[int]bool
	unresolved bool         // an intent stays open: the next start needs the run
	preparing  atomic.Int64 // prepare workers
}

func newRunner(ctx context.Context, l *Library, op operation, workers int) *runner {
	if workers <= 0 || workers > maxWriters {
		workers = maxWriters
	}
	r := &runner{lib: l, op: op, workers: workers, room: minMemory}
	for _, weight := range op.weights { // three of the largest have room
		r.room = min(max(r.room, 3*weight), maxMemory)
	}
	r.reported, r.claimed = map[int]bool{}, map[string]bool{}
	r.memory = semaphore.NewWeighted(r.room)
	r.ctx, r.stop = context.WithCancelCause(ctx)
	return r
}

// runAll takes all requests through the run; paths are those of their photos.
func (r *runner) runAll(paths []string) error {
	for _, batch := range disjointBatches(paths) {
		if err := r.runBatch(batch); err != nil {
			return err
		}
	}
	return nil
}

// runBatch takes the requests of one batch through the run, and once more those that met another on
// the way.
func (r *runner) runBatch(batch []int) error {
	for len(batch) > 0 && r.ctx.Err() == nil {
		if err := r.runOnce(batch); err != nil {
			return err
		}
		batch, r.retry = r.retry, nil
	}
	return nil
}

func (r *runner) runOnce(batch []int) error {
	r.prepared = make(chan *task, runQueue)
	r.commits = make(chan *task, runQueue)
	r.finished = make(chan *task, runQueue)
	requests := make(chan int)
	var group errgroup.Group
	group.Go(func() error {
		defer close(requests)
		for _, n := range batch {
			if Send(r.ctx, requests, n) != nil {
				return nil // what is on its way is finished
			}
		}
		return nil
	})
	r.preparing.Store(int64(r.workers))
	for range r.workers {
		group.Go(func() error { r.prepare(requests); return nil })
		group.Go(func() error { r.commit(); return nil })
	}
	group.Go(func() error {
		defer close(r.commits)
		return r.journal()
	})
	return group.Wait()
}

// prepare plans requests while there is memory for them.
func (r *runner) prepare(requests <-chan int) {
	defer func() {
		if r.preparing.Add(-1) == 0 {
			close(r.prepared)
		}
	}()
	for n := range requests {
		t := r.op.begin(n)
		t.n = n
		if r.plan(t) != nil {
			return
		}
		r.prepared <- t
	}
}

// plan plans a task once there is memory for it; its error says that the run has ended. What stands
// where the run does no more is not read.
func (r *runner) plan(t *task) (err error) {
	if t.err = r.halted.on(t.path); t.err != nil {
		t.giveBack, t.decisions, t.skipped = func() {}, nil, true
		return nil
	}
	if t.giveBack, err = r.acquire(r.op.weights[t.n]); err != nil {
		return err
	}
	if err := r.lib.guarded(t.path, func() error { r.op.prepare(t); return nil }); err != nil {
		t.err, t.decisions = err, nil
	}
	r.stopFor(t)
	return nil
}

// release gives back what a task that is not to change files any more holds in memory.
func (r *runner) release(t *task) {
	if t.write != nil {
		t.write.change.Drop()
		t.write.change = nil
	}
	if t.back != nil {
		for _, reversal := range t.back.reversals {
			reversal.Drop()
		}
		t.back.reversals = nil
	}
	t.giveBack()
}

// acquire waits for the memory of a photo of so many bytes. What is larger than all that a run
// takes for itself comes from the budget of those who decode, so that giants go one by one: twice,
// because the new file is verified in memory.
func (r *runner) acquire(size int64) (release func(), err error) {
	if size > maxMemory {
		return r.lib.memory.Acquire(r.ctx, 2*size)
	}
	size = min(max(size, r.room/runQueue+1), r.room)
	if err := r.memory.Acquire(r.ctx, size); err != nil {
		return nil, err
	}
	return func() { r.memory.Release(size) }, nil
}

// commit changes files, one photo at a time for each worker. After the end of ctx what is still
// queued is skipped.
func (r *runner) commit() {
	for t := range r.commits {
		if t.err = cmp.Or(context.Cause(r.ctx), r.halted.on(t.path)); t.err == nil {
			r.change(t)
		} else {
			t.skipped = true
		}
		r.stopFor(t)
		r.release(t)
		r.finished <- t
	}
}

// change lets the operation change the files of a task. Where that breaks off, the files tell how
// far it has come.
func (r *runner) change(t *task) {
	err := r.lib.guarded(t.path, func() error { r.op.commit(t); return nil })
	if err == nil {
		return
	}
	t.err = err
	if r.lib.guarded(t.path, func() error { r.reconcile(t); return nil }) != nil {
		t.unresolved, t.decisions = true, nil
	}
}

// reconcile finds out what a task that failed has left, as the next start would of one that was cut
// short.
func (r *runner) reconcile(t *task) {
	s := reconcile(t.record)
	t.unresolved = s.away
	if t.unresolved || len(t.record.Files) == 0 || t.record.Reverting && t.record.Restorable() {
		t.decisions = nil
	}
	for _, kept := range s.leftovers {
		t.err = errors.Join(t.err, kept)
	}
	if len(t.record.Files) > 0 {
		t.postWriteState = r.lib.statAfterWrite(new(sidecar.Folders), t.path, changesOf(t.record.Files), t.record.Reverting, nil)
	}
}

// stopFor lets the run go on without the disk, or the folder, on which what a task met will meet all
// that follow. The task itself has the same reason as these.
func (r *runner) stopFor(t *task) {
	if place, reason := stopReason(t.path, t.err, r.op.remedy); reason != nil {
		r.halted.add(place, reason)
		t.err = halt{reason, t.err}
	}
}

// journal is the journalist. It returns when all that was prepared is done, also after the end of
// ctx.
func (r *runner) journal() error {
	timer := time.NewTicker(runDelay)
	defer timer.Stop()
	prepared := r.prepared
	for prepared != nil || len(r.ready)+r.inWork > 0 {
		timeUp := false
		select {
		case t, more := <-prepared:
			if !more {
				prepared = nil
			} else {
				r.admit(t)
			}
		case t := <-r.finished:
			r.inWork--
			r.done = append(r.done, t)
		case <-timer.C:
			timeUp = true
		}
		if r.storeDue(timeUp) {
			if err := r.flush(); err != nil {
				return r.abort(err, prepared)
			}
		}
	}
	if err := r.flush(); err != nil {
		return r.abort(err, nil)
	}
	return nil
}

// admit sorts a prepared task: those without a change are done.
func (r *runner) admit(t *task) {
	switch {
	case t.record == nil || t.err != nil:
		t.record = nil
		r.release(t)
		r.done = append(r.done, t)
	case r.claim(t):
		r.ready = append(r.ready, t)
	default:
		r.release(t)
		r.retry = append(r.retry, t.n)
	}
}

// claim reserves the files of a task until it is finished; false when one is being changed already.
// What was reserved is kept with the task, for its record changes with what becomes of its files.
func (r *runner) claim(t *task) bool {
	var files []string
	for _, f := range t.record.Files {
		files = append(files, f.Path, f.Target())
	}
	if slices.ContainsFunc(files, func(path string) bool { return r.claimed[path] }) {
		return false
	}
	for _, path := range files {
		r.claimed[path] = true
	}
	t.claims = files
	return true
}

// storeDue reports whether to store now: when the writers run out of work, when much has gathered,
// when it is time.
func (r *runner) storeDue(timeUp bool) bool {
	starving := len(r.ready) > 0 && len(r.prepared) == 0 && r.inWork < 2*r.workers
	return starving || timeUp && len(r.ready)+len(r.done) > 0 || len(r.ready)+len(r.done) >= runQueue/2
}

// flush stores intents and outcomes in one transaction, then hands the ready tasks to the writers
// and tells those that are done.
func (r *runner) flush() error {
	if len(r.ready)+len(r.done) == 0 {
		return nil
	}
	if err := r.storeBatch(); err != nil {
		return err
	}
	for _, t := range r.ready {
		r.inWork++
		r.commits <- t
	}
	done := r.done
	r.ready, r.done = nil, nil
	for _, t := range done {
		r.finish(t)
	}
	return nil
}

// finish gives back what a task has reserved, and tells its outcome, once.
func (r *runner) finish(t *task) {
	for _, path := range t.claims {
		delete(r.claimed, path)
	}
	if t.skipped && r.ctx.Err() != nil {
		return // told at the end, with the rest
	}
	r.reported[t.n] = true
	r.op.report(t)
}
