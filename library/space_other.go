//go:build !linux && !darwin && !windows

package library

// freeSpace is not asked for on this system: a full disk stops the run when it is met.
func freeSpace(string) (free uint64, disk uint64, ok bool) { return 0, 0, false }
