//go:build unix

package disk

import (
	"os"
	"syscall"
)

// openFlags wait for no other end of a pipe, and take no terminal.
const openFlags = os.O_RDONLY | syscall.O_NONBLOCK | syscall.O_NOCTTY
