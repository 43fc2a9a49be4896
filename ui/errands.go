package ui

import "sync"

// errands are what acts of the user's need of the disk: done one after the other in the order of the acts, off Fyne's goroutine,
// and also when the program is quitting meanwhile. Any goroutine may use them.
type errands struct {
	mu      sync.Mutex
	waiting []func()
	at      bool // a goroutine does them
}

// errand lets do work on the disk after all errands before it, and calls done with its error on Fyne's goroutine. It does not
// block.
func (w *Window) errand(do func() error, done func(error)) {
	e := &w.errands
	e.mu.Lock()
	defer e.mu.Unlock()
	e.waiting = append(e.waiting, func() {
		var err error
		if broken := caught(func() { err = do() }); broken != nil {
			err = broken
		}
		w.post(func() { done(err) })
	})
	if e.at {
		return
	}
	e.at = true
	w.writes.Add(1)
	w.group.Go(func() {
		defer w.writes.Done() // quitting waits for them as for photos that are being written
		e.run()
	})
}

func (e *errands) run() {
	for next := e.next(); next != nil; next = e.next() {
		next()
	}
}

// next takes the first errand that waits, nil when none does.
func (e *errands) next() func() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.waiting) == 0 {
		e.at = false
		return nil
	}
	first := e.waiting[0]
	e.waiting = e.waiting[1:]
	return first
}
