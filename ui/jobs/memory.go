package jobs

import (
	"context"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// The program rests where it has allocated less than restful bytes in each of two seconds: on a busy
// machine one alone may be a second without its turn. What it holds beyond its use then is given
// back from worthwhile bytes on, for that takes a collection. After as long as the toolkit keeps what
// it has drawn, the user is elsewhere.
const (
	restLook   = time.Second
	restLooks  = 2
	longRest   = 60
	restful    = 1 << 20
	worthwhile = 32 << 20
)

// Garbage may grow to so much of what is in use, in percent, before it is collected: a window stays
// open beside Lightroom for hours, and half of Go's usual waste is worth more there than the last
// percent of speed. Of a large library that is a lot, while what photos on the screen leave behind is
// always the same: more than wasteful bytes are collected earlier, but not so early that a library of
// a million is looked through all the time.
const (
	mostWaste  = 50
	leastWaste = 15
	wasteful   = 48 << 20
)

// wasteOf is how much garbage there may be where so many bytes are in use, in percent of them.
func wasteOf(live uint64) int {
	return int(min(max(wasteful*100/max(live, 1), leastWaste), mostWaste))
}

// GiveBack keeps down what the window takes of the computer's memory, until ctx ends. While it works,
// garbage is collected early; whenever it has come to rest, memory goes back to the system. Go
// keeps what was freed for what comes next, up to half of what is in use, and gives back slowly: the
// start alone leaves a hundred megabytes for the rest of the day, and the user is in another program
// that could do with them. letGo is called when a rest has lasted for a minute: what it lets go of
// should be soon made again. It blocks.
func GiveBack(ctx context.Context, letGo func()) {
	t := thrift{read: readMemory, collect: func(percent int) { debug.SetGCPercent(percent) }, free: debug.FreeOSMemory, letGo: letGo}
	t.look()
	looks := time.NewTicker(restLook)
	defer looks.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-looks.C:
			t.look()
		}
	}
}

// thrift looks from time to time whether the program rests, and gives back what it can spare.
type thrift struct {
	read    func() memory
	collect func(percent int) // from then on, once garbage is so much of what is in use
	free    func()
	letGo   func() // of what can be made again
	percent int    // of collect
	last    uint64 // allocated when it looked last
	rest    int    // looks in a row that found it at rest
}

// memory is how much the program uses, in bytes.
type memory struct {
	allocated uint64 // since the start
	spare     uint64 // held, and not in use
	live      uint64 // in use, as the last collection found it
}

func (t *thrift) look() {
	now := t.read()
	if percent := wasteOf(now.live); percent != t.percent {
		t.percent = percent
		t.collect(percent)
	}
	if t.rest++; now.allocated-t.last >= restful {
		t.rest = 0
	}
	t.last = now.allocated
	long := t.rest == longRest
	if long {
		t.letGo()
	}
	if long || t.rest >= restLooks && now.spare >= worthwhile {
		t.free()
		t.last = t.read().allocated
	}
}

// readMemory asks Go. It does not stop anything.
func readMemory() memory {
	s := []metrics.Sample{
		{Name: "/gc/heap/allocs:bytes"},
		{Name: "/memory/classes/heap/free:bytes"},
		{Name: "/memory/classes/heap/objects:bytes"},
		{Name: "/gc/heap/live:bytes"},
	}
	metrics.Read(s)
	free, objects, live := s[1].Value.Uint64(), s[2].Value.Uint64(), s[3].Value.Uint64()
	return memory{allocated: s[0].Value.Uint64(), spare: free + objects - min(live, objects), live: live}
}
