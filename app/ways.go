package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"

	"catchlight/library"
	"catchlight/ui/failure"
)

// ways are the ways on from a library that cannot be opened, for the user to choose; nil where
// there is none.
func (p *program) ways(err error) []failure.Way {
	path, unknown := p.libraryPath()
	lost, damaged := errors.Is(err, library.ErrLost), errors.Is(err, library.ErrDamaged)
	if unknown != nil || !lost && !damaged && !errors.Is(err, library.ErrNoLibrary) {
		return nil
	}
	var all []failure.Way
	if damaged {
		all = append(all, failure.Way{Kind: failure.Repair, Do: func() error { _, err := library.RepairFile(path); return err }})
	}
	copies, _ := library.Copies(path) // none where they cannot be listed
	for _, c := range copies {
		if c.Err == nil && !c.Spare {
			all = append(all, failure.Way{Kind: failure.Restore, Made: c.Made, Do: func() error { _, err := library.Restore(path, c.Path); return err }})
			break
		}
	}
	if lost {
		all = append(all, failure.Way{Kind: failure.Anew, Do: func() error { return library.Create(path) }})
	}
	return all
}

// anewWait is how long a program that was started anew may take to end once it was told to.
const anewWait = 30 * time.Second

// startAnew starts the program anew, for the window library can be begun once in a process only,
// and ends as it does.
func (p *program) startAnew(ctx context.Context) error {
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("start again by hand: %w", err)
	}
	next := exec.CommandContext(ctx, self, os.Args[1:]...)
	next.Stdin, next.Stdout, next.Stderr = p.in, p.out, p.messages
	next.Cancel = func() error { return next.Process.Signal(syscall.SIGTERM) }
	next.WaitDelay = anewWait
	if err := next.Run(); err != nil && ctx.Err() == nil {
		return fmt.Errorf("start again by hand: %w", err)
	}
	return nil
}
