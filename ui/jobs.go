package ui

import (
	"context"
	"fmt"
	"log"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"catchlight/library"
)

// lane is a queue of jobs that run one after the other. Lanes run side by side.
type lane uint8

const (
	laneImport lane = iota
	laneModel
	laneIndex
	lanePlan
	laneSearch
	laneWrite
	laneSwitch
	laneDownload
	lanes
)

// job is one piece of background work that the job bar shows. Its fields belong to Fyne's goroutine, except the counts,
// which the workers set and the pump reads.
type job struct {
	lane lane
	// says is the line in the job bar; total is 0 while unknown.
	says func(done, total int) string
	// begin is called on Fyne's goroutine just before work; it may be nil.
	begin func()
	// work does it, on a goroutine of its own. It returns when done or when ctx ends, with what is left to do on Fyne's
	// goroutine, and why it is not done. stopped is true when the user told it to stop. After a pause work runs anew: it must
	// skip what is done.
	work func(ctx context.Context, j *job) (finish func(stopped bool), err error)
	// gone is called on Fyne's goroutine in place of finish when the user stops a job whose work never ran; it may be nil.
	gone func()
	// key tells downloads apart.
	key string
	// bytes: the counts are bytes, not photos.
	bytes bool
	// quiet jobs are not shown unless they take longer than a moment.
	quiet bool

	done, total, failed atomic.Int64
	had                 atomic.Int64 // of done, what an earlier run did: it tells nothing of the rate

	state   jobState
	started time.Time
	cancel  context.CancelFunc
	finish  func(stopped bool) // of a run that was paused: what is left to do, should it not go on
	ring    func()
}

type jobState uint8

const (
	jobWaiting jobState = iota
	jobRunning
	jobPausing // told to stop, to run anew after resume
	jobPaused
	jobStopping
)

// report notes progress. Any goroutine may call it; it never blocks.
func (j *job) report(p library.Progress) {
	j.done.Store(int64(p.Done))
	j.total.Store(int64(p.Total))
	j.failed.Store(int64(p.Failed))
	j.ring()
}

// fraction is the part done, 0 to 1; 0 while the total is unknown.
func (j *job) fraction() float64 {
	total := j.total.Load()
	if total == 0 {
		return 0
	}
	return min(float64(j.done.Load())/float64(total), 1)
}

// rate is in photos per second since the job was started or resumed; 0 while there is nothing to tell.
func (j *job) rate(now time.Time) float64 {
	seconds := now.Sub(j.started).Seconds()
	if j.state != jobRunning || seconds < 0.5 {
		return 0
	}
	return float64(j.done.Load()-j.had.Load()) / seconds
}

// left is the time left at the present rate; 0 while unknown.
func (j *job) left(now time.Time) time.Duration {
	rate, total := j.rate(now), j.total.Load()
	if rate <= 0 || total == 0 {
		return 0
	}
	return time.Duration(float64(total-j.done.Load()) / rate * float64(time.Second))
}

// jobs runs the jobs of all lanes. It belongs to Fyne's goroutine. Whether a lane, a kind of work or a folder is busy is
// asked of the list and counted nowhere else, so that a job that leaves it, by whatever way, holds nothing any more.
type jobs struct {
	ctx     context.Context
	group   *sync.WaitGroup
	writes  *sync.WaitGroup // of jobs that write photos
	post    func(func())
	ring    func()          // wakes the pump; any goroutine
	changed func()          // a job came, went or changed its state
	broke   func(err error) // the work of a job panicked
	list    []*job
}

// add queues j and starts it if its lane is free.
func (q *jobs) add(j *job) {
	if q.ctx.Err() != nil {
		return
	}
	j.ring = q.ring
	q.list = append(q.list, j)
	q.next()
}

// next starts what can be started.
func (q *jobs) next() {
	var busy [lanes]bool
	if q.ctx.Err() != nil {
		return
	}
	for _, j := range slices.Clone(q.list) { // one that begins may add others, or stop them
		if !busy[j.lane] && j.state == jobWaiting && q.holds(j) {
			q.start(j)
		}
		busy[j.lane] = true
	}
	q.changed()
}

func (q *jobs) start(j *job) {
	ctx, cancel := context.WithCancel(q.ctx)
	j.state, j.started, j.cancel, j.finish = jobRunning, time.Now(), cancel, nil
	j.had.Store(0)
	j.report(library.Progress{})
	if err := caught(j.begin); err != nil {
		q.group.Go(func() { q.post(func() { q.ended(j, func(bool) { q.broke(err) }, false) }) })
		return
	}
	written := func() {}
	if j.lane == laneWrite {
		q.writes.Add(1)
		written = q.writes.Done
	}
	q.group.Go(func() {
		finish, err := q.worked(ctx, j)
		written()
		cut := err != nil && ctx.Err() != nil
		if j.lane != laneSearch && j.lane != lanePlan {
			debug.FreeOSMemory() // what thousands of photos, or a model, took is not needed any more
		}
		q.post(func() { q.ended(j, finish, cut) })
	})
}

// worked does the work of a job. A panic in it is that job's end, and not the program's.
func (q *jobs) worked(ctx context.Context, j *job) (finish func(stopped bool), err error) {
	if broken := caught(func() { finish, err = j.work(ctx, j) }); broken != nil {
		return func(bool) { q.broke(broken) }, nil
	}
	return finish, err
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

// ended takes back a job whose work has returned; cut says that it was told to before it was done. A pause that comes later
// is none.
func (q *jobs) ended(j *job, finish func(stopped bool), cut bool) {
	j.cancel()
	if j.state == jobPausing && cut {
		j.state, j.finish = jobPaused, finish
		q.changed()
		return
	}
	q.leave(j, finish, j.state == jobStopping)
}

// leave is the one way out of the queue, for jobs in any state. What comes after goes on even where finish panics.
func (q *jobs) leave(j *job, finish func(stopped bool), stopped bool) {
	q.list = slices.DeleteFunc(q.list, func(o *job) bool { return o == j })
	if finish != nil && q.ctx.Err() == nil {
		if err := caught(func() { finish(stopped) }); err != nil {
			q.broke(err)
		}
	}
	q.next()
}

// pause stops a running job so that resume can go on; resumes a paused one. It does nothing to a job that has left.
func (q *jobs) pause(j *job) {
	if !q.holds(j) {
		return
	}
	switch j.state {
	case jobRunning:
		j.state = jobPausing
		j.cancel()
	case jobPaused:
		j.state = jobWaiting
	}
	q.next()
}

// stop cancels j; what it has done stays. It does nothing to a job that has left.
func (q *jobs) stop(j *job) {
	if !q.holds(j) {
		return
	}
	switch j.state {
	case jobRunning, jobPausing:
		j.state = jobStopping
		j.cancel()
		q.next()
	case jobWaiting, jobPaused:
		q.leave(j, j.unwork, true)
	}
}

// unwork is what is left to do for a job that is stopped before its work ran, or between two runs of it.
func (j *job) unwork(stopped bool) {
	switch {
	case j.finish != nil: // of the run before the pause
		j.finish(stopped)
	case j.gone != nil:
		j.gone()
	}
}

// shown lists the jobs that the bar and the Jobs page show, in the order they came. What the user has paused or told to stop
// stays there, however quiet, for it can be gone on with nowhere else.
func (q *jobs) shown(now time.Time) []*job {
	var list []*job
	for _, j := range q.list {
		fresh := j.state == jobWaiting || j.state == jobRunning && now.Sub(j.started) <= time.Second
		if !j.quiet || !fresh {
			list = append(list, j)
		}
	}
	return list
}

// tagging reports whether vectors are being made.
func (q *jobs) tagging() bool {
	return slices.ContainsFunc(q.list, func(j *job) bool { return j.lane == laneIndex && j.state == jobRunning })
}

// importing reports whether photos that the user added wait to be read, or are being read.
func (q *jobs) importing() bool {
	return slices.ContainsFunc(q.list, func(j *job) bool { return j.lane == laneImport && !j.quiet })
}

// holds reports whether j waits, runs or is paused.
func (q *jobs) holds(j *job) bool { return slices.Contains(q.list, j) }

// writing counts the jobs that are writing photos.
func (q *jobs) writing() *job {
	for _, j := range q.list {
		if j.lane == laneWrite && j.state != jobWaiting && j.state != jobPaused {
			return j
		}
	}
	return nil
}
