package ui

import (
	"context"
	"errors"
	"io"
	"log"
	"os"
	"testing"
	"time"
)

// subject is a job under test, which ends as the test lets it.
type subject struct {
	*job
	begun    chan struct{}
	let      chan func() error // how the work ends; it waits for this, or for its context
	finished []bool
	gone     int
}

func newSubject(quiet bool) *subject {
	s := &subject{begun: make(chan struct{}, 9), let: make(chan func() error, 1)}
	s.job = &job{lane: laneImport, quiet: quiet, says: saysReading, gone: func() { s.gone++ }}
	s.work = func(ctx context.Context, _ *job) (func(bool), error) {
		s.begun <- struct{}{}
		var err error
		select {
		case end := <-s.let:
			err = end()
		case <-ctx.Done():
			err = ctx.Err()
		}
		return func(stopped bool) { s.finished = append(s.finished, stopped) }, err
	}
	return s
}

// jobStates bring a job that was just added into each state that a job can be in.
var jobStates = []struct {
	name    string
	blocked bool // another job has the lane
	reach   func(t *testing.T, jobs *jobs, q *queue, s *subject)
}{
	{"waiting", true, func(*testing.T, *jobs, *queue, *subject) {}},
	{"running", false, func(_ *testing.T, _ *jobs, _ *queue, s *subject) { <-s.begun }},
	{"pausing", false, func(_ *testing.T, jobs *jobs, _ *queue, s *subject) { <-s.begun; jobs.pause(s.job) }},
	{"paused", false, func(t *testing.T, jobs *jobs, q *queue, s *subject) {
		<-s.begun
		jobs.pause(s.job)
		q.until(t, "it is paused", func() bool { return s.state == jobPaused })
	}},
	{"resumed", false, func(t *testing.T, jobs *jobs, q *queue, s *subject) {
		<-s.begun
		jobs.pause(s.job)
		q.until(t, "it is paused", func() bool { return s.state == jobPaused })
		jobs.pause(s.job)
		<-s.begun
	}},
	{"stopping", false, func(_ *testing.T, jobs *jobs, _ *queue, s *subject) { <-s.begun; jobs.stop(s.job) }},
}

// jobExits are the ways that a job can end, from whatever state it is in.
var jobExits = []struct {
	name string
	end  func(jobs *jobs, s *subject)
}{
	{"done", func(jobs *jobs, s *subject) {
		s.let <- func() error { return nil }
		if s.state == jobWaiting || s.state == jobPaused {
			jobs.stop(s.job) // its work does not run: it can only be stopped
		}
	}},
	{"failed", func(jobs *jobs, s *subject) {
		s.let <- func() error { return errors.New("the disk is full") }
		if s.state == jobWaiting || s.state == jobPaused {
			jobs.stop(s.job)
		}
	}},
	{"panic in work", func(jobs *jobs, s *subject) {
		s.let <- func() error { panic("a fault") }
		if s.state == jobWaiting || s.state == jobPaused {
			jobs.stop(s.job)
		}
	}},
	{"stopped", func(jobs *jobs, s *subject) { jobs.stop(s.job) }},
	{"stopped twice", func(jobs *jobs, s *subject) { jobs.stop(s.job); jobs.stop(s.job); jobs.pause(s.job) }},
	{"panic at the end", func(jobs *jobs, s *subject) {
		work := s.work
		s.work = func(ctx context.Context, j *job) (func(bool), error) {
			_, err := work(ctx, j)
			return func(bool) { panic("a fault") }, err
		}
		jobs.stop(s.job)
	}},
}

// TestEveryWayOutOfAJobFreesWhatItHolds: whatever state a job is in and however it ends, the lane, the folders and the
// window know nothing of it afterwards, and the next job of the lane runs.
func TestEveryWayOutOfAJobFreesWhatItHolds(t *testing.T) {
	log.SetOutput(io.Discard) // the panics are meant
	t.Cleanup(func() { log.SetOutput(os.Stderr) })
	for _, state := range jobStates {
		for _, exit := range jobExits {
			for _, quiet := range []bool{false, true} {
				t.Run(state.name+", "+exit.name+map[bool]string{true: ", quiet"}[quiet], func(t *testing.T) {
					jobs, q := newTestJobs(t)
					first, s := newSubject(true), newSubject(quiet)
					if state.blocked {
						jobs.add(first.job)
					}
					jobs.add(s.job)
					state.reach(t, jobs, q, s)
					exit.end(jobs, s)
					for s.state == jobPausing && jobs.holds(s.job) { // a pause in work is one at last: then it is stopped
						q.run()
						if s.state == jobPaused {
							jobs.stop(s.job)
						}
					}
					q.until(t, "it has left", func() bool { return !jobs.holds(s.job) })
					if state.blocked {
						jobs.stop(first.job)
					}
					next := newSubject(false)
					jobs.add(next.job)
					q.until(t, "the next one runs", func() bool { return next.state == jobRunning && len(jobs.list) == 1 })
					<-next.begun
					jobs.stop(next.job)
					q.until(t, "nothing is left", func() bool { return len(jobs.list) == 0 })
					if jobs.importing() || len(s.finished)+s.gone > 1 {
						t.Errorf("importing %v, finished %v, gone %d times", jobs.importing(), s.finished, s.gone)
					}
				})
			}
		}
	}
}

func TestAJobThatCannotBeginIsGone(t *testing.T) {
	log.SetOutput(io.Discard)
	t.Cleanup(func() { log.SetOutput(os.Stderr) })
	jobs, q := newTestJobs(t)
	var broke error
	jobs.broke = func(err error) { broke = err }
	s, next := newSubject(false), newSubject(false)
	s.begin = func() { panic("a fault") }
	jobs.add(s.job)
	jobs.add(next.job)
	q.until(t, "the next one runs", func() bool { return next.state == jobRunning })
	if broke == nil || jobs.holds(s.job) {
		t.Errorf("said %v, held %v", broke, jobs.holds(s.job))
	}
}

// TestAPauseThatComesTooLateIsNone: work that was done before it heard of the pause is not done again, and what it opened is
// taken over.
func TestAPauseThatComesTooLateIsNone(t *testing.T) {
	jobs, q := newTestJobs(t)
	s := newSubject(false)
	s.work = func(ctx context.Context, _ *job) (func(bool), error) {
		<-ctx.Done()
		return func(stopped bool) { s.finished = append(s.finished, stopped) }, nil
	}
	jobs.add(s.job)
	jobs.pause(s.job)
	q.until(t, "it has left", func() bool { return !jobs.holds(s.job) })
	if len(s.finished) != 1 || s.finished[0] {
		t.Errorf("finished %v", s.finished)
	}
}

// TestAPausedJobThatIsStoppedSaysWhatItDid: a write of 500 photos that is paused and then stopped has written some of them,
// and its undo must be offered.
func TestAPausedJobThatIsStoppedSaysWhatItDid(t *testing.T) {
	jobs, q := newTestJobs(t)
	s := newSubject(false)
	jobs.add(s.job)
	<-s.begun
	jobs.pause(s.job)
	q.until(t, "it is paused", func() bool { return s.state == jobPaused })
	jobs.stop(s.job)
	if len(s.finished) != 1 || !s.finished[0] || s.gone != 0 {
		t.Errorf("finished %v, gone %d times", s.finished, s.gone)
	}
}

// TestAQuietJobThatIsPausedStaysInSight: it can be gone on with nowhere else.
func TestAQuietJobThatIsPausedStaysInSight(t *testing.T) {
	for _, state := range jobStates {
		jobs, q := newTestJobs(t)
		s := newSubject(true)
		if state.blocked {
			jobs.add(newSubject(true).job)
		}
		jobs.add(s.job)
		state.reach(t, jobs, q, s)
		seen := len(jobs.shown(s.started.Add(time.Millisecond))) == 1
		if want := state.name == "pausing" || state.name == "paused" || state.name == "stopping"; seen != want {
			t.Errorf("%s: shown %v", state.name, seen)
		}
	}
}
