package writing

import (
	"fyne.io/fyne/v2/lang"

	"catchlight/ui/jobs"
)

// hold keeps what is left of a write or an undo until the user goes on with it, or leaves it.
func (wr *Writer) hold(left, again string, goOn, leave func()) *jobs.Job {
	j := &jobs.Job{
		Lane: jobs.Write, Says: func(int, int) string { return left },
		Held:    &jobs.Hold{Again: again, Do: goOn},
		Dropped: leave,
	}
	wr.deps.Jobs.Hold(j)
	return j
}

// overtake lets go of what writes before have left: a new one says itself what is to be written by
// now.
func (wr *Writer) overtake() {
	for _, j := range wr.left {
		j.Dropped = nil
		wr.deps.Jobs.Stop(j)
	}
	wr.left = nil
}

// Remember holds what an earlier window has left to write, as it was kept; "" nothing. What is
// decided is written by the page alone, which says what that is by now.
func (wr *Writer) Remember(left string) {
	if left == "" {
		return
	}
	forget := func() { wr.deps.Keep("") }
	if len(wr.Requests()) == 0 {
		forget()
		return
	}
	wr.left = append(wr.left, wr.hold(left, lang.X("cmd.write", "Write…"), func() {
		forget()
		wr.deps.OpenPage()
	}, forget))
}
