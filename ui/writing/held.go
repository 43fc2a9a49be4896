package writing

import (
	"fyne.io/fyne/v2/lang"

	"catchlight/ui/jobs"
)

// hold keeps what is left of a write or an undo until the user goes on with it, or leaves it.
func (wr *Writer) hold(left, again string, goOn, leave func()) {
	wr.deps.Jobs.Hold(&jobs.Job{
		Lane: jobs.Write, Says: func(int, int) string { return left },
		Held:    &jobs.Hold{Again: again, Do: goOn},
		Dropped: leave,
	})
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
	wr.hold(left, lang.X("cmd.write", "Write…"), func() {
		forget()
		wr.deps.OpenPage()
	}, forget)
}
