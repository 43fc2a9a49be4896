package jobs

import (
	"errors"
	"slices"
	"strconv"
	"testing"
	"testing/synctest"
	"time"
)

// TestEndWaitsLongerForWhatIsTheUsers: a write gets its time, all else its own, and what hangs is
// left behind.
func TestEndWaitsLongerForWhatIsTheUsers(t *testing.T) {
	const writes, others = 6 * time.Second, 2 * time.Second
	for _, c := range []struct {
		name         string
		write, other time.Duration // how long the work goes on after it was told to end
		ended        bool
		took         time.Duration
	}{
		{"nothing at work", 0, 0, true, 0},
		{"a write in time", 5 * time.Second, 0, true, 5 * time.Second},
		{"a write that hangs", time.Hour, 0, false, writes + others},
		{"other work in time", 0, time.Second, true, time.Second},
		{"other work that hangs", 0, time.Hour, false, others},
		{"a write, and other work as long", 5 * time.Second, 5 * time.Second, true, 5 * time.Second},
	} {
		synctest.Test(t, func(t *testing.T) {
			g := NewGroup(t.Context())
			work := func(d time.Duration) func() { return func() { <-g.Context().Done(); time.Sleep(d) } }
			g.GoWrite(work(c.write))
			g.Go(work(c.other))
			synctest.Wait()
			began := time.Now()
			if ended, took := g.End(writes, others), time.Since(began); ended != c.ended || took != c.took {
				t.Errorf("%s: ended %v after %v", c.name, ended, took)
			}
			if !g.Ending() || !g.End(2*time.Hour, 2*time.Hour) {
				t.Errorf("%s: it does not end", c.name)
			}
		})
	}
}

func TestSleepEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := NewGroup(t.Context())
		began := time.Now()
		if !Sleep(g.Context(), time.Minute) || time.Since(began) != time.Minute {
			t.Error("it does not wait its time")
		}
		g.Go(func() { time.Sleep(time.Second); g.cancel() })
		if Sleep(g.Context(), time.Hour) || time.Since(began) != time.Minute+time.Second {
			t.Error("it goes on after the end")
		}
	})
}

// TestErrandsGoOnAfterOneThatBreaks: all are done in their order, one at a time, and each is told
// how it ended.
func TestErrandsGoOnAfterOneThatBreaks(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		errands := NewErrands(b.group, b.window.post)
		atWork, did, told := 0, []int{}, []string{}
		for i := range 20 {
			errands.Enqueue(func() error {
				if atWork++; atWork > 1 {
					t.Error("two at once")
				}
				defer func() { atWork-- }()
				time.Sleep(time.Second)
				if did = append(did, i); i == 3 {
					panic("a fault")
				}
				return errors.New(strconv.Itoa(i))
			}, func(err error) { told = append(told, err.Error()) })
		}
		time.Sleep(time.Minute)
		b.settle()
		want := make([]string, 20)
		for i := range want {
			want[i] = strconv.Itoa(i)
		}
		want[3] = "a fault in the program: a fault"
		if len(did) != 20 || !slices.IsSorted(did) || !slices.Equal(told, want) {
			t.Errorf("did %v, told %q", did, told)
		}
	})
}

// TestErrandsAreDoneWhenTheGroupEnds: a setting that was changed in the last moment is kept.
func TestErrandsAreDoneWhenTheGroupEnds(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		errands, did := NewErrands(b.group, b.window.post), 0
		for range 3 {
			errands.Enqueue(func() error { time.Sleep(time.Second); did++; return nil }, func(error) {})
		}
		if !b.group.End(6*time.Second, time.Second) || did != 3 {
			t.Errorf("%d of 3 done", did)
		}
	})
}

// TestADiskThatDoesNotAnswerKeepsNothingFromBeingStored: what is asked of a disk of the user's stands
// in nobody's way, not that of other disks, nor at the end.
func TestADiskThatDoesNotAnswerKeepsNothingFromBeingStored(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		errands, told := NewErrands(b.group, b.window.post), []string{}
		for i := range 3 {
			errands.Beside(func() error { time.Sleep(time.Hour); return nil }, func(error) { told = append(told, "silent") })
			errands.Beside(func() error { time.Sleep(time.Second); panic("a fault") }, func(err error) { told = append(told, err.Error()) })
			errands.Enqueue(func() error { return nil }, func(error) { told = append(told, strconv.Itoa(i)) })
		}
		time.Sleep(time.Minute)
		b.settle()
		const broke = "a fault in the program: a fault"
		if want := []string{"0", "1", "2", broke, broke, broke}; !slices.Equal(told, want) {
			t.Errorf("told %q", told)
		}
		stored := false
		errands.Enqueue(func() error { stored = true; return nil }, func(error) {})
		if b.group.End(time.Second, time.Second) || !stored {
			t.Error("the end waits for the disk, or what was to be stored is not")
		}
		time.Sleep(time.Hour)
	})
}

func TestThePumpPostsOneUpdateForManyRings(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		var updates []time.Duration
		began, changed := time.Now(), make(chan struct{}, 1)
		p := NewPump(b.window.post, func() { updates = append(updates, time.Since(began)) })
		b.group.Go(func() { p.Run(b.group.Context(), changed) })
		for range 1000 {
			p.Ring()
		}
		changed <- struct{}{}
		for range 10 { // a second of a window that answers at once
			b.settle()
			time.Sleep(updateEvery)
		}
		if want := []time.Duration{0, updateEvery}; !slices.Equal(updates, want) {
			t.Errorf("updates at %v for one moment", updates)
		}
		p.Ring()
		b.settle()
		if len(updates) != 3 {
			t.Errorf("%d updates after another ring", len(updates))
		}
	})
}

func TestThePumpNeverQueuesTwoUpdates(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		updates := 0
		p := NewPump(b.window.post, func() { updates++ })
		b.group.Go(func() { p.Run(b.group.Context(), nil) })
		for range 5 {
			p.Ring()
			time.Sleep(updateEvery) // the window does not answer
		}
		if n := b.run(); n != 1 || updates != 1 {
			t.Errorf("%d updates wait at once", n)
		}
		time.Sleep(updateEvery)
		if b.settle(); updates != 2 {
			t.Errorf("%d updates: what came meanwhile is not shown", updates)
		}
	})
}
