package ui

import (
	"context"
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
	// goroutine; stopped is true when the user cancelled. After a pause work runs anew: it must skip what is done.
	work func(ctx context.Context, j *job) (finish func(stopped bool))
	// gone is called on Fyne's goroutine when the user stops a job that waits or is paused; it may be nil.
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

// jobs runs the jobs of all lanes. It belongs to Fyne's goroutine.
type jobs struct {
	ctx     context.Context
	group   *sync.WaitGroup
	post    func(func())
	ring    func() // wakes the pump; any goroutine
	changed func() // a job came, went or changed its state
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
	for _, j := range q.list {
		if !busy[j.lane] && j.state == jobWaiting {
			q.start(j)
		}
		busy[j.lane] = true
	}
	q.changed()
}

func (q *jobs) start(j *job) {
	ctx, cancel := context.WithCancel(q.ctx)
	j.state, j.started, j.cancel = jobRunning, time.Now(), cancel
	j.had.Store(0)
	j.report(library.Progress{})
	if j.begin != nil {
		j.begin()
	}
	q.group.Go(func() {
		finish := j.work(ctx, j)
		if j.lane != laneSearch && j.lane != lanePlan {
			debug.FreeOSMemory() // what thousands of photos, or a model, took is not needed any more
		}
		q.post(func() { q.ended(j, finish) })
	})
}

// ended takes back a job whose work has returned.
func (q *jobs) ended(j *job, finish func(stopped bool)) {
	j.cancel()
	if j.state == jobPausing {
		j.state = jobPaused
		q.changed()
		return
	}
	q.drop(j)
	if finish != nil && q.ctx.Err() == nil {
		finish(j.state == jobStopping)
	}
	q.next()
}

func (q *jobs) drop(j *job) {
	q.list = slices.DeleteFunc(q.list, func(o *job) bool { return o == j })
}

// pause stops a running job so that resume can go on; resumes a paused one.
func (q *jobs) pause(j *job) {
	switch j.state {
	case jobRunning:
		j.state = jobPausing
		j.cancel()
	case jobPaused:
		j.state = jobWaiting
	}
	q.next()
}

// stop cancels j; what it has done stays.
func (q *jobs) stop(j *job) {
	switch j.state {
	case jobRunning, jobPausing:
		j.state = jobStopping
		j.cancel()
	case jobWaiting, jobPaused:
		q.drop(j)
		if j.gone != nil {
			j.gone()
		}
	}
	q.next()
}

// shown lists the jobs that the bar and the Jobs page show, in the order they came.
func (q *jobs) shown(now time.Time) []*job {
	var list []*job
	for _, j := range q.list {
		if !j.quiet || j.state == jobRunning && now.Sub(j.started) > time.Second {
			list = append(list, j)
		}
	}
	return list
}

// tagging reports whether vectors are being made.
func (q *jobs) tagging() bool {
	return slices.ContainsFunc(q.list, func(j *job) bool { return j.lane == laneIndex && j.state == jobRunning })
}

// writing counts the jobs that are writing photos.
func (q *jobs) writing() *job {
	for _, j := range q.list {
		if j.lane == laneWrite && j.state != jobWaiting && j.state != jobPaused {
			return j
		}
	}
	return nil
}
