package tagging

import "errors"

// ErrNoWords is wrapped with the remedy: a search without words and without a photo.
var ErrNoWords = errors.New("nothing to search for")
