package ui

import (
	"context"
	"sync"
	"testing"
	"time"

	"catchlight/ui/jobs"
	"catchlight/ui/message"
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

// holding makes a job that has its lane until it is stopped, or the window goes.
func holding(lane jobs.Lane) *jobs.Job {
	return &jobs.Job{Lane: lane, Quiet: true, Says: saysReading, Work: func(ctx context.Context, _ *jobs.Job) (func(bool), error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}}
}

// TestTheLineIsClosedByItsButton: the button at the end of the line takes the line away.
func TestTheLineIsClosedByItsButton(t *testing.T) {
	r := newRig(t, nil)
	r.board.Show(&message.Result{Text: "something happened"})
	r.bar.close.Tapped(nil)
	if r.board.Latest() != nil {
		t.Error("what happened stays in the line")
	}
}
