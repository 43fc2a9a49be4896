package jobs

import (
	"io"
	"log"
	"os"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// window stands for the window's goroutine: what is posted waits until the test runs it. It is used in a bubble of synctest,
// where time passes when nothing else happens.
type window struct {
	mu    sync.Mutex
	calls []func()
}

func (w *window) post(f func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.calls = append(w.calls, f)
}

// run runs what waits, and reports how many there were.
func (w *window) run() int {
	w.mu.Lock()
	calls := w.calls
	w.calls = nil
	w.mu.Unlock()
	for _, f := range calls {
		f()
	}
	return len(calls)
}

// settle runs what is posted until all goroutines wait for something and nothing is posted any more.
func (w *window) settle() {
	for synctest.Wait(); w.run() > 0; {
		synctest.Wait()
	}
}

// bench is a queue with all that it works with.
type bench struct {
	*Queue
	*window
	group *Group
	broke []error
}

// onBench runs test in a bubble, and sees to it that no goroutine is left after it.
func onBench(t *testing.T, test func(t *testing.T, b *bench)) {
	t.Helper()
	log.SetOutput(io.Discard) // some panics are meant
	defer log.SetOutput(os.Stderr)
	synctest.Test(t, func(t *testing.T) {
		b := &bench{window: &window{}, group: NewGroup(t.Context())}
		b.Queue = NewQueue(b.group, b.window.post, Hooks{Ring: func() {}, Changed: func() {}, Broke: func(err error) { b.broke = append(b.broke, err) }})
		test(t, b)
		if !b.group.End(time.Hour, time.Hour) {
			t.Error("a goroutine is left")
		}
	})
}
