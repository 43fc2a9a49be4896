package thumb

import "errors"

// Sentinels for what callers react to; test with errors.Is.
var (
	// ErrTooLarge: the file claims a picture beyond the pixel cap.
	ErrTooLarge = errors.New("picture too large")
	// ErrUnsupported: Catchlight has no decoder for this format.
	ErrUnsupported = errors.New("format cannot be decoded")
	// ErrClosed: the cache was closed before the request was served.
	ErrClosed = errors.New("thumbnail cache is closed")
)
