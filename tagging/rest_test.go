package tagging

import (
	"sync/atomic"
	"testing"
)

// TestPipelineRests: while the user is at work, and wants it so, nothing is computed; then all is.
func TestPipelineRests(t *testing.T) {
	var asked, settled atomic.Int32
	p := paintings(&fakeEncoder{}, 200, func(r []encoded) error { settled.Add(int32(len(r))); return nil })
	p.rest = func() bool {
		resting := asked.Add(1) < 5
		if resting && settled.Load() > 0 {
			t.Error("it works while it should rest")
		}
		return resting
	}
	if err := p.run(t.Context()); err != nil || settled.Load() != 200 || asked.Load() < 5 {
		t.Errorf("%v, %d settled, asked %d times", err, settled.Load(), asked.Load())
	}
}

// TestFewerWorkersAreBounded: what was found out with all of them does not bring them back.
func TestFewerWorkersAreBounded(t *testing.T) {
	x := &indexer{profile: Profile{Workers: 8, Batch: 4}, o: IndexOptions{Workers: 2}}
	tune := newTuner(x.bounded(), Tuning{Workers: 8, Batch: 16}, 0)
	if tune.most != 2 || tune.workers() != 2 {
		t.Errorf("%d workers, %d at most", tune.workers(), tune.most)
	}
	x.o.Workers = 0
	if p := x.bounded(); p.Workers != 8 {
		t.Errorf("without a bound %d", p.Workers)
	}
}
