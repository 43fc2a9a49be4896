package library

import "errors"

// Sentinels that callers react to; the errors returned wrap them with the path and the remedy.
var (
	// ErrLocked: another Catchlight has the library open.
	ErrLocked = errors.New("the library is open in another Catchlight")
	// ErrNewer: the library file was made by a newer version of the program.
	ErrNewer = errors.New("made by a newer Catchlight: update the app")
	// ErrClosed: the library was closed.
	ErrClosed = errors.New("the library is closed")
	// ErrNoRun: there is no run with this number.
	ErrNoRun = errors.New("no such run")
	// ErrStopped: a run ended early, because going on would have failed for every photo; the rest is untouched.
	ErrStopped = errors.New("stopped")
	// ErrNoPhoto: the library knows no photo with this ID.
	ErrNoPhoto = errors.New("no such photo")

	// ErrDamaged: the library file is damaged.
	ErrDamaged = errors.New("the file is damaged")
	// ErrLost: the library file is empty or not there, though copies of it are.
	ErrLost = errors.New("the library is lost, but copies of it are there")

	errNotOurs = errors.New("unknown layout")
)
