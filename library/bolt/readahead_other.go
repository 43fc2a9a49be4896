//go:build !linux && !darwin

package bolt

import "go.etcd.io/bbolt"

// adviseDone leaves it to the system to take memory of the file back.
func adviseDone(*bbolt.Tx) {}

// adviseReadAhead leaves reading ahead to the system.
func adviseReadAhead(*bbolt.Tx) {}
