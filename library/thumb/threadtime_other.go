//go:build !linux

package thumb

import "time"

// slack is how much longer than it computes a thread may take on a busy machine.
const slack = 3

// threadTime gives a function that says how long the calling thread may have computed since: here
// the system is not asked.
func threadTime() func() time.Duration {
	began := time.Now()
	return func() time.Duration { return time.Since(began) / slack }
}
