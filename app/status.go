package main

import (
	"context"
	"errors"
	"strings"

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
		p.tell("catchlight: %s", ending(err)) // said even with --quiet: it is why the status is what it is
	}
	return s
}

// ending is why the program ends, without what has been said photo by photo.
func ending(err error) string {
	var whys []string
	for _, one := range joined(err) {
		if !errors.Is(one, errSomeFailed) {
			whys = append(whys, library.Ending(one))
		}
	}
	return strings.Join(whys, "; ")
}

// joined are the errors that errors.Join has put together.
func joined(err error) []error {
	several, ok := err.(interface{ Unwrap() []error })
	if !ok || errors.Join(several.Unwrap()...).Error() != err.Error() {
		return []error{err}
	}
	var all []error
	for _, one := range several.Unwrap() {
		all = append(all, joined(one)...)
	}
	return all
}
