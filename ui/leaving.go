package ui

import (
	"sync"
	"time"

	"fyne.io/fyne/v2/lang"

	"catchlight/ui/jobs"
	"catchlight/ui/phrase"
)

// How long quitting waits for what works in the background: with what the program waits after it,
// less than the ten seconds in which a signal ends the window. Photos that are being written come
// first; a decoder that cannot be interrupted is left behind, and goes with the program.
const (
	writesWait = 4 * time.Second
	othersWait = 2 * time.Second
)

// leaving is how the window goes. Any goroutine may use it.
type leaving struct {
	once           sync.Once
	stopped        chan struct{} // closed when all has been stopped that can be
	writes, others time.Duration // how long it waits for those that write photos, and then for all
}

// Quit stops jobs, waits a moment for them and longer for writes that have begun, and ends the
// program. Any goroutine may call it, also while Fyne's hangs; it returns at once.
func (w *Window) Quit() {
	w.post(w.quit)
	go w.leave() // ends with the program: it waits for all other goroutines of the window
}

// Stopped is closed when quitting has stopped what works in the background, or has given up on it:
// the program may end.
func (w *Window) Stopped() <-chan struct{} { return w.leaving.stopped }

// quit is the part of Fyne's goroutine.
func (w *Window) quit() {
	if w.quitting {
		return
	}
	w.quitting = true
	if j := w.jobs.Writing(); j != nil {
		w.sayFinishing(j)
	}
}

// leave is the part of all others.
func (w *Window) leave() {
	w.leaving.once.Do(func() {
		w.stop()
		close(w.leaving.stopped)
		if !w.ended.Load() { // the window may have gone by another way meanwhile: then there is no program left to end
			w.endProgram()
		}
	})
}

// endProgram asks Fyne to end. Its loop may return at this very moment; then it runs what is posted
// at once, on this goroutine and without its window system, and panics. There is nothing left to
// end then, so nothing is lost.
func (w *Window) endProgram() {
	defer func() { _ = recover() }()
	w.post(w.app.Quit)
}

// stop cancels all that works in the background, and reports whether it has ended within the time
// that quitting has.
func (w *Window) stop() bool {
	return w.group.End(w.leaving.writes, w.leaving.others)
}

// halt stops all that works in the background and waits for it. It is safe to call it twice. A
// model that is still at work is not closed.
func (w *Window) halt() {
	if w.stop() {
		w.engine.Close()
	}
}

// sayFinishing tells that the program waits for photos that are being written.
func (w *Window) sayFinishing(j *jobs.Job) {
	done, total := j.Counts()
	n := total - done
	text := lang.XN("quit.finishing", "Finishing {{.n}} writes…", n, phrase.Count(n))
	w.showBlocking(text)
}
