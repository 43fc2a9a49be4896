package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
)

// historyPage lists the writes, the newest first, each with its undo.
type historyPage struct {
	w       *Window
	column  *Column
	reading bool // in the background
}

func newHistory(w *Window) *page {
	h := &historyPage{w: w, column: NewColumn(8)}
	h.column.Margin, h.column.Top = 32, 24
	h.refresh()
	return &page{id: "history", title: lang.X("history.title", "History"), body: NewScroll(h.column), tick: h.refresh}
}

// refresh reads the writes in the background, and shows them. What happens meanwhile rings again.
func (h *historyPage) refresh() {
	if h.reading {
		return
	}
	h.reading = true
	var runs []library.Run
	h.w.errands.Enqueue(func() (err error) { runs, err = h.w.deps.Library.Runs(); return err }, func(err error) {
		h.reading = false
		h.show(runs, err)
	})
}

func (h *historyPage) show(runs []library.Run, err error) {
	list := []fyne.CanvasObject{}
	switch {
	case err != nil:
		list = append(list, NewParagraph(lang.X("history.failed", "The history could not be read")+": "+err.Error(), StyleText))
	case len(runs) == 0:
		list = append(list, NewParagraph(lang.X("history.empty", "Nothing has been written yet."), StylePage))
	}
	for i := len(runs) - 1; i >= 0; i-- {
		list = append(list, h.row(runs[i]), NewRule())
	}
	h.column.SetObjects(list...)
}

// row is one write: its number, by which errors and the command line name it, when, what, and its undo.
func (h *historyPage) row(r library.Run) fyne.CanvasObject {
	run := NewText(lang.X("history.run", "Run {{.n}}", map[string]any{"n": r.ID}), StyleText)
	when := NewText(r.Time.Local().Format("2 Jan 2006, 15:04"), StyleText)
	what := NewText(r.Label+" · "+photosText(r.Photos)+", "+keywordsText(r.Keywords), StyleDim)
	if r.Undone {
		return NewBar(40, []fyne.CanvasObject{run, when, what}, []fyne.CanvasObject{NewText(lang.X("history.undone", "undone"), StyleFaint)})
	}
	undo := NewButton(lang.X("write.undo", "Undo this write"), func() { h.w.startRevert([]uint64{r.ID}, false) })
	undo.Small = true
	return NewBar(40, []fyne.CanvasObject{run, when, what}, []fyne.CanvasObject{undo})
}
