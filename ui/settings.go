package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/ui/kit"
	"catchlight/ui/view"
)

// settings are the user's choices as they are now.
func (w *Window) settings() library.Settings { return w.deps.Library.Settings() }

// keep changes the settings, which hold at once, and stores them in the background.
func (w *Window) keep(change func(*library.Settings)) {
	set := w.settings()
	change(&set)
	w.deps.Library.UseSettings(set)
	w.errands.Enqueue(w.deps.Library.KeepSettings, func(err error) {
		if err != nil {
			w.board.Fail(lang.X("settings.failed", "The setting works now, but could not be kept"), err)
		}
	})
}

// apply changes settings that what is shown follows from.
func (w *Window) apply(change func(*library.Settings)) {
	before := w.settings()
	w.keep(change)
	now := w.settings()
	if now.Look != before.Look || now.TextSize != before.TextSize {
		w.applyLook()
		giveRoom(w.win)
	}
	if now.Threshold != before.Threshold {
		w.proposals = view.NewProposals(w.engine.Tags(), now.Threshold)
	}
	w.ask()
	w.refresh()
}

// shownBy is which words of a photo are shown, by the settings.
func shownBy(set library.Settings) view.Shown {
	return view.Shown{Parents: set.WritesParents(library.ParentsInWindow), Most: set.Max}
}

func (w *Window) setStrength(s tagging.Strength) {
	w.apply(func(set *library.Settings) { set.Strength = string(s) })
}

// Computing shows in a sentence which device computes photos. Any goroutine may call it.
func (w *Window) Computing(sentence string) {
	w.post(func() { w.engine.SayComputing(sentence) })
}

func (w *Window) applyLook() {
	w.app.Settings().SetTheme(kit.NewTheme(kit.Look(w.settings().Look), float32(w.settings().TextSize)/100))
}

// giveRoom lays out anew what is below the menus of a window, which are higher with larger text:
// the toolkit does so when the window gets another size, and with another theme it does not.
func giveRoom(win fyne.Window) {
	if c, ok := win.Canvas().(interface{ Resize(fyne.Size) }); ok {
		c.Resize(win.Canvas().Size())
	}
}
