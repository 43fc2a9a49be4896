package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// interruptible returns a context that the first SIGINT or SIGTERM cancels. After it the signals have their usual effect
// again, so that a second one ends a program that takes too long to stop. The caller must call the returned function.
func interruptible() (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// onlyOnSignal makes quit the one answer to SIGINT and SIGTERM, until the returned function is called. The window library
// answers them too once it runs, and ends without a word to running writes.
func onlyOnSignal(quit func()) (stop func()) {
	signal.Reset(os.Interrupt, syscall.SIGTERM)
	ctx, cancel := interruptible()
	deaf := context.AfterFunc(ctx, quit)
	return func() { deaf(); cancel() }
}
