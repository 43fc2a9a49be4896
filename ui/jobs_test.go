package ui

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"catchlight/library"
)

// queue stands for Fyne's goroutine: what is posted waits until the test runs it.
type queue struct {
	mu    sync.Mutex
	calls []func()
}

func (q *queue) post(f func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.calls = append(q.calls, f)
}

// run runs what waits, and reports how many there were.
func (q *queue) run() int {
	q.mu.Lock()
	calls := q.calls
	q.calls = nil
	q.mu.Unlock()
	for _, f := range calls {
		f()
	}
	return len(calls)
}

// until runs what is posted until done, or fails the test.
func (q *queue) until(t *testing.T, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
		q.run()
		if done() {
			return
		}
	}
	t.Fatalf("it never came to: %s", what)
}

func newTestJobs(t *testing.T) (*jobs, *queue) {
	ctx, cancel := context.WithCancel(context.Background())
	q := &queue{}
	j := &jobs{ctx: ctx, group: &sync.WaitGroup{}, writes: &sync.WaitGroup{}, post: q.post, ring: func() {}, changed: func() {}, broke: func(error) {}}
	t.Cleanup(func() {
		cancel()
		j.group.Wait()
	})
	return j, q
}

// blocking makes a job that works until it is told to stop.
func blocking(l lane, runs *atomic.Int64, finished *[]bool) *job {
	return &job{lane: l, says: func(int, int) string { return "" }, work: func(ctx context.Context, j *job) (func(bool), error) {
		runs.Add(1)
		j.report(library.Progress{Done: 5, Total: 10})
		<-ctx.Done()
		return func(stopped bool) { *finished = append(*finished, stopped) }, ctx.Err()
	}}
}

func TestJobsOfOneLaneQueueAndLanesRunSideBySide(t *testing.T) {
	jobs, q := newTestJobs(t)
	var runs atomic.Int64
	var ended []bool
	first, second, other := blocking(laneImport, &runs, &ended), blocking(laneImport, &runs, &ended), blocking(laneWrite, &runs, &ended)
	for _, j := range []*job{first, second, other} {
		jobs.add(j)
	}
	q.until(t, "two run", func() bool { return runs.Load() == 2 })
	if first.state != jobRunning || second.state != jobWaiting || other.state != jobRunning {
		t.Fatalf("states %d %d %d", first.state, second.state, other.state)
	}
	jobs.stop(first)
	q.until(t, "the second runs", func() bool { return second.state == jobRunning })
	if len(ended) != 1 || !ended[0] {
		t.Errorf("the stopped job ended with %v", ended)
	}
	if jobs.writing() != other {
		t.Error("the write is not known as one")
	}
}

func TestPauseKeepsTheJobAndResumeRunsItAnew(t *testing.T) {
	jobs, q := newTestJobs(t)
	var runs atomic.Int64
	var ended []bool
	j := blocking(laneIndex, &runs, &ended)
	jobs.add(j)
	q.until(t, "it runs", func() bool { return runs.Load() == 1 })
	jobs.pause(j)
	q.until(t, "it is paused", func() bool { return j.state == jobPaused })
	if len(ended) != 0 || len(jobs.list) != 1 {
		t.Errorf("a paused job is still there and has not finished: %v, %d jobs", ended, len(jobs.list))
	}
	jobs.pause(j)
	q.until(t, "it runs again", func() bool { return runs.Load() == 2 })
	jobs.stop(j)
	q.until(t, "it is gone", func() bool { return len(jobs.list) == 0 })
}

func TestRateAndTimeLeft(t *testing.T) {
	j := &job{state: jobRunning, started: time.Unix(100, 0), ring: func() {}}
	j.report(library.Progress{Done: 100, Total: 700})
	now := time.Unix(110, 0)
	if r := j.rate(now); r != 10 {
		t.Errorf("rate %v", r)
	}
	if l := j.left(now); l != time.Minute {
		t.Errorf("left %v", l)
	}
	loadLanguage()
	if s := speedText(j.rate(now), j.left(now)); s != "10 photos/s, about 1 min left" {
		t.Errorf("told as %q", s)
	}
	if f := j.fraction(); f < .14 || f > .15 {
		t.Errorf("fraction %v", f)
	}
}

func TestThePumpPostsOneUpdateForManyRings(t *testing.T) {
	q := &queue{}
	updates := 0
	p := newPump(q.post, func() { updates++ })
	ctx, cancel := context.WithCancel(context.Background())
	changed := make(chan struct{}, 1)
	var group sync.WaitGroup
	group.Go(func() { p.run(ctx, changed) })
	for range 1000 {
		p.ring()
	}
	changed <- struct{}{}
	q.until(t, "an update", func() bool { return updates > 0 })
	if updates > 2 {
		t.Errorf("%d updates for one moment", updates)
	}
	p.ring()
	q.until(t, "another update", func() bool { return updates > 1 })
	cancel()
	group.Wait()
}

func TestThePumpNeverQueuesTwoUpdates(t *testing.T) {
	q := &queue{}
	p := newPump(q.post, func() {})
	for range 5 {
		p.send()
	}
	if n := q.run(); n != 1 {
		t.Errorf("%d updates wait at once", n)
	}
}
