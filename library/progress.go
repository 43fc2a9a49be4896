package library

import "time"

// reportEvery bounds how often progress is told.
const reportEvery = 100 * time.Millisecond

// reporter tells progress, not too often. It is used by one goroutine at a time.
type reporter struct {
	tell func(Progress)
	now  Progress
	last time.Time
}

func newReporter(tell func(Progress), total int) reporter {
	return reporter{tell: tell, now: Progress{Total: total}}
}

// did counts one file.
func (r *reporter) did(path string, failed bool) {
	r.now.Done++
	r.now.Path = path
	if failed {
		r.now.Failed++
	}
	if r.tell != nil && time.Since(r.last) >= reportEvery {
		r.end()
	}
}

// end tells how it stands now.
func (r *reporter) end() {
	if r.tell != nil {
		r.last = time.Now()
		r.tell(r.now)
	}
}
