package thumb

import (
	"time"

	"golang.org/x/sys/unix"
)

// threadTime gives a function that says how long the calling thread has computed since. Any
// goroutine may call that while the thread lives.
func threadTime() func() time.Duration {
	// The clock of a thread, from its number: clock_getcpuclockid(3), linux/posix-timers_types.h.
	const perThread, scheduled = 4, 2
	clock := int32(^unix.Gettid()<<3 | perThread | scheduled)
	wall := time.Now()
	read := func() time.Duration {
		var t unix.Timespec
		if unix.ClockGettime(clock, &t) != nil {
			return time.Since(wall) // a kernel that does not tell
		}
		return time.Duration(t.Nano())
	}
	began := read()
	return func() time.Duration { return read() - began }
}
