// Package testwindow stands for the window's goroutine in tests that have no window library, and
// says what eyes would of two colours.
package testwindow

import (
	"sync"
	"testing"
	"time"
)

// patience is how long a test waits for what must come, on a machine that has much else to do.
const patience = 20 * time.Second

// Goroutine collects what is posted until the test runs it on its own goroutine.
type Goroutine struct {
	mu    sync.Mutex
	calls []func()
}

// Post lets f run later. Any goroutine may call it; it does not block.
func (g *Goroutine) Post(f func()) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.calls = append(g.calls, f)
}

// Take takes over what waits, to be run by the caller.
func (g *Goroutine) Take() []func() {
	g.mu.Lock()
	defer g.mu.Unlock()
	calls := g.calls
	g.calls = nil
	return calls
}

// Run runs what waits, and returns how many there were.
func (g *Goroutine) Run() int {
	calls := g.Take()
	for _, f := range calls {
		f()
	}
	return len(calls)
}

// Until runs what is posted until done, or fails the test.
func (g *Goroutine) Until(t *testing.T, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(time.Millisecond) {
		g.Run()
		if done() {
			return
		}
	}
	t.Fatalf("it never came to: %s", what)
}
