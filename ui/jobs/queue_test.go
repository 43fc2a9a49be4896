package jobs

import (
	"context"
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

// blocking makes a job that works until it is told to stop.
func blocking(l Lane, runs *atomic.Int64, finished *[]bool) *Job {
	return &Job{Lane: l, Work: func(ctx context.Context, j *Job) (func(bool), error) {
		runs.Add(1)
		j.Report(5, 10)
		<-ctx.Done()
		return func(stopped bool) { *finished = append(*finished, stopped) }, ctx.Err()
	}}
}

func TestJobsOfOneLaneQueueAndLanesRunSideBySide(t *testing.T) {
	for lane := range Spare { // which waits for all others
		other := (lane + 1) % Spare
		onBench(t, func(t *testing.T, b *bench) {
			var runs, otherRuns atomic.Int64
			var ended []bool
			first, second, beside := blocking(lane, &runs, &ended), blocking(lane, &runs, &ended), blocking(other, &otherRuns, &ended)
			for _, j := range []*Job{first, second, beside} {
				b.Add(j)
			}
			b.settle()
			if runs.Load() != 1 || otherRuns.Load() != 1 || first.State() != Running || second.State() != Waiting || beside.State() != Running {
				t.Fatalf("%d and %d run, states %d %d %d", runs.Load(), otherRuns.Load(), first.State(), second.State(), beside.State())
			}
			b.Stop(first)
			b.settle()
			if second.State() != Running || len(ended) != 1 || !ended[0] {
				t.Errorf("the second is in state %d, the stopped job ended with %v", second.State(), ended)
			}
		})
	}
}

// TestTheQueueKnowsWhatIsUnderWay by the state of each job, whatever it is.
func TestTheQueueKnowsWhatIsUnderWay(t *testing.T) {
	for _, c := range []struct {
		name                         string
		job                          *Job
		writing, indexing, importing bool
	}{
		{name: "a write that waits", job: &Job{Lane: Write, state: Waiting}},
		{name: "a write", job: &Job{Lane: Write, state: Running}, writing: true},
		{name: "a write that has not heard of its pause", job: &Job{Lane: Write, state: Pausing}, writing: true},
		{name: "a write that is paused", job: &Job{Lane: Write, state: Paused}},
		{name: "a write that has not heard of its end", job: &Job{Lane: Write, state: Stopping}, writing: true},
		{name: "tagging that waits", job: &Job{Lane: Index, state: Waiting}},
		{name: "tagging", job: &Job{Lane: Index, state: Running}, indexing: true},
		{name: "tagging that is paused", job: &Job{Lane: Index, state: Paused}},
		{name: "an import that waits", job: &Job{Lane: Import, state: Waiting}, importing: true},
		{name: "an import", job: &Job{Lane: Import, state: Running}, importing: true},
		{name: "an import that is paused", job: &Job{Lane: Import, state: Paused}, importing: true},
		{name: "changes that are read", job: &Job{Lane: Import, state: Running, Quiet: true}},
		{name: "a search", job: &Job{Lane: Search, state: Running}},
	} {
		q := &Queue{list: []*Job{{Lane: Plan, state: Running}, c.job}}
		if got := q.Writing() == c.job; got != c.writing || q.Indexing() != c.indexing || q.Importing() != c.importing {
			t.Errorf("%s: writing %v, indexing %v, importing %v", c.name, got, q.Indexing(), q.Importing())
		}
		if in := q.In(c.job.Lane); !slices.Equal(in, []*Job{c.job}) || q.Idle() {
			t.Errorf("%s: %d jobs in its lane, idle %v", c.name, len(in), q.Idle())
		}
	}
}

func TestPauseKeepsTheJobAndResumeRunsItAnew(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		var runs atomic.Int64
		var ended []bool
		j := blocking(Index, &runs, &ended)
		b.Add(j)
		b.settle()
		b.Pause(j)
		if j.State() != Pausing || !j.OnHold() {
			t.Errorf("state %d before the work has heard of it", j.State())
		}
		b.settle()
		if j.State() != Paused || !j.OnHold() || runs.Load() != 1 || len(ended) != 0 || !b.Holds(j) {
			t.Errorf("a paused job is still there and has not finished: state %d, %d runs, %v", j.State(), runs.Load(), ended)
		}
		b.Pause(j)
		b.settle()
		if j.State() != Running || runs.Load() != 2 {
			t.Errorf("state %d, %d runs after it was resumed", j.State(), runs.Load())
		}
		b.Stop(j)
		b.settle()
		if !b.Idle() {
			t.Error("it is not gone")
		}
	})
}

func TestRateAndTimeLeft(t *testing.T) {
	j := &Job{state: Running, started: time.Unix(100, 0), ring: func() {}}
	now := time.Unix(110, 0)
	if j.Rate(now) != 0 || j.Left(now) != 0 || j.Fraction() != 0 {
		t.Error("there is nothing to tell yet, and it is told")
	}
	j.Report(100, 700)
	if r := j.Rate(now); r != 10 {
		t.Errorf("rate %v", r)
	}
	if l := j.Left(now); l != time.Minute {
		t.Errorf("left %v", l)
	}
	if f := j.Fraction(); f < .14 || f > .15 {
		t.Errorf("fraction %v", f)
	}
	j.HadBefore(50) // which a download begins with
	if r, l := j.Rate(now), j.Left(now); r != 5 || l != 2*time.Minute {
		t.Errorf("rate %v, left %v after half of it was there", r, l)
	}
	if j.Report(900, 700); j.Fraction() != 1 {
		t.Errorf("fraction %v of more than all", j.Fraction())
	}
	if j.state = Paused; j.Rate(now) != 0 {
		t.Error("a paused job has a rate")
	}
}

func TestQuietJobsAreShownAfterAMoment(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		var runs atomic.Int64
		var ended []bool
		loud, quiet := blocking(Import, &runs, &ended), blocking(Search, &runs, &ended)
		quiet.Quiet = true
		b.Add(loud)
		b.Add(quiet)
		b.settle()
		if shown := b.Shown(time.Now()); !slices.Equal(shown, []*Job{loud}) {
			t.Errorf("%d shown at once", len(shown))
		}
		if shown := b.Shown(time.Now().Add(quietFor + 1)); !slices.Equal(shown, []*Job{loud, quiet}) {
			t.Errorf("%d shown after a moment", len(shown))
		}
	})
}

// TestAWriteIsShownFirst: what changes files is not hidden behind work that came before it, paused
// or not.
func TestAWriteIsShownFirst(t *testing.T) {
	for lane := range lanes {
		onBench(t, func(t *testing.T, b *bench) {
			var runs atomic.Int64
			var ended []bool
			before, paused, write := blocking(lane, &runs, &ended), blocking(lane, &runs, &ended), blocking(Write, &runs, &ended)
			for _, j := range []*Job{before, paused, write} {
				b.Add(j)
			}
			b.settle()
			b.Pause(paused)
			b.settle()
			want := []*Job{write, before, paused}
			if lane == Write {
				want = []*Job{before, paused, write}
			}
			if shown := b.Shown(time.Now()); !slices.Equal(shown, want) {
				t.Errorf("lane %d: not in the order of their weight", lane)
			}
		})
	}
}

// TestNothingBeginsWhenTheGroupEnds: neither a new job nor the next one, and nothing is said of
// those that were cut short.
func TestNothingBeginsWhenTheGroupEnds(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		var runs atomic.Int64
		var ended []bool
		for range 2 {
			b.Add(blocking(Write, &runs, &ended))
		}
		b.settle()
		if !b.group.End(time.Hour, time.Hour) {
			t.Fatal("the write does not end")
		}
		b.Add(blocking(Search, &runs, &ended))
		b.settle()
		if runs.Load() != 1 || len(ended) != 0 || len(b.In(Search)) != 0 {
			t.Errorf("%d runs, %v ended", runs.Load(), ended)
		}
	})
}

// TestSpareTimeIsWhatNothingElseNeeds: a job of it begins when no other is there, gives way to any
// lane, goes on by itself afterwards, and obeys the user meanwhile. What the user has put on hold
// needs no time.
func TestSpareTimeIsWhatNothingElseNeeds(t *testing.T) {
	for lane := range Spare {
		onBench(t, func(t *testing.T, b *bench) {
			var runs, otherRuns atomic.Int64
			var ended []bool
			spare, first, second := blocking(Spare, &runs, &ended), blocking(lane, &otherRuns, &ended), blocking(lane, &otherRuns, &ended)
			b.Add(first)
			b.Add(spare)
			b.settle()
			if spare.State() != Waiting || runs.Load() != 0 {
				t.Fatalf("lane %d: it runs beside another: state %d", lane, spare.State())
			}
			b.Stop(first)
			b.settle()
			if spare.State() != Running || runs.Load() != 1 {
				t.Fatalf("lane %d: it does not begin: state %d", lane, spare.State())
			}
			b.Add(second)
			b.settle()
			if spare.State() != Waiting || second.State() != Running || len(ended) != 1 {
				t.Fatalf("lane %d: it does not give way: states %d and %d, ended %v", lane, spare.State(), second.State(), ended)
			}
			if shown := b.Shown(time.Now()); len(shown) != 2 || shown[0] != second {
				t.Errorf("lane %d: it is shown before what it waits for", lane)
			}
			b.Pause(second)
			b.settle()
			if spare.State() != Running || runs.Load() != 2 {
				t.Fatalf("lane %d: it waits for what is on hold: state %d", lane, spare.State())
			}
			b.Pause(second)
			b.Stop(spare) // before it has heard that it is to give way
			b.settle()
			if b.Holds(spare) || !ended[len(ended)-1] {
				t.Errorf("lane %d: it is still there in state %d, ended %v", lane, spare.State(), ended)
			}
		})
	}
}
