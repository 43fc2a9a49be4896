package ui

import (
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/library/safewrite"
	"catchlight/tagging"
	"catchlight/tagging/clip"
	"catchlight/ui/kit"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// strengthOf is the strength of suggestions that the user has chosen.
func strengthOf(s library.Settings) tagging.Strength {
	switch chosen := tagging.Strength(s.Strength); chosen {
	case tagging.Strict, tagging.Balanced, tagging.Loose:
		return chosen
	default:
		return tagging.Balanced
	}
}

// keep changes the settings, which hold at once, and stores them in the background.
func (w *Window) keep(change func(*library.Settings)) {
	change(&w.settings)
	w.deps.Library.UseSettings(w.settings)
	w.errands.Enqueue(w.deps.Library.KeepSettings, func(err error) {
		if err != nil {
			w.board.Fail(lang.X("settings.failed", "The setting works now, but could not be kept"), err)
		}
	})
}

func (w *Window) setStrength(s tagging.Strength) {
	w.keep(func(set *library.Settings) { set.Strength = string(s) })
	w.ask()
	w.refresh()
}

// setThreshold fixes the score that a suggestion needs; nil goes back to the model's own rule.
func (w *Window) setThreshold(t *float64) {
	w.keep(func(set *library.Settings) { set.Threshold = t })
	w.proposals = view.NewProposals(t)
	w.ask()
	w.refresh()
}

func (w *Window) setDestination(to safewrite.Destination) {
	w.keep(func(set *library.Settings) { set.To = to })
	w.inspector.refresh()
}

func (w *Window) setLook(l kit.Look) {
	w.keep(func(set *library.Settings) { set.Look = string(l) })
	w.applyLook()
}

// setTextSize sets the size of all text, in percent.
func (w *Window) setTextSize(percent int) {
	w.keep(func(set *library.Settings) { set.TextSize = percent })
	w.applyLook()
}

// setQuantised says when the 8-bit tower of the model is used; the model in use goes on until the other tower is ready.
func (en *engine) setQuantised(q clip.Quantised) {
	en.w.keep(func(set *library.Settings) { set.Quantised = string(q) })
	if en.encoder != nil {
		en.useAgain()
	}
}

// setDevice says what computes photos from the next run on.
func (en *engine) setDevice(d clip.Device) {
	en.computing = ""
	en.w.keep(func(set *library.Settings) { set.Device = string(d) })
	if en.encoder != nil {
		en.useAgain()
	}
}

// Computing shows in a sentence which device computes photos. Any goroutine may call it.
func (w *Window) Computing(sentence string) {
	w.post(func() {
		w.engine.computing = sentence
		w.board.Show(&message.Result{Text: sentence})
		w.pages.refreshPage()
	})
}

func (w *Window) applyLook() {
	w.app.Settings().SetTheme(kit.NewTheme(kit.Look(w.settings.Look), float32(w.settings.TextSize)/100))
}

func destinationOf(s library.Settings) safewrite.Destination {
	if s.To == "" {
		return safewrite.Auto
	}
	return s.To
}

// embeds reports whether keywords of ordinary photos of a format go into the file itself.
func embeds(f picture.Format) bool { return f == picture.JPEG || f == picture.TIFF }

// destinationOf says in one sentence where the keywords of the photos go.
func (wr *writer) destinationOf(photos []*library.Photo) string {
	inside := 0
	for _, p := range photos {
		if embeds(p.Format) {
			inside++
		}
	}
	n := len(photos)
	switch to := destinationOf(wr.w.settings); {
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
