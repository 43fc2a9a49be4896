package vocabulary

import "errors"

// Sentinels that callers react to; the errors returned wrap them with the name and the remedy.
var (
	// ErrEmpty: the vocabulary has no tag that could be proposed.
	ErrEmpty = errors.New("the vocabulary has no tags")
	// ErrNotFound: there is neither a built-in vocabulary nor a file of that name.
	ErrNotFound = errors.New("no such vocabulary")
)
