//go:build !linux && !darwin && !windows

package library

// isRemote does not know on this system.
func isRemote(string) bool { return false }
