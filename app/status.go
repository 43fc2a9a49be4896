package main

import (
	"context"
	"errors"
	"fmt"

	"catchlight/library"
)

// Exit statuses, as the manual of the command line names them.
const (
	statusDone        = 0
	statusSomeFailed  = 1
	statusWrong       = 2
	statusInterrupted = 130 // 128 + SIGINT, what a shell reports
)

// errSomeFailed says that the run went to its end and that each photo that failed has been named already.
var errSomeFailed = errors.New("some photos failed")

// status is the exit status that an error ends the program with. A run that a signal cut short ends with 130 whatever
// else happened; a window that a signal closed has done what it was asked.
func status(ctx context.Context, err error) int {
	switch {
	case err == nil:
		return statusDone
	case ctx.Err() != nil || errors.Is(err, context.Canceled):
		return statusInterrupted
	case errors.Is(err, errSomeFailed), errors.Is(err, library.ErrStopped):
		return statusSomeFailed
	}
	return statusWrong
}

// finish says what ended the program, when anything did, and returns its exit status.
func (p *program) finish(ctx context.Context, err error) int {
	s := status(ctx, err)
	switch {
	case s == statusInterrupted:
		p.say("interrupted: what was done stays done, the next run continues")
	case s == statusWrong, errors.Is(err, library.ErrStopped):
		_, _ = fmt.Fprintf(p.messages, "catchlight: %v\n", err) // said even with --quiet: it is why the status is what it is
	}
	return s
}
