package jobs

import (
	"context"
	"testing"
	"time"
)

// TestADiskThatIsSilentIsTold once, some seconds after the last progress, until there is more; a
// pause, the end, and work that needs no disk of the user's are no silence.
func TestADiskThatIsSilentIsTold(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		rings, steps := 0, make(chan int)
		b.hooks.Ring = func() { rings++ }
		work := func(ctx context.Context, j *Job) (func(bool), error) {
			for {
				select {
				case n := <-steps:
					j.Report(n, 10)
				case <-ctx.Done():
					return nil, ctx.Err()
				}
			}
		}
		j := &Job{Lane: Import, OnDisk: true, Work: work}
		want := func(when string, stalled bool, rung int) {
			t.Helper()
			b.settle()
			if got := j.Stalled(time.Now()); got != stalled || rings != rung {
				t.Errorf("%s: stalled %v, %d rings", when, got, rings)
			}
			rings = 0
		}
		b.Add(j)
		want("it has begun", false, 1)
		time.Sleep(silentFor)
		want("nothing has moved", true, 1)
		time.Sleep(time.Minute)
		want("nor has it since", true, 0)
		steps <- 1
		want("one photo is read", false, 1)
		time.Sleep(silentFor - time.Millisecond)
		steps <- 2
		want("and another in time", false, 1)
		time.Sleep(silentFor)
		want("nothing more", true, 1)
		b.Pause(j)
		want("it is paused", false, 0)
		time.Sleep(time.Hour)
		want("and stays so", false, 0)
		b.Pause(j)
		want("it goes on", false, 1)
		time.Sleep(time.Second)
		b.Stop(j)
		b.settle()
		if time.Sleep(time.Hour); rings > 0 {
			t.Error("it rings after its end")
		}

		j = &Job{Lane: Import, OnDisk: true, Work: func(context.Context, *Job) (func(bool), error) {
			time.Sleep(time.Minute)
			return nil, nil
		}}
		b.Add(j)
		b.Stop(j)
		want("it does not hear that it is to stop", false, 1)
		time.Sleep(silentFor)
		want("nor later", true, 1)
		time.Sleep(time.Minute)
		b.settle()

		j = &Job{Lane: Index, Work: work}
		b.Add(j)
		time.Sleep(time.Hour)
		want("what the processor alone holds up", false, 1)
		b.Stop(j)
		b.settle()
	})
}
