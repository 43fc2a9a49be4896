package web

import "errors"

// Sentinels that callers react to; the errors returned wrap them with the host.
var (
	// ErrOpen: what is asked for at such an address others on the way can read along, or change.
	ErrOpen = errors.New("is asked by https:// only, so that nobody on the way reads along")
	// ErrAstray: a server sends on to where it has not to be followed.
	ErrAstray = errors.New("it redirects")
)
