package library

import (
	"errors"

	"catchlight/library/bolt"
)

// Sentinels that callers react to; the errors returned wrap them with the path and the remedy.
var (
	// ErrNoRun: there is no run with this number.
	ErrNoRun = errors.New("no such run")
	// ErrStopped: a run left out a disk or folder, because going on there would have failed for every
	// photo; the rest there is untouched.
	ErrStopped = errors.New("stopped")
	// ErrNoPhoto: the library knows no photo with this ID.
	ErrNoPhoto = errors.New("no such photo")
	// ErrForeign: another program has changed a file since a run wrote it, which could only be undone
	// with that change; the words of the run alone can be taken out of it (WriteOptions.RemoveOurs).
	ErrForeign = errors.New("is as another program left it, and was not touched")
	// ErrOtherPicture: a file shows another picture than the one that an edit was decided for.
	ErrOtherPicture = errors.New("shows another picture than the one that was decided on")
	// ErrEdited: the file of a vocabulary says something else than what was to be changed or taken
	// back.
	ErrEdited = errors.New("another program has changed it meanwhile")
)

// Sentinels of the library file.
var (
	// ErrLocked: another Catchlight has the library open.
	ErrLocked = bolt.ErrLocked
	// ErrNewer: the library file was made by a newer version of the program.
	ErrNewer = bolt.ErrNewer
	// ErrClosed: the library was closed.
	ErrClosed = bolt.ErrClosed
	// ErrDamaged: the library file is damaged.
	ErrDamaged = bolt.ErrDamaged
	// ErrLost: the library file is empty or not there, though copies of it are.
	ErrLost = bolt.ErrLost
	// ErrNoLibrary: the file holds nothing that a repair could begin with.
	ErrNoLibrary = bolt.ErrNoLibrary
)
