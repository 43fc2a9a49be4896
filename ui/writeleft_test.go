package ui

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"catchlight/ui/jobs"
)

// TestWhatAWriteHasLeftIsRemembered at the next start, in one line, beside what is decided then;
// the button opens the page that says what would be written by now. Where nothing is to be written
// it is forgotten.
func TestWhatAWriteHasLeftIsRemembered(t *testing.T) {
	const left = "1 of 2 not written: the disk is full: free some space and write again"
	r := newRig(t, nil)
	r.full()
	kept := func() string { return keptLeft(r.app.Preferences(), r.deps.Library.Path()) }
	keepLeft(r.app.Preferences(), r.deps.Library.Path(), left)
	if r.writer.Remember(kept()); kept() != "" || !r.jobs.Idle() {
		t.Errorf("nothing is to be written, and kept is %q", kept())
	}
	r.list.goTo(0)
	r.decider.addTyped("dusk")
	r.until("there is something to write", func() bool { return r.view.Write == 1 })
	for _, button := range []string{"Stop", "Write…"} {
		keepLeft(r.app.Preferences(), r.deps.Library.Path(), left)
		r.writer.Remember(kept())
		r.says(r.bar.Object, left, "[Write…]", "[Stop]")
		r.decider.addTyped("dawn")
		r.says(r.bar.Object, left, "[Write…]", "Added dawn")
		r.menus.call(r.menus.command("jobs"))
		r.says(r.pages.page().Body, left, "[Write…]", "[Stop]")
		r.pages.close()
		test.Tap(buttonOf(t, r.bar.Object, button))
		if kept() != "" || len(r.jobs.In(jobs.Write)) != 0 {
			t.Errorf("after %s kept is %q", button, kept())
		}
		if open := r.pages.page() != nil && r.pages.page().ID == "write"; open != (button == "Write…") {
			t.Errorf("after %s the page is %+v", button, r.pages.page())
		}
	}
}
