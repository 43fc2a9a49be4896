package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/tagging"
	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
)

// library says where the library lies and how large it is.
func (p *preferences) library() []fyne.CanvasObject {
	w := p.w
	size, bytes := kit.NewText("", kit.StyleText), int64(0)
	w.errands.Enqueue(func() error { bytes = w.deps.Library.Info().Bytes; return nil }, func(error) {
		size.SetText(lang.X("prefs.librarySize", "{{.n}} MB", map[string]any{"n": phrase.Megabytes(bytes)}))
	})
	compact := kit.NewButton(lang.X("prefs.compact", "Give unused space back"), func() { w.compact(p.show) })
	return []fyne.CanvasObject{
		kit.NewText(lang.X("prefs.libraryFile", "File"), kit.StyleBold), kit.NewParagraph(w.deps.Library.Path(), kit.StyleText),
		kit.NewParagraph(lang.X("prefs.libraryNote", "It holds what is known of your photos: decisions, vectors, and what undo needs. The photos themselves stay where they are."), kit.StyleCaption),
		kit.NewRule(), labelled(lang.X("prefs.libraryTakes", "Takes"), size), kit.AtOwnWidth(compact),
	}
}

// compact gives the library file's unused space back, then calls done.
func (w *Window) compact(done func()) {
	model := w.engine.chosenModel()
	w.jobs.Add(&jobs.Job{
		Lane: jobs.Model, Quiet: true,
		Says: func(int, int) string { return lang.X("job.compact", "Giving unused space back") },
		Work: func(context.Context, *jobs.Job) (func(bool), error) {
			before := w.deps.Library.Info().Bytes
			err := tagging.Compact(w.deps.Library, w.deps.Shelf.Profiles(model))
			now := w.deps.Library.Info().Bytes
			return func(bool) {
				if err != nil {
					w.board.Fail(lang.X("compact.failed", "The library is as it was"), err)
					return
				}
				w.board.Show(&message.Result{Text: lang.X("compact.done", "The library takes {{.n}} MB, it took {{.m}} MB.", map[string]any{"n": phrase.Megabytes(now), "m": phrase.Megabytes(before)})})
				done()
			}, err
		},
	})
}
