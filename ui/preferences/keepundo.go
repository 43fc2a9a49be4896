package preferences

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
)

// undoDays are the times that undo is kept for; 0 is for ever.
var undoDays = []int{0, 30, 365}

// keepUndo is the choice of how long undo of writes is kept, with the room that it takes.
func (p *preferences) keepUndo() []fyne.CanvasObject {
	takes := kit.NewParagraph("", kit.StyleCaption)
	titles := []string{lang.X("prefs.undoEver", "For ever"), lang.X("prefs.undoMonth", "30 days"), lang.X("prefs.undoYear", "1 year")}
	choose := kit.NewSelect(titles, max(slices.Index(undoDays, p.settings().KeepUndo), 0), func(i int) {
		p.deps.Keep(func(s *library.Settings) { s.KeepUndo = undoDays[i] })
		p.showUndoRoom(takes)
	})
	p.showUndoRoom(takes)
	return []fyne.CanvasObject{newLabelled(lang.X("prefs.keepUndo", "Keep undo of writes"), choose), takes}
}

// showUndoRoom says what undo takes, and what of it the next start lets go.
func (p *preferences) showUndoRoom(in *kit.Paragraph) {
	var room library.UndoRoom
	p.deps.Errands.Enqueue(func() (err error) { room, err = p.deps.Library.UndoRoom(); return err }, func(err error) {
		if err != nil {
			in.SetText(phrase.Sentence(err))
			return
		}
		in.SetText(undoText(room))
		p.body.Refresh()
	})
}

// undoText says what undo takes, and what of it the next start lets go: "" where there is none.
func undoText(room library.UndoRoom) string {
	if room.Bytes == 0 {
		return ""
	}
	text := lang.X("prefs.undoTakes", "It takes {{.n}} MB of the library.", map[string]any{"n": phrase.Megabytes(room.Bytes)})
	if room.OldRuns > 0 {
		text += " " + lang.XN("prefs.undoGoes", "{{.n}} writes are older: at the next start they can no longer be undone.",
			room.OldRuns, phrase.Count(room.OldRuns))
	}
	return text
}
