package jobs

import (
	"cmp"
	"context"
	"fmt"
	"log"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"time"
)

// quietFor is how long a quiet job runs before it is shown.
const quietFor = time.Second

// Queue runs the jobs of all lanes. It belongs to the window's goroutine. Whether a lane, a kind of
// work or a folder is busy is asked of the list and counted nowhere else, so that a job that leaves
// it, by whatever way, holds nothing any more.
type Queue struct {
	group *Group
	post  func(func())
	hooks Hooks
	list  []*Job
}

// Hooks are what a queue calls. All must be set.
type Hooks struct {
	Ring    func()      // a job has made progress; on any goroutine
	Changed func()      // a job came, went or changed its state; on the window's goroutine
	Broke   func(error) // a job panicked; on the window's goroutine
}

// NewQueue returns an empty queue, whose work belongs to group.
func NewQueue(group *Group, post func(func()), hooks Hooks) *Queue {
	return &Queue{group: group, post: post, hooks: hooks}
}

// Add queues j and starts it if its lane is free. It does nothing once the group is ending.
func (q *Queue) Add(j *Job) {
	if q.group.Ending() {
		return
	}
	j.ring = q.hooks.Ring
	q.list = append(q.list, j)
	q.next()
}

// Hold keeps a job that broke off until the user goes on with it, by Pause, or leaves it, by Stop.
// Others of its lane run meanwhile.
func (q *Queue) Hold(j *Job) {
	if q.group.Ending() {
		return
	}
	j.ring, j.state = q.hooks.Ring, Held
	q.list = append(q.list, j)
	q.next()
}

// next starts what can be started.
func (q *Queue) next() {
	var busy [lanes]bool
	if q.group.Ending() {
		return
	}
	for _, j := range slices.Clone(q.list) { // one that begins may add others, or stop them
		if !busy[j.Lane] && j.state == Waiting && q.Holds(j) && (j.Lane != Spare || q.spare()) {
			q.start(j)
		}
		busy[j.Lane] = busy[j.Lane] || j.state != Held
	}
	q.yield()
	q.hooks.Changed()
}

// spare reports whether nothing is to be done but what waits for that. What is on hold is not.
func (q *Queue) spare() bool {
	return !slices.ContainsFunc(q.list, func(j *Job) bool { return j.Lane != Spare && !j.OnHold() })
}

// yield lets the work of spare time give way; it goes on when that comes again.
func (q *Queue) yield() {
	for _, j := range q.In(Spare) {
		if j.state == Running && !q.spare() {
			j.state = Yielding
			j.cancel()
		}
	}
}

func (q *Queue) start(j *Job) {
	ctx, cancel := context.WithCancel(q.group.Context())
	j.state, j.started, j.cancel, j.finish = Running, time.Now(), cancel, nil
	j.HadBefore(0)
	if j.OnDisk {
		j.silence = time.AfterFunc(silentFor, j.ring)
	}
	j.move()
	j.Report(0, 0)
	if err := caught(j.Begin); err != nil {
		q.group.Go(func() { q.post(func() { q.ended(j, q.breaks(err), false) }) })
		return
	}
	run := q.group.Go
	if j.Lane == Write {
		run = q.group.GoWrite
	}
	run(func() {
		before := allocated()
		finish, err := q.work(ctx, j)
		cut := err != nil && ctx.Err() != nil
		if allocated()-before > muchMemory {
			debug.FreeOSMemory() // what thousands of photos, or a model, took is not needed any more
		}
		q.post(func() { q.ended(j, finish, cut) })
	})
}

// muchMemory is how many bytes are allocated while a job runs before it is worth a whole collection
// to give them back to the system.
const muchMemory = 64 << 20

// allocated is how many bytes the program has allocated since it began.
func allocated() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// work does the work of a job. A panic in it is that job's end, and not the program's.
func (q *Queue) work(ctx context.Context, j *Job) (finish func(stopped bool), err error) {
	if broken := caught(func() { finish, err = j.Work(ctx, j) }); broken != nil {
		return q.breaks(broken), nil
	}
	return finish, err
}

// breaks is what is left to do for a job that has panicked.
func (q *Queue) breaks(err error) (finish func(stopped bool)) {
	return func(bool) { q.hooks.Broke(err) }
}

// caught runs do, which may be nil, and turns a panic into an error, with the stack in the log.
func caught(do func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("a fault in the program: %v", r)
			log.Printf("catchlight: a job broke: %v\n%s", r, debug.Stack())
		}
	}()
	if do != nil {
		do()
	}
	return nil
}

// ended takes back a job whose work has returned; cut says that it was told to before it was done.
// A pause that comes later is none.
func (q *Queue) ended(j *Job, finish func(stopped bool), cut bool) {
	j.cancel()
	if j.silence != nil {
		j.silence.Stop()
	}
	if j.state == Pausing && cut {
		j.state, j.finish = Paused, finish
		q.hooks.Changed()
		return
	}
	if j.state == Yielding && cut {
		j.state, j.finish = Waiting, finish
		q.next()
		return
	}
	q.leave(j, finish, j.state == Stopping)
}

// leave is the one way out of the queue, for jobs in any state. What comes after goes on even where
// finish panics.
func (q *Queue) leave(j *Job, finish func(stopped bool), stopped bool) {
	q.list = slices.DeleteFunc(q.list, func(o *Job) bool { return o == j })
	if finish != nil && !q.group.Ending() {
		if err := caught(func() { finish(stopped) }); err != nil {
			q.hooks.Broke(err)
		}
	}
	q.next()
}

// Pause stops a running job so that another call can go on with it; it resumes a paused one, and
// goes on with one that is held. It does nothing to a job that has left.
func (q *Queue) Pause(j *Job) {
	if !q.Holds(j) {
		return
	}
	switch j.state {
	case Running, Yielding:
		j.state = Pausing
		j.cancel()
	case Paused:
		j.state = Waiting
	case Held:
		q.leave(j, func(bool) { j.Held.Do() }, false)
		return
	}
	q.next()
}

// Stop cancels j; what it has done stays. It does nothing to a job that has left.
func (q *Queue) Stop(j *Job) {
	if !q.Holds(j) {
		return
	}
	switch j.state {
	case Running, Yielding, Pausing:
		j.state = Stopping
		j.cancel()
		q.next()
	case Waiting, Paused, Held:
		q.leave(j, j.abandon, true)
	}
}

// Holds reports whether j waits, runs or is paused.
func (q *Queue) Holds(j *Job) bool { return slices.Contains(q.list, j) }

// Idle reports whether there is no job but those that are held.
func (q *Queue) Idle() bool {
	return !slices.ContainsFunc(q.list, func(j *Job) bool { return j.state != Held })
}

// In lists the jobs of some lanes, in the order they came.
func (q *Queue) In(some ...Lane) []*Job {
	return q.find(func(j *Job) bool { return slices.Contains(some, j.Lane) })
}

// Shown lists the jobs that the user is shown, in the order they came, but writes first, for
// nothing else changes files, and those of spare time last. What the user has paused or told to
// stop stays there, however quiet, for it can be gone on with nowhere else.
func (q *Queue) Shown(now time.Time) []*Job {
	shown := q.find(func(j *Job) bool {
		brief := j.state == Waiting || j.state == Running && now.Sub(j.started) <= quietFor
		return !j.Quiet || !brief
	})
	place := func(j *Job) int {
		switch j.Lane {
		case Write:
			return 0
		case Spare:
			return 2
		}
		return 1
	}
	slices.SortStableFunc(shown, func(a, b *Job) int { return cmp.Compare(place(a), place(b)) })
	return shown
}

// Writing is the job that is writing photos, nil when there is none.
func (q *Queue) Writing() *Job {
	for _, j := range q.In(Write) {
		if j.state != Waiting && j.state != Paused && j.state != Held {
			return j
		}
	}
	return nil
}

// Indexing reports whether vectors are being made.
func (q *Queue) Indexing() bool {
	return slices.ContainsFunc(q.In(Index), func(j *Job) bool { return j.state == Running })
}

// Importing reports whether photos that the user added wait to be read, or are being read.
func (q *Queue) Importing() bool {
	return slices.ContainsFunc(q.In(Import), func(j *Job) bool { return !j.Quiet })
}

func (q *Queue) find(wanted func(*Job) bool) []*Job {
	var found []*Job
	for _, j := range q.list {
		if wanted(j) {
			found = append(found, j)
		}
	}
	return found
}
