package jobs

import (
	"context"
	"sync"
	"time"
)

// Group is a set of goroutines that end together. Any goroutine may use it.
type Group struct {
	ctx    context.Context
	cancel context.CancelFunc
	all    sync.WaitGroup
	writes sync.WaitGroup // those of them that change what is the user's
}

// NewGroup returns an empty group, which is told to end by End or with parent.
func NewGroup(parent context.Context) *Group {
	g := &Group{}
	g.ctx, g.cancel = context.WithCancel(parent)
	return g
}

// Context ends when the group is told to.
func (g *Group) Context() context.Context { return g.ctx }

// Ending reports whether the group was told to end.
func (g *Group) Ending() bool { return g.ctx.Err() != nil }

// Go runs do on a goroutine of its own. It must return soon after Context has ended.
func (g *Group) Go(do func()) { g.all.Go(do) }

// GoWrite is Go for work that writes what the user would miss: photos, decisions, settings. End
// waits longer for it.
func (g *Group) GoWrite(do func()) {
	g.writes.Add(1)
	g.all.Go(func() {
		defer g.writes.Done()
		do()
	})
}

// End tells all goroutines to end, and reports whether they have. It blocks: for those that write
// at most writes, then for all at most others. It is safe to call it twice. A goroutine that
// nothing can interrupt is left behind.
func (g *Group) End(writes, others time.Duration) bool {
	g.cancel()
	within(writes, g.writes.Wait)
	return within(others, g.all.Wait)
}

// within reports whether do has ended after a time; else it is left behind.
func within(limit time.Duration, do func()) bool {
	done := make(chan struct{})
	go func() {
		do()
		close(done)
	}()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case <-done:
		return true
	case <-timer.C:
		return false
	}
}

// Sleep waits for d and reports whether ctx is still alive.
func Sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}
