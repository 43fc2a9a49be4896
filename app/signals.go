package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

	"catchlight/ui"
)

// interruptible returns a context that the first SIGINT or SIGTERM cancels. After it the signals
// have their usual effect again, so that a second one ends a program that takes too long to stop.
// The caller must call the returned function.
func interruptible() (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// grace is how long a command may take to end after the first signal: what can be stopped has
// stopped by then.
const grace = 8 * time.Second

// leaveLate ends a command that a signal has not ended within the grace, by calling leave: a dead
// disk, or a decoder that cannot be interrupted, keeps nobody waiting. Ending at any moment is
// safe, for every write is journalled and every vector stored in a transaction. It blocks until
// ended is closed or leave has returned: start it beside the command. after is time.After.
func leaveLate(ctx context.Context, ended <-chan struct{}, after func(time.Duration) <-chan time.Time, leave func()) {
	select {
	case <-ended:
		return
	case <-ctx.Done():
	}
	select {
	case <-ended:
	case <-after(grace):
		leave()
	}
}

// onlyOnSignal makes quit the one answer to SIGINT and SIGTERM, until the returned function is
// called. The window library answers them too once it runs, and ends without a word to running
// writes.
func onlyOnSignal(quit func()) (stop func()) {
	signal.Reset(os.Interrupt, syscall.SIGTERM)
	ctx, cancel := interruptible()
	deaf := context.AfterFunc(ctx, quit)
	return func() { deaf(); cancel() }
}

// leaveWait is how long the program may take to end after its window has stopped all that it can
// stop.
const leaveWait = 2 * time.Second

// leaveAnyway ends the program leaveWait after the window has stopped what works in the background,
// if it has not ended by then. The window library may wait for ever for its own events, and a
// decoder cannot be interrupted: neither may keep a program alive whose window is gone, for it
// would hold the library. What is stored, is; a write that was cut short is put right at the next
// start. It blocks: start it beside the window.
func (s *session) leaveAnyway(w *ui.Window) {
	<-w.Stopped()
	time.Sleep(leaveWait)
	s.lib.LeaveReading()
	closed := make(chan struct{})
	go func() {
		_ = s.lib.Close() // the next start finds it as after a kill where that fails
		close(closed)
	}()
	select {
	case <-closed:
	case <-time.After(time.Second):
	}
	os.Exit(statusDone)
}
