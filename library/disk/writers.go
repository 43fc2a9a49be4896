package disk

import (
	"os"
	"syscall"
)

// CheckUnwritten refuses a file that a program has open to write (EBUSY), as far as the system tells:
// what it writes next must not go into a file that has lost its name. The error names it as the user
// knows it. It blocks briefly on the disk.
func CheckUnwritten(path, name string) error {
	if !isBeingWritten(path) {
		return nil
	}
	return &os.PathError{Op: "rename", Path: name, Err: syscall.EBUSY}
}
