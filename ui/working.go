package ui

import "time"

// workingFor is how long after an action of the user's a tagging run leaves a core to them, so that the window stays
// quick. A run that has the machine for itself takes all of it.
const workingFor = 2 * time.Second

// touch notes that the user is doing something. Any goroutine.
func (w *Window) touch() { w.touched.Store(time.Now().UnixNano()) }

// working reports whether the user has just done something. Any goroutine.
func (w *Window) working() bool { return time.Since(time.Unix(0, w.touched.Load())) < workingFor }
