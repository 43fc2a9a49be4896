package preferences

import (
	"errors"
	"io/fs"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
)

// library says where the library lies and how large it is, moves it, and names the folders of
// photos that are not there.
func (p *preferences) library() []fyne.CanvasObject {
	lib := p.deps.Library
	size, bytes := kit.NewText("", kit.StyleText), int64(0)
	takes := newLabelled(lang.X("prefs.libraryTakes", "Takes"), size)
	p.deps.Errands.Enqueue(func() error { bytes = lib.Info().Bytes; return nil }, func(error) {
		size.SetText(lang.X("prefs.librarySize", "{{.n}} MB", map[string]any{"n": phrase.Megabytes(bytes)}))
		takes.Refresh()
	})
	compact := kit.NewButton(lang.X("prefs.compact", "Give unused space back"), func() { p.deps.Engine.Models.Compact(p.show) })
	list := []fyne.CanvasObject{
		kit.NewText(lang.X("prefs.libraryFile", "File"), kit.StyleBold), kit.NewParagraph(lib.Path(), kit.StyleText),
		kit.NewParagraph(lang.X("prefs.libraryNote", "It holds what is known of your photos: decisions, vectors, and what undo needs. The photos themselves stay where they are."), kit.StyleCaption),
	}
	list = append(append(list, p.move()...), kit.NewRule(), takes, kit.AtOwnWidth(compact))
	return append(list, p.missing()...)
}

// move is the button that lets the library move at the next start, and what it will do.
func (p *preferences) move() []fyne.CanvasObject {
	says := kit.NewParagraph("", kit.StyleCaption)
	say := func(err error) {
		switch to := p.settings().MoveTo; {
		case err != nil:
			says.SetText(phrase.Sentence(err))
		case to != "":
			says.SetText(lang.X("prefs.moves", "Moves to a new folder in {{.folder}} at the next start. The files here stay.", map[string]any{"folder": to}))
		default:
			says.SetText(lang.X("prefs.moveNote", "The library is copied with your vocabularies and its backups, compared, and used from there; downloaded models stay."))
		}
		p.body.Refresh()
	}
	say(nil)
	stay := kit.NewButton(lang.X("prefs.moveNot", "Stay here"), func() {
		p.deps.Keep(func(s *library.Settings) { s.MoveTo = "" })
		p.show()
	})
	kit.ShowIf(stay, p.settings().MoveTo != "")
	move := kit.NewButton(lang.X("prefs.move", "Move to another folder…"), func() {
		p.deps.AskFolder(func(folder string) {
			p.deps.Errands.Beside(func() error { return p.deps.Library.CanMoveTo(folder) }, func(err error) {
				if err == nil {
					p.deps.Keep(func(s *library.Settings) { s.MoveTo = folder })
					stay.Show()
				}
				say(err)
			})
		})
	})
	buttons := kit.NewFlow(8, 6)
	buttons.SetObjects([]fyne.CanvasObject{move, stay})
	return []fyne.CanvasObject{buttons, says}
}

// missing are the folders of photos that are not there, each with a button that finds it; nothing
// where all are there.
func (p *preferences) missing() []fyne.CanvasObject {
	column := kit.NewColumn(8)
	var away []string
	p.deps.Errands.Beside(func() error {
		for _, source := range p.deps.Library.Snapshot().Sources() {
			if _, err := os.Stat(source.Path); errors.Is(err, fs.ErrNotExist) {
				away = append(away, source.Path)
			}
		}
		return nil
	}, func(error) {
		if len(away) == 0 {
			return
		}
		rows := []fyne.CanvasObject{kit.NewRule(), kit.NewText(lang.X("prefs.missing", "Folders that are not there"), kit.StyleBold)}
		for _, folder := range away {
			find := kit.NewButton(lang.X("folder.find", "Find folder…"), func() { p.deps.FindFolder(folder) })
			find.Small = true
			rows = append(rows, kit.NewParagraph(folder, kit.StyleText), kit.AtOwnWidth(find))
		}
		column.SetObjects(rows...)
	})
	return []fyne.CanvasObject{column}
}
