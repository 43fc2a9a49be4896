package jobs

import (
	"context"
	"sync/atomic"
	"time"
)

// Lane is a queue of jobs that run one after the other. Lanes run side by side.
type Lane uint8

// The lanes, by the work in them.
const (
	Import Lane = iota
	Model       // opens a model or a vocabulary
	Index
	Plan // of a write
	Search
	Write
	Switch // gets another model ready
	Try    // lets another model look at a few photos
	Spare  // what waits until nothing else is to be done, and gives way to it
	Download
	lanes
)

// Unit is what a job counts.
type Unit uint8

// What jobs count.
const (
	Photos Unit = iota
	Bytes
	Tags
)

// State is where a job stands.
type State uint8

// The states of a job in the order they come.
const (
	Waiting State = iota
	Running
	Yielding // told to stop, to run anew when nothing else is to be done
	Pausing  // told to stop, to run anew after it is resumed
	Paused
	Held // waits for the user to mend what it broke off for, see Queue.Hold
	Stopping
)

// Job is one piece of background work that the window shows. Who makes it fills in the exported
// fields and hands it to [Queue.Add]; from then on it belongs to the window's goroutine, but for
// what its methods say.
type Job struct {
	Lane Lane
	// Says is the line that tells of the job; total is 0 while unknown.
	Says func(done, total int) string
	// Begin is called on the window's goroutine just before Work; it may be nil.
	Begin func()
	// Work does it, on a goroutine of its own. It returns when done or when ctx ends, with what is
	// left to do on the window's goroutine, and why it is not done. stopped is true when the user
	// told it to stop. After a pause Work runs anew: it must skip what is done.
	Work func(ctx context.Context, j *Job) (finish func(stopped bool), err error)
	// Dropped is called on the window's goroutine in place of finish when the user stops a job
	// whose work never ran; it may be nil.
	Dropped func()
	// Held is what the user can do about a job that broke off; nil for one that has not.
	Held *Hold
	// Key tells the jobs of a lane apart, where somebody asks.
	Key string
	// Of is what is counted.
	Of Unit
	// Quiet jobs are not shown unless they take longer than a moment.
	Quiet bool
	// OnDisk is said of work that the user's disks alone can hold up: what makes no progress for a
	// while waits for one.
	OnDisk bool

	done, total atomic.Int64
	moved       atomic.Int64 // when there was progress last, in Unix nanoseconds
	silence     *time.Timer  // rings when there has been none for a while; nil where it is not OnDisk
	stalled     atomic.Bool  // it waits for what does not answer
	earlier     atomic.Int64 // of done, what an earlier run did: it tells nothing of the rate

	state   State
	started time.Time
	cancel  context.CancelFunc
	finish  func(stopped bool) // of a run that was paused: what is left to do, should it not go on
	ring    func()
}

// Hold is how work goes on that broke off for a reason which the user can mend: a full disk, a
// folder that is away. What the job Says is what is left to do, and why.
type Hold struct {
	Again string // what goes on with it is called
	Do    func() // goes on: the job has left
}

// Report notes progress; total is 0 while unknown. Any goroutine may call it; it does not block.
func (j *Job) Report(done, total int) {
	if j.done.Swap(int64(done)) != int64(done) {
		j.move()
	}
	j.total.Store(int64(total))
	j.ring()
}

// silentFor is how long a disk may take before the user is told that it is waited for: one that has
// slept turns after some seconds.
const silentFor = 5 * time.Second

// move notes progress.
func (j *Job) move() {
	j.moved.Store(time.Now().UnixNano())
	if j.silence != nil {
		j.silence.Reset(silentFor)
	}
}

// HadBefore notes how much of what is done was done before this run. Any goroutine may call it.
func (j *Job) HadBefore(done int) { j.earlier.Store(int64(done)) }

// Stall notes that the work waits for what does not answer, or that it goes on again. Any goroutine
// may call it.
func (j *Job) Stall(on bool) {
	if j.stalled.Swap(on) != on {
		j.ring()
	}
}

// Stalled reports whether the work waits for what does not answer.
func (j *Job) Stalled(now time.Time) bool {
	works := j.state != Waiting && j.state != Paused && j.state != Held
	return j.stalled.Load() || j.OnDisk && works && now.UnixNano()-j.moved.Load() >= int64(silentFor)
}

// Counts are how much is done, and of how much; total is 0 while unknown. Any goroutine may call
// it.
func (j *Job) Counts() (done, total int) { return int(j.done.Load()), int(j.total.Load()) }

// Line is what the job says of itself now.
func (j *Job) Line() string { return j.Says(j.Counts()) }

// State is where the job stands.
func (j *Job) State() State { return j.state }

// OnHold reports whether the job is paused, or will be as soon as its work has heard of it.
func (j *Job) OnHold() bool { return j.state == Paused || j.state == Pausing || j.state == Held }

// Fraction is the part done, 0 to 1; 0 while the total is unknown.
func (j *Job) Fraction() float64 {
	done, total := j.Counts()
	if total == 0 {
		return 0
	}
	return min(float64(done)/float64(total), 1)
}

// Rate is in what the job counts, a second, since the job was started or resumed; 0 while there is
// nothing to tell.
func (j *Job) Rate(now time.Time) float64 {
	seconds := now.Sub(j.started).Seconds()
	if j.state != Running || seconds < 0.5 {
		return 0
	}
	return float64(j.done.Load()-j.earlier.Load()) / seconds
}

// Left is the time left at the present rate; 0 while unknown.
func (j *Job) Left(now time.Time) time.Duration {
	rate, total := j.Rate(now), j.total.Load()
	if rate <= 0 || total == 0 {
		return 0
	}
	return time.Duration(float64(total-j.done.Load()) / rate * float64(time.Second))
}

// abandon does what is left to do for a job that is stopped before its work ran, or between two
// runs of it.
func (j *Job) abandon(stopped bool) {
	switch {
	case j.finish != nil: // of the run before the pause
		j.finish(stopped)
	case j.Dropped != nil:
		j.Dropped()
	}
}
