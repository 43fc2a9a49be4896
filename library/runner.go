package library

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"
	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"

	"catchlight/library/sidecar"
)

// Sizes of a run: the most files written at once, the changes on their way (each holds its file in memory), their
// bytes together at least and at most (a larger one goes alone), and how long results wait to be stored with others.
const (
	maxWriters = 4
	runQueue   = 512
	minMemory  = 16 << 20
	maxMemory  = 48 << 20
	runDelay   = 100 * time.Millisecond
)

// memoryFor is what the photos in work may take together: three of the largest.
func memoryFor(largest int64) int64 { return min(max(minMemory, 3*largest), maxMemory) }

// task is one photo of a run.
type task struct {
	n              int     // of the request
	path           string  // of the photo
	weight         int64   // what it holds of runMemory
	record         *record // what the journal is to know; nil: no file is changed
	err            error
	loose          string          // what of the change may still come undone, a sentence; "" nothing
	postWriteState *postWriteState // what the photo is after; nil: as it was
	let            bool            // not reached: the run had ended
	open           bool            // what became of it could not be found out: its intent stays for the next start
	claims         []string        // the files that it has reserved
	photo          ID              // 0: the library does not know it
	means          []meaning       // the decisions that it stands for; none once it has failed
	write          *writeTask
	back           *backTask
}

// operation is what a run does: writing and reverting differ in these.
type operation struct {
	weight  func(n int) int64                      // bytes in memory for a request
	largest int64                                  // of these
	begin   func(n int) *task                      // a task with no more than its path
	prepare func(*task)                            // reads and plans; several goroutines
	commit  func(*task)                            // changes files; several goroutines
	decide  func([]Decision, []meaning) []Decision // what the decisions on a photo are after a task that went well
	store   func(tx *bolt.Tx, t *task) error       // keeps the outcome, after the intent is gone; may be repeated
	tell    func(*task)                            // tells the outcome; one goroutine
	label   string                                 // of a new run; "" the records have theirs
	again   string                                 // what the user is to do once what stopped the run is mended
}

// runner takes requests through a run: prepare → journal → commit → store. One goroutine, the journalist, makes all
// transactions: each holds the intents of those that are ready and the outcomes of those that are done.
// Every channel has room for all that can be on its way, so that no send blocks and nothing waits in a ring.
type runner struct {
	lib     *Library
	op      operation
	workers int

	ctx    context.Context // ends with the user's, or with a reason to stop
	stop   context.CancelCauseFunc
	room   int64 // bytes of photos in memory
	memory *semaphore.Weighted

	prepared chan *task
	commits  chan *task
	finished chan *task

	run     Run // the new one
	number  uint32
	ready   []*task // prepared, not in the journal yet
	done    []*task // not stored yet
	inWork  int     // handed to the writers
	claimed map[string]bool
	again   []int // requests whose files another one was changing
	told    map[int]bool
	unknown bool         // an intent stays open: the next start needs the run
	left    atomic.Int64 // prepare workers
}

func newRunner(ctx context.Context, l *Library, op operation, workers int) *runner {
	if workers <= 0 || workers > maxWriters {
		workers = maxWriters
	}
	r := &runner{
		lib: l, op: op, workers: workers, room: memoryFor(op.largest),
		told: map[int]bool{}, claimed: map[string]bool{},
	}
	r.memory = semaphore.NewWeighted(r.room)
	r.ctx, r.stop = context.WithCancelCause(ctx)
	return r
}

// do takes the requests of one wave through the run, and those again that met another on the way.
func (r *runner) do(wave []int) error {
	for len(wave) > 0 && r.ctx.Err() == nil {
		if err := r.pass(wave); err != nil {
			return err
		}
		wave, r.again = r.again, nil
	}
	return nil
}

func (r *runner) pass(wave []int) error {
	r.prepared = make(chan *task, runQueue)
	r.commits = make(chan *task, runQueue)
	r.finished = make(chan *task, runQueue)
	requests := make(chan int)
	var group errgroup.Group
	group.Go(func() error {
		defer close(requests)
		for _, n := range wave {
			if Send(r.ctx, requests, n) != nil {
				return nil // what is on its way is finished
			}
		}
		return nil
	})
	r.left.Store(int64(r.workers))
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
		if r.left.Add(-1) == 0 {
			close(r.prepared)
		}
	}()
	for n := range requests {
		weight := min(max(r.op.weight(n), r.room/runQueue+1), r.room)
		if r.memory.Acquire(r.ctx, weight) != nil {
			return
		}
		t := r.op.begin(n)
		t.n, t.weight = n, weight
		if err := r.lib.walled(t.path, func() error { r.op.prepare(t); return nil }); err != nil {
			t.err, t.means = err, nil
		}
		r.stopFor(t)
		r.prepared <- t
	}
}

// commit changes files, one photo at a time for each worker. After the end of ctx what is still queued is let be.
func (r *runner) commit() {
	for t := range r.commits {
		if t.err = context.Cause(r.ctx); t.err == nil {
			r.change(t)
		} else {
			t.let = true
		}
		r.stopFor(t)
		r.memory.Release(t.weight)
		r.finished <- t
	}
}

// change lets the operation change the files of a task. Where that breaks off, the files tell how far it has come.
func (r *runner) change(t *task) {
	err := r.lib.walled(t.path, func() error { r.op.commit(t); return nil })
	if err == nil {
		return
	}
	t.err = err
	if r.lib.walled(t.path, func() error { r.settle(t); return nil }) != nil {
		t.open, t.means = true, nil
	}
}

// settle finds out what a task that failed has left, as the next start would of one that was cut short.
func (r *runner) settle(t *task) {
	s := t.record.settle()
	t.open = s.away
	if t.open || len(t.record.files) == 0 || t.record.reverting && t.record.open() {
		t.means = nil
	}
	for _, kept := range s.kept {
		t.err = errors.Join(t.err, kept)
	}
	if len(t.record.files) > 0 {
		t.postWriteState = r.lib.statAfterWrite(new(sidecar.Folders), t.path, changesOf(t.record.files), t.record.reverting, nil)
	}
}

// stopFor ends the run when what a task met will meet all that follow.
func (r *runner) stopFor(t *task) {
	if reason := stopReason(t.path, t.err, r.op.again); reason != nil {
		r.stop(reason)
	}
}

// journal is the journalist. It returns when all that was prepared is done, also after the end of ctx.
func (r *runner) journal() error {
	timer := time.NewTicker(runDelay)
	defer timer.Stop()
	prepared := r.prepared
	for prepared != nil || len(r.ready)+r.inWork > 0 {
		late := false
		select {
		case t, more := <-prepared:
			if !more {
				prepared = nil
			} else {
				r.take(t)
			}
		case t := <-r.finished:
			r.inWork--
			r.done = append(r.done, t)
		case <-timer.C:
			late = true
		}
		if r.due(late) {
			if err := r.flush(); err != nil {
				return r.fail(err, prepared)
			}
		}
	}
	if err := r.flush(); err != nil {
		return r.fail(err, nil)
	}
	return nil
}

// take sorts a prepared task: those without a change are done.
func (r *runner) take(t *task) {
	switch {
	case t.record == nil || t.err != nil:
		t.record = nil
		r.memory.Release(t.weight)
		r.done = append(r.done, t)
	case r.claim(t):
		r.ready = append(r.ready, t)
	default:
		r.memory.Release(t.weight)
		r.again = append(r.again, t.n)
	}
}

// claim reserves the files of a task until it is finished; false when one is being changed already. What was reserved is
// kept with the task, for its record changes with what becomes of its files.
func (r *runner) claim(t *task) bool {
	var files []string
	for _, f := range t.record.files {
		files = append(files, f.Path, f.place())
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

// due reports whether to store now: when the writers run out of work, when much has gathered, when it is time.
func (r *runner) due(late bool) bool {
	starving := len(r.ready) > 0 && len(r.prepared) == 0 && r.inWork < 2*r.workers
	return starving || late && len(r.ready)+len(r.done) > 0 || len(r.ready)+len(r.done) >= runQueue/2
}

// flush stores intents and outcomes in one transaction, then hands the ready tasks to the writers and tells those
// that are done.
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
	if t.let {
		return // told at the end, with the rest
	}
	r.told[t.n] = true
	r.op.tell(t)
}
