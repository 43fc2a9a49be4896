package ui

import (
	"time"

	"fyne.io/fyne/v2/lang"

	"catchlight/ui/kit"
)

// workingFor is how long after an action of the user's a tagging run leaves a core to them, so that
// the window stays quick. A run that has the machine for itself takes all of it.
const workingFor = 2 * time.Second

// touch notes that the user is doing something. Any goroutine.
func (w *Window) touch() { w.touched.Store(time.Now().UnixNano()) }

// untouched is for how long the user has done nothing. Any goroutine.
func (w *Window) untouched() time.Duration { return time.Since(time.Unix(0, w.touched.Load())) }

// restingFor is how long after an action of the user's nothing is computed, where they want it so:
// they read what is shown, and act again.
const restingFor = 30 * time.Second

// jobsChanged is called when a job came, went or changed its state.
func (w *Window) jobsChanged() {
	w.engine.CloseRetired()
	w.bar.Refresh()
	w.menus.refreshMenu()
	w.pages.refreshPage()
}

// jobBroke tells of a fault in the program. Whatever the job held is free again.
func (w *Window) jobBroke(err error) {
	w.board.Fail(lang.X("job.broke", "The job has ended early; what it did stays, and the program's messages say more"), err)
}

// restingHint names the keys that work here.
func (w *Window) restingHint() string {
	_, typing := w.win.Canvas().Focused().(*kit.Entry)
	switch {
	case typing:
		return lang.X("hint.typing", "Enter goes   Esc empties, then leaves")
	case w.pages.loupeShown() && w.pages.deciding() != nil:
		return lang.X("hint.reviewLoupe", "A accept   X reject   Z 100 %   Space back")
	case w.pages.leftoversShown() != nil:
		return lang.X("hint.leftovers", "A accept   X reject   Arrows rows and photos   Space loupe   Enter accept the rest")
	case w.pages.loupeShown():
		return lang.X("hint.loupe", "1–9 accept   Shift+1–9 reject   D done   Z 100 %   Space back")
	case w.pages.reviewShown():
		return lang.X("hint.reviewing", "A accept   X reject   C cut here   Space loupe   Enter accept above")
	case w.pages.page() != nil:
		return lang.X("hint.page", "Esc back")
	case w.list.hasSelection():
		return lang.X("hint.grid", "A accept   X reject   E all   D done   Space loupe")
	default:
		return ""
	}
}
