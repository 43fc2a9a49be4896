package ui

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
)

// TestQuittingWaitsForNobodyForEver: neither work that cannot be interrupted nor Fyne's goroutine, when it hangs, keep the
// program from ending.
func TestQuittingWaitsForNobodyForEver(t *testing.T) {
	for _, l := range []lane{laneIndex, laneImport, laneWrite} {
		w := &Window{app: test.NewTempApp(t), post: func(func()) {}} // nothing runs on Fyne's goroutine
		w.ctx, w.cancel = context.WithCancel(t.Context())
		w.leaving.stopped, w.leaving.writes, w.leaving.others = make(chan struct{}), time.Millisecond, time.Millisecond
		w.jobs = &jobs{ctx: w.ctx, group: &w.group, writes: &w.writes, post: w.post, ring: func() {}, changed: func() {}}
		free := make(chan struct{})
		w.jobs.add(&job{lane: l, says: saysReading, work: func(context.Context, *job) (func(bool), error) {
			<-free
			return nil, nil
		}})
		w.Quit()
		<-w.Stopped()
		close(free)
		w.group.Wait()
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

func TestTheFailureWindowSaysWhatToDo(t *testing.T) {
	app := test.NewTempApp(t)
	win := newFailure(app, errors.New("öpen the library /a/b: it is damaged:\n put its backup in its place"))
	all := texts(win.Content())
	for _, want := range []string{"Catchlight could not start", "Öpen the library /a/b: it is damaged: put its backup in its place.", "[Close]"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not shown in:\n%s", want, all)
		}
	}
}
