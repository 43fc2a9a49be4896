package bolt

import "errors"

// Sentinels that callers react to; the errors returned wrap them with the path and the remedy.
var (
	// ErrLocked: another Catchlight has the library open.
	ErrLocked = errors.New("the library is open in another Catchlight")
	// ErrNewer: the library file was made by a newer version of the program.
	ErrNewer = errors.New("made by a newer Catchlight: update the app")
	// ErrClosed: the library was closed.
	ErrClosed = errors.New("the library is closed")
	// ErrDamaged: the library file is damaged.
	ErrDamaged = errors.New("the file is damaged")
	// ErrLost: the library file is empty or not there, though copies of it are.
	ErrLost = errors.New("the library is lost, but copies of it are there")
	// ErrNoLibrary: the file holds nothing that a repair could begin with.
	ErrNoLibrary = errors.New("it is no Catchlight library, or is damaged at its beginning, where no repair helps")

	errNotOurs = errors.New("unknown layout")
)
