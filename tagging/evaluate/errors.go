package evaluate

import "errors"

// ErrNoLabels is wrapped with the folder and the remedy: a folder to evaluate has neither
// labels.tsv nor sub-folders with photos.
var ErrNoLabels = errors.New("no labelled photos")
