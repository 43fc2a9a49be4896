package disk

import "errors"

// ErrInCloud says that a file's content is not on this device.
var ErrInCloud = errors.New("only in the cloud")

// ErrHoles says that hardly any of a large file's content has ever been written.
var ErrHoles = errors.New("mostly holes, as a download or copy leaves it that was interrupted")

// ErrNotRegular says that a path leads to no ordinary file, and ErrTooLarge that a file is larger
// than any that makes sense.
var (
	ErrNotRegular = errors.New("not an ordinary file")
	ErrTooLarge   = errors.New("is too large")
)

// ErrPhotoName says that a file of the program's own would have the name of a photo, video or
// sidecar, and take its place.
var ErrPhotoName = errors.New("has the name of a photo, video or sidecar: give another name")

// ErrName says that this system would take a path for that of another file, or of a device.
var ErrName = errors.New("has a name that cannot be used here")
