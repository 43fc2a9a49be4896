//go:build linux || darwin

package disk

import (
	"errors"

	"golang.org/x/sys/unix"
)

// isInvalid knows the answer of file systems that cannot sync a folder.
func isInvalid(err error) bool { return errors.Is(err, unix.EINVAL) }
