package library

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"catchlight/library/disk"
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
