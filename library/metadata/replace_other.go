//go:build !linux

package metadata

import "errors"

// exchange is not there: files are renamed over each other.
func exchange(_, _ string) error { return errors.ErrUnsupported }

func renameNew(temp, path string) error { return renameUnlessThere(temp, path) }
