package writing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
)

// historyPage lists the writes, the newest first, each with its undo.
type historyPage struct {
	runs    func() ([]library.Run, error) // may block on the disk
	errands *jobs.Errands
	undo    func(run uint64)
	column  *kit.Column
	reading bool // in the background
}

// History makes the page of all writes, each with its undo.
func (wr *Writer) History() *page.Page {
	h := &historyPage{
		runs: wr.deps.Library.Runs, errands: wr.deps.Errands, undo: func(run uint64) { wr.revert([]uint64{run}, false) },
		column: kit.NewColumn(8),
	}
	h.column.Margin, h.column.Top = 32, 24
	h.refresh()
	return &page.Page{ID: "history", Title: lang.X("history.title", "History"), Body: kit.NewScroll(h.column), Tick: h.refresh}
}

// refresh reads the writes in the background, and shows them. What happens meanwhile rings again.
func (h *historyPage) refresh() {
	if h.reading {
		return
	}
	h.reading = true
	var runs []library.Run
	h.errands.Enqueue(func() (err error) { runs, err = h.runs(); return err }, func(err error) {
		h.reading = false
		h.show(runs, err)
	})
}

func (h *historyPage) show(runs []library.Run, err error) {
	list := []fyne.CanvasObject{}
	switch {
	case err != nil:
		list = append(list, kit.NewParagraph(lang.X("history.failed", "The history could not be read")+": "+phrase.OneLine(err), kit.StyleText))
	case len(runs) == 0:
		list = append(list, kit.NewParagraph(lang.X("history.empty", "Nothing has been written yet."), kit.StylePage))
	}
	for i := len(runs) - 1; i >= 0; i-- {
		list = append(list, h.row(runs[i]), kit.NewRule())
	}
	h.column.SetObjects(list...)
}

// row is one write: its number, by which errors and the command line name it, when, what, and its
// undo.
func (h *historyPage) row(r library.Run) fyne.CanvasObject {
	run := kit.NewText(lang.X("history.run", "Run {{.n}}", map[string]any{"n": r.ID}), kit.StyleText)
	when := kit.NewText(phrase.Moment(r.Time.Local()), kit.StyleText)
	what := kit.NewText(r.Label+" · "+phrase.Photos(r.Photos)+", "+phrase.Keywords(r.Keywords), kit.StyleDim)
	if r.Undone {
		return kit.NewBar(40, []fyne.CanvasObject{run, when, what}, []fyne.CanvasObject{kit.NewText(lang.X("history.undone", "undone"), kit.StyleFaint)})
	}
	undo := kit.NewButton(lang.X("write.undo", "Undo this write"), func() { h.undo(r.ID) })
	undo.Small = true
	return kit.NewBar(40, []fyne.CanvasObject{run, when, what}, []fyne.CanvasObject{undo})
}
