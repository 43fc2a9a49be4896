package library

import (
	"errors"
	"syscall"
)

// isDiskFull recognises the errors of a disk that has no room left: ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL.
func isDiskFull(err error) bool {
	return errors.Is(err, syscall.Errno(39)) || errors.Is(err, syscall.Errno(112))
}

// freeSpace is not asked for on this system: a full disk stops the run when it is met.
func freeSpace(string) (free uint64, disk uint64, ok bool) { return 0, 0, false }
