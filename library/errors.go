package library

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"catchlight/library/bolt"
	"catchlight/library/disk"
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

// logName is the file beside the library that keeps what a developer has to know about errors of
// the program itself, and logSize what it may hold in bytes before it begins anew.
const (
	logName = "catchlight.log"
	logSize = 1 << 20
)

// guarded does the work on one photo. A panic becomes that photo's error, and its stack goes to the
// log: whatever a file holds that nobody has thought of, the rest of a run goes on.
func (l *Library) guarded(path string, work func() error) (err error) {
	defer func() {
		cause := recover()
		if cause == nil {
			return
		}
		log := filepath.Join(filepath.Dir(l.store.Path()), logName)
		err = fmt.Errorf("%s met an error of Catchlight itself (%v) and was passed over: please report it, with the file %s", path, cause, log)
		if failed := l.log(log, fmt.Appendf(nil, "%s %s: %v\n%s\n", time.Now().UTC().Format(time.RFC3339), path, cause, debug.Stack())); failed != nil {
			err = fmt.Errorf("%s met an error of Catchlight itself (%v) and was passed over: please report it", path, cause)
		}
	}()
	return work()
}

// log appends an entry.
func (l *Library) log(path string, entry []byte) error {
	l.logMu.Lock()
	defer l.logMu.Unlock()
	how := os.O_WRONLY | os.O_CREATE | os.O_APPEND
	if disk.Size(path) > logSize {
		how |= os.O_TRUNC
	}
	file, err := os.OpenFile(path, how, 0o600) // it names the user's photos
	if err != nil {
		return err
	}
	if _, err = file.Write(entry); err != nil {
		_ = file.Close() // the first error says more
		return err
	}
	return file.Close()
}

// Guard lets a reader of foreign bytes work on a file. Whatever they hold that its author has not
// thought of, a panic becomes that file's error, and the rest goes on. Any goroutine.
func Guard(file string, read func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("%s is damaged, or made to break its reader (%v): get it anew, and report it if it is sound", file, cause)
		}
	}()
	return read()
}
