package disk

import "errors"

// ErrInCloud says that a file's content is not on this device.
var ErrInCloud = errors.New("only in the cloud")

// ErrNotRegular says that a path leads to no ordinary file, and ErrTooLarge that a file is larger than any that makes sense.
var (
	ErrNotRegular = errors.New("not an ordinary file")
	ErrTooLarge   = errors.New("is too large")
)
