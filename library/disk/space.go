//go:build !windows

package disk

import (
	"errors"
	"syscall"
)

// IsFull recognises the errors of a disk, or of a user's share of it, that has no room left.
func IsFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
