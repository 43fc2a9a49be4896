package tagging

import "errors"

// Sentinels that callers react to; the errors returned wrap them with the name and the remedy.
var (
	// ErrNoWords: a search without words and without a photo.
	ErrNoWords = errors.New("nothing to search for")
	// ErrNoLabels: a folder to evaluate has neither labels.tsv nor sub-folders with photos.
	ErrNoLabels = errors.New("no labelled photos")
)
