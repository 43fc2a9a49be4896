package ui

import (
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/safewrite"
	"catchlight/tagging"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
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

// goesTo says in one sentence where the keywords of the photos go.
func (w *Window) goesTo(photos []*library.Photo) string {
	inside := 0
	for _, p := range photos {
		if p.Format.Embeds() {
			inside++
		}
	}
	n := len(photos)
	switch to := view.DestinationOf(w.settings()); {
	case to == safewrite.SidecarFile:
		return lang.XN("goes.sidecar", "Goes to {{.n}} sidecars (.xmp). The files are never opened for writing.", n, phrase.Count(n))
	case to == safewrite.Embedded || inside == n:
		return lang.XN("goes.inside", "Goes into {{.n}} files (IPTC and XMP). Undo restores them to the byte.", n, phrase.Count(n))
	case inside == 0:
		return lang.XN("goes.only", "Goes to {{.n}} sidecars (.xmp): these formats are never changed.", n, phrase.Count(n))
	default:
		return lang.X("goes.both", "Goes into the file for {{.files}}, to a sidecar (.xmp) for {{.sidecars}}.",
			map[string]any{"files": phrase.Number(inside), "sidecars": phrase.Number(n - inside)})
	}
}
