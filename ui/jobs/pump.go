package jobs

import (
	"context"
	"sync/atomic"
	"time"
)

// updateEvery is the time between two updates of the window: ten a second at most (ARCHITECTURE.md,
// "How data flows").
const updateEvery = 100 * time.Millisecond

// Pump turns any number of rings into at most one update in updateEvery, and never posts one while
// another waits.
type Pump struct {
	rung   chan struct{} // capacity 1
	post   func(func())
	update func() // on the window's goroutine
	queued atomic.Bool
}

// NewPump returns a pump that posts update.
func NewPump(post func(func()), update func()) *Pump {
	return &Pump{rung: make(chan struct{}, 1), post: post, update: update}
}

// Ring asks for an update. Any goroutine may call it; it never blocks.
func (p *Pump) Ring() {
	select {
	case p.rung <- struct{}{}:
	default:
	}
}

// Run works until ctx ends; changed rings too. It blocks.
func (p *Pump) Run(ctx context.Context, changed <-chan struct{}) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-changed:
		case <-p.rung:
		}
		p.postUpdate()
		if !Sleep(ctx, updateEvery) {
			return
		}
	}
}

func (p *Pump) postUpdate() {
	if p.queued.Swap(true) {
		p.Ring() // the window is busy: try again later
		return
	}
	p.post(func() {
		p.queued.Store(false)
		p.update()
	})
}
