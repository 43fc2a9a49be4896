package jobs

import (
	"sync/atomic"
	"testing"
	"time"
)

// TestAJobThatBrokeOffWaits for the user: it is shown, others of its lane run beside it and it is
// no work; going on takes it out and does what it is for, stopping it does what is left.
func TestAJobThatBrokeOffWaits(t *testing.T) {
	for _, stops := range []bool{false, true} {
		onBench(t, func(t *testing.T, b *bench) {
			did, dropped := 0, 0
			held := &Job{Lane: Write, Says: func(int, int) string { return "1 of 2 not written" }, Dropped: func() { dropped++ }}
			held.Held = &Hold{Again: "Retry", Do: func() {
				if did++; b.Holds(held) {
					t.Error("it is still there when it goes on")
				}
			}}
			b.Hold(held)
			b.settle()
			if !b.Idle() || !held.OnHold() || b.Writing() != nil || len(b.Shown(time.Now())) != 1 {
				t.Errorf("idle is %v, on hold %v, shown are %d", b.Idle(), held.OnHold(), len(b.Shown(time.Now())))
			}
			var runs, spare atomic.Int64
			var ended []bool
			b.Add(blocking(Spare, &spare, &ended))
			b.settle()
			b.Add(blocking(Write, &runs, &ended))
			b.settle()
			if spare.Load() != 1 || runs.Load() != 1 || b.Writing() == nil {
				t.Errorf("%d and %d run beside it", spare.Load(), runs.Load())
			}
			if stops {
				b.Stop(held)
			} else {
				b.Pause(held)
				b.Pause(held) // once
			}
			if b.Holds(held) || stops != (dropped == 1) || stops != (did == 0) || did > 1 {
				t.Errorf("stopped %v: went on %d times, was dropped %d times", stops, did, dropped)
			}
			for _, j := range b.In(Spare, Write) {
				b.Stop(j)
			}
			b.settle()
		})
	}
}
