package engine

import (
	"sync/atomic"
	"testing"

	"catchlight/tagging"
	"catchlight/ui/jobs"
)

// countedEncoder is an encoder that tells when it is closed.
type countedEncoder struct {
	blind
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
	r.Open()
	r.until("it is open", func() bool { return r.Ready() && r.deps.Queue.Idle() })
	r.renew()
	r.until("the old model is closed", func() bool { return opened.Load() == 2 && closed.Load() == 1 && r.deps.Queue.Idle() })
	r.deps.Queue.Add(holding(jobs.Search))
	r.renew()
	if len(r.deps.Queue.In(jobs.Model)) != 0 {
		t.Error("the model is renewed while a search waits for it")
	}
	old := r.encoder
	r.renewed(countedEncoder{closed: &closed}, nil)
	r.until("the fresh one is closed instead", func() bool { return closed.Load() == 2 })
	if r.encoder != old {
		t.Error("the model was taken from under a job")
	}
}
