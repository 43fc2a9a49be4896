package tagging

import "errors"

// Sentinels that callers react to; the errors returned wrap them with the name and the remedy.
var (
	// ErrEmptyVocabulary: the vocabulary has no tag that could be proposed.
	ErrEmptyVocabulary = errors.New("the vocabulary has no tags")
	// ErrNoVocabulary: there is neither a built-in vocabulary nor a file of that name.
	ErrNoVocabulary = errors.New("no such vocabulary")
)
