package ui

import (
	"context"
	"sync/atomic"
	"time"
)

// beat is the time between two updates of the window: ten a second at most (DESIGN.md, "How data flows").
const beat = 100 * time.Millisecond

// pump turns any number of rings into at most one update a beat, and never posts one while another waits.
type pump struct {
	rung   chan struct{} // capacity 1
	post   func(func())
	update func() // on Fyne's goroutine
	queued atomic.Bool
}

func newPump(post func(func()), update func()) *pump {
	return &pump{rung: make(chan struct{}, 1), post: post, update: update}
}

// ring asks for an update. Any goroutine may call it; it never blocks.
func (p *pump) ring() {
	select {
	case p.rung <- struct{}{}:
	default:
	}
}

// run works until ctx ends; changed rings too.
func (p *pump) run(ctx context.Context, changed <-chan struct{}) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-changed:
		case <-p.rung:
		}
		p.send()
		if !rest(ctx, beat) {
			return
		}
	}
}

func (p *pump) send() {
	if p.queued.Swap(true) {
		p.ring() // the window is busy: try again after the next beat
		return
	}
	p.post(func() {
		p.queued.Store(false)
		p.update()
	})
}

// rest waits for d and reports whether ctx is still alive.
func rest(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}
