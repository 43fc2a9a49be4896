//go:build !windows

package library

import (
	"errors"
	"syscall"
)

// IsDiskFull recognises the errors of a disk, or of a user's share of it, that has no room left.
func IsDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
