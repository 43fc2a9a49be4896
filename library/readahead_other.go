//go:build !linux && !darwin

package library

import bolt "go.etcd.io/bbolt"

// adviseDone leaves it to the system to take memory of the file back.
func adviseDone(*bolt.Tx) {}

// adviseReadAhead leaves reading ahead to the system.
func adviseReadAhead(*bolt.Tx) {}
