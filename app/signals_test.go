package main

import (
	"context"
	"testing"
	"time"
)

// TestLeaveLate: a command that a signal has not ended within the grace is left; one that ends is
// not, nor one that nobody has asked to end.
func TestLeaveLate(t *testing.T) {
	signalled, cancel := context.WithCancel(t.Context())
	cancel()
	over := func(time.Duration) <-chan time.Time { c := make(chan time.Time, 1); c <- time.Time{}; return c }
	never := func(time.Duration) <-chan time.Time { return nil }
	running, ended := make(chan struct{}), make(chan struct{})
	close(ended)
	for name, c := range map[string]struct {
		ctx   context.Context
		ended chan struct{}
		after func(time.Duration) <-chan time.Time
		left  bool
	}{
		"stuck":             {signalled, running, over, true},
		"ended in time":     {signalled, ended, never, false},
		"ended by itself":   {t.Context(), ended, over, false},
		"ended before both": {signalled, ended, never, false},
	} {
		left := false
		leaveLate(c.ctx, c.ended, c.after, func() { left = true })
		if left != c.left {
			t.Errorf("%s: left %v", name, left)
		}
	}
}
