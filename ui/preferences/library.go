package preferences

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/ui/kit"
	"catchlight/ui/phrase"
)

// library says where the library lies and how large it is.
func (p *preferences) library() []fyne.CanvasObject {
	lib := p.deps.Library
	size, bytes := kit.NewText("", kit.StyleText), int64(0)
	p.deps.Errands.Enqueue(func() error { bytes = lib.Info().Bytes; return nil }, func(error) {
		size.SetText(lang.X("prefs.librarySize", "{{.n}} MB", map[string]any{"n": phrase.Megabytes(bytes)}))
	})
	compact := kit.NewButton(lang.X("prefs.compact", "Give unused space back"), func() { p.deps.Engine.Models.Compact(p.show) })
	return []fyne.CanvasObject{
		kit.NewText(lang.X("prefs.libraryFile", "File"), kit.StyleBold), kit.NewParagraph(lib.Path(), kit.StyleText),
		kit.NewParagraph(lang.X("prefs.libraryNote", "It holds what is known of your photos: decisions, vectors, and what undo needs. The photos themselves stay where they are."), kit.StyleCaption),
		kit.NewRule(), newLabelled(lang.X("prefs.libraryTakes", "Takes"), size), kit.AtOwnWidth(compact),
	}
}
