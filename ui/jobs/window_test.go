package jobs

import (
	"io"
	"log"
	"os"
	"testing"
	"testing/synctest"
	"time"

	"catchlight/ui/testwindow"
)

// window is the window's goroutine. It is used in a bubble of synctest, where time passes when
// nothing else happens.
type window struct{ testwindow.Goroutine }

func (w *window) post(f func()) { w.Post(f) }

func (w *window) run() int { return w.Run() }

// settle runs what is posted until all goroutines wait for something and nothing is posted any
// more.
func (w *window) settle() {
	for synctest.Wait(); w.run() > 0; {
		synctest.Wait()
	}
}

// bench is a queue with all that it works with.
type bench struct {
	*Queue
	*window
	group *Group
	broke []error
}

// onBench runs test in a bubble, and sees to it that no goroutine is left after it.
func onBench(t *testing.T, test func(t *testing.T, b *bench)) {
	t.Helper()
	log.SetOutput(io.Discard) // some panics are meant
	defer log.SetOutput(os.Stderr)
	synctest.Test(t, func(t *testing.T) {
		b := &bench{window: &window{}, group: NewGroup(t.Context())}
		b.Queue = NewQueue(b.group, b.window.post, Hooks{Ring: func() {}, Changed: func() {}, Broke: func(err error) { b.broke = append(b.broke, err) }})
		test(t, b)
		if !b.group.End(time.Hour, time.Hour) {
			t.Error("a goroutine is left")
		}
	})
}
