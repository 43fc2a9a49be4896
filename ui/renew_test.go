package ui

import (
	"sync/atomic"
	"testing"

	"catchlight/tagging"
	"catchlight/ui/jobs"
)

// counted is an encoder that tells when it is closed.
type countedEncoder struct {
	colours
	closed *atomic.Int64
}

func (c countedEncoder) Close() error {
	c.closed.Add(1)
	return nil
}

func TestTheModelIsRenewedOnlyWhenNobodyWorksWithIt(t *testing.T) {
	var opened, closed atomic.Int64
	r := newRig(t, func(d *Deps) {
		d.OpenModel = func(string) (tagging.Encoder, error) {
			opened.Add(1)
			return countedEncoder{closed: &closed}, nil
		}
	})
	r.full()
	r.engine.renewModel()
	r.until("the old model is closed", func() bool { return opened.Load() == 2 && closed.Load() == 1 && r.jobs.Idle() })
	r.jobs.Add(holding(jobs.Search))
	r.engine.renewModel()
	if len(r.jobs.In(jobs.Model)) != 0 {
		t.Error("the model is renewed while a search waits for it")
	}
	old := r.engine.encoder
	r.engine.renewed(countedEncoder{closed: &closed}, nil)
	r.until("the fresh one is closed instead", func() bool { return closed.Load() == 2 })
	if r.engine.encoder != old {
		t.Error("the model was taken from under a job")
	}
}
