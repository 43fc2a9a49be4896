package ui

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"catchlight/ui/jobs"
)

// TestQuittingWaitsForNobodyForEver: neither work that cannot be interrupted nor Fyne's goroutine,
// when it hangs, keep the program from ending.
func TestQuittingWaitsForNobodyForEver(t *testing.T) {
	for _, l := range []jobs.Lane{jobs.Index, jobs.Import, jobs.Write} {
		w := &Window{app: test.NewTempApp(t), post: func(func()) {}} // nothing runs on Fyne's goroutine
		w.group = jobs.NewGroup(t.Context())
		w.leaving.stopped, w.leaving.writes, w.leaving.others = make(chan struct{}), time.Millisecond, time.Millisecond
		w.jobs = jobs.NewQueue(w.group, w.post, jobs.Hooks{Ring: func() {}, Changed: func() {}})
		free := make(chan struct{})
		w.jobs.Add(&jobs.Job{Lane: l, Says: saysReading, Work: func(context.Context, *jobs.Job) (func(bool), error) {
			<-free
			return nil, nil
		}})
		w.Quit()
		<-w.Stopped()
		close(free)
		w.group.End(time.Hour, time.Hour)
	}
}

// TestAWindowThatIsLeavingTakesNothingOver: another start opens its own.
func TestAWindowThatIsLeavingTakesNothingOver(t *testing.T) {
	r := newRig(t, nil)
	shows := r.Open(nil)
	r.until("it answers", func() bool { return len(shows) == 1 })
	if !<-shows {
		t.Error("an open window does not show")
	}
	r.Quit()
	<-r.Stopped()
	shows = r.Open([]string{r.dir})
	r.until("it answers", func() bool { return len(shows) == 1 })
	if <-shows {
		t.Error("a window that is leaving says that it shows")
	}
}
