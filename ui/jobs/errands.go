package jobs

import "sync"

// Errands are what acts of the user's need of the disk: done one after the other in the order of
// the acts, off the window's goroutine, and also when the program is quitting meanwhile. Any
// goroutine may use them.
type Errands struct {
	group   *Group
	post    func(func())
	mu      sync.Mutex
	waiting []func()
	running bool // a goroutine does them
}

// NewErrands returns an empty list, whose work belongs to group.
func NewErrands(group *Group, post func(func())) *Errands {
	return &Errands{group: group, post: post}
}

// Enqueue lets do work on the disk after all errands before it, and calls done with its error on
// the window's goroutine. It does not block.
func (e *Errands) Enqueue(do func() error, done func(error)) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.waiting = append(e.waiting, func() {
		var err error
		if broken := caught(func() { err = do() }); broken != nil {
			err = broken
		}
		e.post(func() { done(err) })
	})
	if !e.running {
		e.running = true
		e.group.GoWrite(e.run) // quitting waits for them as for photos that are being written
	}
}

func (e *Errands) run() {
	for next := e.next(); next != nil; next = e.next() {
		next()
	}
}

// next takes the first errand that waits, nil when none does.
func (e *Errands) next() func() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.waiting) == 0 {
		e.running = false
		return nil
	}
	first := e.waiting[0]
	e.waiting = e.waiting[1:]
	return first
}
