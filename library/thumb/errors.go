package thumb

import "errors"

// Sentinels for what callers react to; test with errors.Is.
var (
	// ErrTooLarge: the file claims a picture beyond the limits in decode.go.
	ErrTooLarge = errors.New("picture too large")
	// ErrTooLong: decoding would take far more work than any photo does.
	ErrTooLong = errors.New("takes too long to decode")
	// ErrUnsupported: Catchlight has no decoder for this format or this variety of it.
	ErrUnsupported = errors.New("cannot be decoded")
	// ErrDamaged: the picture's data is cut short or broken.
	ErrDamaged = errors.New("damaged or cut short")
	// ErrPart: the picture's data is damaged, and a part of it can be decoded; it is an ErrDamaged too.
	ErrPart = errors.New("only a part of the picture can be decoded")
	// ErrClosed: the cache was closed before the request was served.
	ErrClosed = errors.New("thumbnail cache is closed")
)
