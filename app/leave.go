package main

import (
	"os"
	"time"

	"catchlight/ui"
)

// leaveWait is how long the program may take to end after its window has stopped all that it can stop.
const leaveWait = 2 * time.Second

// leaveAnyway ends the program leaveWait after the window has stopped what works in the background, if it has not ended by
// then. The window library may wait for ever for its own events, and a decoder cannot be interrupted: neither may keep a
// program alive whose window is gone, for it would hold the library. What is stored, is; a write that was cut short is put
// right at the next start. It blocks: start it beside the window.
func (s *session) leaveAnyway(w *ui.Window) {
	<-w.Stopped()
	time.Sleep(leaveWait)
	s.lib.LeaveReading()
	closed := make(chan struct{})
	go func() {
		_ = s.lib.Close() // the next start finds it as after a kill where that fails
		close(closed)
	}()
	select {
	case <-closed:
	case <-time.After(time.Second):
	}
	os.Exit(statusDone)
}
