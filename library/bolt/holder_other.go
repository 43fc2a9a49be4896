//go:build !linux

package bolt

// Holder is the number of the process that has the library file at path open and locked, 0 where
// that is not known.
func Holder(string) int { return 0 }
