//go:build !windows

package library

import (
	"errors"
	"syscall"
)

// isDiskFull recognises the errors of a disk, or of a user's share of it, that has no room left.
func isDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
