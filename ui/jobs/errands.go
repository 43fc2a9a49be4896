package jobs

import "sync"

// Errands are what acts of the user's need of the disk, off the window's goroutine, and also when the
// program is quitting meanwhile: what is stored in the library's folder one after the other in the
// order of the acts, what needs a disk of the user's beside that. Any goroutine may use them.
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
	e.waiting = append(e.waiting, func() { e.do(do, done) })
	if !e.running {
		e.running = true
		e.group.GoWrite(e.run) // quitting waits for them as for photos that are being written
	}
}

// Beside lets do work on a disk of the user's at once, and calls done as Enqueue does. Such a disk may
// sleep, or not answer at all: what is to be stored must not wait for it, or it is lost when the
// program quits. It does not block.
func (e *Errands) Beside(do func() error, done func(error)) {
	e.group.GoWrite(func() { e.do(do, done) })
}

func (e *Errands) do(do func() error, done func(error)) {
	var err error
	if broken := caught(func() { err = do() }); broken != nil {
		err = broken
	}
	e.post(func() { done(err) })
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
