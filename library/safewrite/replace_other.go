//go:build !linux

package safewrite

import (
	"errors"
	"os"
)

// exchange is not there: files are renamed over each other.
func exchange(_, _ string) error { return errors.ErrUnsupported }

func renameNew(temp, path string) error { return renameUnlessThere(temp, path) }

// sameStatus has no portable form.
func sameStatus(_, _ os.FileInfo) bool { return true }

// startWriting is for systems that have such a call.
func startWriting(*os.File) {}

// isAppendOnly is for systems that can be asked for it in one call.
func isAppendOnly(string) bool { return false }
