package library

import (
	"fmt"
	"runtime/debug"
)

// Walled lets a reader of foreign bytes work on a file. Whatever they hold that its author has not thought of, a panic becomes that
// file's error, and the rest goes on. Any goroutine.
func Walled(file string, read func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("%s is damaged, or made to break its reader (%v): get it anew, and report it if it is sound", file, cause)
		}
	}()
	return read()
}
