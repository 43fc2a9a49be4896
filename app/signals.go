package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// interruptible returns a context that the first SIGINT or SIGTERM cancels. After it the signals have their usual effect
// again, so that a second one ends a program that takes too long to stop. The caller must call the returned function.
func interruptible() (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// grace is how long a command may take to end after the first signal: what can be stopped has stopped by then.
const grace = 8 * time.Second

// leaveLate ends a command that a signal has not ended within the grace, by calling leave: a dead disk, or a decoder that
// cannot be interrupted, keeps nobody waiting. Ending at any moment is safe, for every write is journalled and every vector
// stored in a transaction. It blocks until ended is closed or leave has returned: start it beside the command. after is
// time.After.
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

// onlyOnSignal makes quit the one answer to SIGINT and SIGTERM, until the returned function is called. The window library
// answers them too once it runs, and ends without a word to running writes.
func onlyOnSignal(quit func()) (stop func()) {
	signal.Reset(os.Interrupt, syscall.SIGTERM)
	ctx, cancel := interruptible()
	deaf := context.AfterFunc(ctx, quit)
	return func() { deaf(); cancel() }
}
