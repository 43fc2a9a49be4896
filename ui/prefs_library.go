package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/tagging"
)

// library says where the library lies and how large it is.
func (p *preferences) library() []fyne.CanvasObject {
	w := p.w
	info := w.deps.Library.Info()
	size := NewText(lang.X("prefs.librarySize", "{{.n}} MB", map[string]any{"n": megabytes(info.Bytes)}), StyleText)
	compact := NewButton(lang.X("prefs.compact", "Give unused space back"), func() { w.compact(p.show) })
	return []fyne.CanvasObject{
		NewText(lang.X("prefs.libraryFile", "File"), StyleBold), NewParagraph(info.Path, StyleText),
		NewParagraph(lang.X("prefs.libraryNote", "It holds what is known of your photos: decisions, vectors, and what undo needs. The photos themselves stay where they are."), StyleCaption),
		NewRule(), labelled(lang.X("prefs.libraryTakes", "Takes"), size), own(compact),
	}
}

// compact gives the library file's unused space back, then calls done.
func (w *Window) compact(done func()) {
	before, model := w.deps.Library.Info().Bytes, w.chosenModel()
	w.jobs.add(&job{
		lane: laneModel, quiet: true,
		says: func(int, int) string { return lang.X("job.compact", "Giving unused space back") },
		work: func(context.Context, *job) (func(bool), error) {
			err := tagging.Compact(w.deps.Library, w.deps.Shelf.Profiles(model))
			return func(bool) {
				if err != nil {
					w.fail(lang.X("compact.failed", "The library is as it was"), err)
					return
				}
				now := w.deps.Library.Info().Bytes
				w.show(&result{text: lang.X("compact.done", "The library takes {{.n}} MB, it took {{.m}} MB.", map[string]any{"n": megabytes(now), "m": megabytes(before)})})
				done()
			}, err
		},
	})
}
