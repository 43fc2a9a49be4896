package jobs

import (
	"context"
	"errors"
	"testing"
	"time"
)

// subject is a job under test, which ends as the test lets it.
type subject struct {
	*Job
	begun    int
	let      chan func() error // how the work ends; it waits for this, or for its context
	finished []bool
	dropped  int
}

func newSubject(quiet bool) *subject {
	s := &subject{let: make(chan func() error, 1)}
	s.Job = &Job{Lane: Import, Quiet: quiet, Dropped: func() { s.dropped++ }}
	s.Work = func(ctx context.Context, _ *Job) (func(bool), error) {
		s.begun++
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
	reach   func(b *bench, s *subject)
	state   State
}{
	{"waiting", true, func(*bench, *subject) {}, Waiting},
	{"running", false, func(*bench, *subject) {}, Running},
	{"pausing", false, func(b *bench, s *subject) { b.Pause(s.Job) }, Pausing},
	{"paused", false, func(b *bench, s *subject) { b.Pause(s.Job); b.settle() }, Paused},
	{"resumed", false, func(b *bench, s *subject) { b.Pause(s.Job); b.settle(); b.Pause(s.Job); b.settle() }, Running},
	{"stopping", false, func(b *bench, s *subject) { b.Stop(s.Job) }, Stopping},
}

// jobExits are the ways that a job can end, from whatever state it is in.
var jobExits = []struct {
	name string
	end  func(b *bench, s *subject)
}{
	{"done", func(b *bench, s *subject) { letEnd(b, s, func() error { return nil }) }},
	{"failed", func(b *bench, s *subject) { letEnd(b, s, func() error { return errors.New("the disk is full") }) }},
	{"panic in work", func(b *bench, s *subject) { letEnd(b, s, func() error { panic("a fault") }) }},
	{"stopped", func(b *bench, s *subject) { b.Stop(s.Job) }},
	{"stopped twice", func(b *bench, s *subject) { b.Stop(s.Job); b.Stop(s.Job); b.Pause(s.Job) }},
	{"panic at the end", func(b *bench, s *subject) {
		work := s.Work
		s.Work = func(ctx context.Context, j *Job) (func(bool), error) {
			_, err := work(ctx, j)
			return func(bool) { panic("a fault") }, err
		}
		b.Stop(s.Job)
	}},
}

// letEnd ends the work of a job. A job whose work does not run can only be stopped.
func letEnd(b *bench, s *subject, end func() error) {
	s.let <- end
	if s.state == Waiting || s.state == Paused {
		b.Stop(s.Job)
	}
}

// TestEveryWayOutOfAJobFreesWhatItHolds: whatever state a job is in and however it ends, the lane,
// the folders and the window know nothing of it afterwards, and the next job of the lane runs.
func TestEveryWayOutOfAJobFreesWhatItHolds(t *testing.T) {
	for _, state := range jobStates {
		for _, exit := range jobExits {
			for _, quiet := range []bool{false, true} {
				t.Run(state.name+", "+exit.name+map[bool]string{true: ", quiet"}[quiet], func(t *testing.T) {
					onBench(t, func(t *testing.T, b *bench) {
						first, s := newSubject(true), newSubject(quiet)
						if state.blocked {
							b.Add(first.Job)
						}
						b.Add(s.Job)
						b.settle()
						if state.reach(b, s); s.State() != state.state {
							t.Fatalf("state %d, want %d", s.State(), state.state)
						}
						exit.end(b, s)
						b.settle()
						if b.Holds(s.Job) && s.State() == Paused { // a pause in work is one at last: then it is stopped
							b.Stop(s.Job)
						}
						if b.settle(); b.Holds(s.Job) {
							t.Fatalf("it has not left, its state is %d", s.State())
						}
						if state.blocked {
							b.Stop(first.Job)
						}
						b.laneIsFree(t)
						if b.Importing() || len(s.finished)+s.dropped > 1 {
							t.Errorf("importing %v, finished %v, dropped %d times", b.Importing(), s.finished, s.dropped)
						}
					})
				})
			}
		}
	}
}

// laneIsFree fails the test unless the next job of the lane runs, and is alone.
func (b *bench) laneIsFree(t *testing.T) {
	t.Helper()
	next := newSubject(false)
	b.Add(next.Job)
	if b.settle(); next.State() != Running || next.begun != 1 || len(b.list) != 1 {
		t.Errorf("the next one is in state %d among %d", next.State(), len(b.list))
	}
	b.Stop(next.Job)
	if b.settle(); !b.Idle() {
		t.Errorf("%d jobs are left", len(b.list))
	}
}

func TestAJobThatCannotBeginIsGone(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s, next := newSubject(false), newSubject(false)
		s.Begin = func() { panic("a fault") }
		b.Add(s.Job)
		b.Add(next.Job)
		b.settle()
		if next.State() != Running || len(b.broke) != 1 || b.Holds(s.Job) || s.begun != 0 {
			t.Errorf("said %v, held %v, begun %d times, the next in state %d", b.broke, b.Holds(s.Job), s.begun, next.State())
		}
	})
}

// TestAPauseThatComesTooLateIsNone: work that was done before it heard of the pause is not done
// again, and what it opened is taken over.
func TestAPauseThatComesTooLateIsNone(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := newSubject(false)
		s.Work = func(ctx context.Context, _ *Job) (func(bool), error) {
			<-ctx.Done()
			return func(stopped bool) { s.finished = append(s.finished, stopped) }, nil
		}
		b.Add(s.Job)
		b.Pause(s.Job)
		if b.settle(); b.Holds(s.Job) || len(s.finished) != 1 || s.finished[0] {
			t.Errorf("held %v, finished %v", b.Holds(s.Job), s.finished)
		}
	})
}

// TestAPausedJobThatIsStoppedSaysWhatItDid: a write of 500 photos that is paused and then stopped
// has written some of them, and its undo must be offered.
func TestAPausedJobThatIsStoppedSaysWhatItDid(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := newSubject(false)
		b.Add(s.Job)
		b.settle()
		b.Pause(s.Job)
		b.settle()
		b.Stop(s.Job)
		if len(s.finished) != 1 || !s.finished[0] || s.dropped != 0 {
			t.Errorf("finished %v, dropped %d times", s.finished, s.dropped)
		}
	})
}

// TestAQuietJobThatIsPausedStaysInSight: it can be gone on with nowhere else.
func TestAQuietJobThatIsPausedStaysInSight(t *testing.T) {
	for _, state := range jobStates {
		onBench(t, func(t *testing.T, b *bench) {
			s := newSubject(true)
			if state.blocked {
				b.Add(newSubject(true).Job)
			}
			b.Add(s.Job)
			b.settle()
			state.reach(b, s)
			seen := len(b.Shown(s.started.Add(time.Millisecond))) == 1
			if want := s.OnHold() || s.State() == Stopping; seen != want {
				t.Errorf("%s: shown %v", state.name, seen)
			}
		})
	}
}
