package writing

import (
	"reflect"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/ui/kit"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
)

// historyPage lists the writes, the newest first, each with its undo; each opens to its photos.
type historyPage struct {
	writer  *Writer
	column  *kit.Column
	opened  map[uint64]*openRun
	rows    map[uint64]*kit.Row // of runs; they stay while the list is drawn anew: one may have the keyboard
	shown   history             // what the page was made of
	reading bool                // in the background
	again   bool                // what is being read has changed since
}

// history is what the library keeps of writes.
type history struct {
	runs   []library.Run
	photos map[uint64][]library.RunPhoto // of the runs that are open
	tries  int                           // undos so far: each may say anew why photos stay
}

// openRun is a run whose photos are shown.
type openRun struct {
	ticked map[string]bool       // by path at the write: those that Undo is for; none: all
	checks map[string]*kit.Check // that tick them
	listed int
}

// History makes the page of all writes, each with its undo.
func (wr *Writer) History() *page.Page {
	h := &historyPage{writer: wr, column: page.NewColumn(8), opened: map[uint64]*openRun{}, rows: map[uint64]*kit.Row{}}
	h.refresh()
	return &page.Page{ID: "history", Title: lang.X("history.title", "History"), Body: kit.NewScroll(h.column), Tick: h.refresh}
}

// refresh reads the writes in the background, and shows them; once more where something has changed
// meanwhile.
func (h *historyPage) refresh() {
	if h.reading {
		h.again = true
		return
	}
	h.reading, h.again = true, false
	var open []uint64
	for run := range h.opened {
		open = append(open, run)
	}
	now := history{photos: map[uint64][]library.RunPhoto{}, tries: h.writer.tries}
	h.writer.deps.Errands.Enqueue(func() error { return now.read(h.writer.deps.Library, open) }, func(err error) {
		h.reading = false
		if err != nil || len(now.runs) == 0 || !reflect.DeepEqual(now, h.shown) {
			h.shown = now
			h.show(err)
		}
		if h.again {
			h.refresh()
		}
	})
}

// read asks the library. It blocks on the disk.
func (h *history) read(lib *library.Library, open []uint64) (err error) {
	if h.runs, err = lib.Runs(); err != nil {
		return err
	}
	for _, run := range open {
		if h.photos[run], err = lib.RunPhotos(run); err != nil {
			return err
		}
	}
	return nil
}

func (h *historyPage) show(err error) {
	list := []fyne.CanvasObject{}
	runs := h.shown.runs
	switch {
	case err != nil:
		list = append(list, kit.NewParagraph(lang.X("history.failed", "The history could not be read")+": "+phrase.Sentence(err), kit.StyleText))
	case len(runs) == 0:
		list = append(list, kit.NewParagraph(lang.X("history.empty", "Nothing has been written yet."), kit.StylePage))
	}
	for i := len(runs) - 1; i >= 0; i-- {
		list = append(list, h.row(runs[i]))
		if h.opened[runs[i].ID] != nil {
			list = append(list, h.photos(runs[i])...)
		}
		list = append(list, kit.NewRule())
	}
	h.column.SetObjects(list...)
}

// row is one write: when, its number, by which errors and the command line name it, how it stands, and
// its undo; below them what was done, whole.
func (h *historyPage) row(r library.Run) fyne.CanvasObject {
	run := h.rowOf(r)
	run.Expand = kit.ExpandIf(true, h.opened[r.ID] != nil)
	run.Refresh()
	left := []fyne.CanvasObject{kit.NewFixed(184, run)}
	number := kit.NewText(lang.X("history.run", "Run {{.n}}", map[string]any{"n": r.ID}), kit.StyleFaint)
	right := []fyne.CanvasObject{number, kit.NewText(stateOf(r), kit.StyleFaint)}
	if !r.Undone {
		undo := kit.NewButton(h.undoLabel(r), func() { h.undo(r.ID) })
		undo.Small = true
		right = append(right, undo)
	}
	bar := kit.NewBar(40, left, right)
	bar.Margin, bar.Whole = 0, true // the number gives way before the date
	what := kit.NewColumn(0, kit.NewParagraph(whatOf(r), kit.StyleDim))
	what.Margin = run.TextAt()
	return kit.NewColumn(0, bar, what)
}

// rowOf is the row of a write, which opens it.
func (h *historyPage) rowOf(r library.Run) *kit.Row {
	if h.rows[r.ID] == nil {
		run := kit.NewRow(phrase.Moment(r.Time.Local()))
		run.OnTapped = func() { h.toggle(r.ID) }
		run.OnExpand = run.OnTapped
		run.OnHint = h.writer.deps.Hint(run, lang.X("hint.run", "Opens the photos of the write: what each got and lost, and its undo"))
		h.rows[r.ID] = run
	}
	return h.rows[r.ID]
}

// whatOf is a write's name, how many photos got how many words unless the name says it, and where
// they went.
func whatOf(r library.Run) string {
	parts := []string{r.Label, phrase.Photos(r.Photos), phrase.Keywords(r.Keywords), whereTo(r.Inside, r.Sidecars)}
	if strings.Contains(r.Label, phrase.Photos(r.Photos)) {
		parts = slices.Delete(parts, 1, 2)
	}
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), " · ")
}

// stateOf says how much of a write was taken back.
func stateOf(r library.Run) string {
	switch {
	case r.Undone:
		return lang.X("history.undone", "undone")
	case r.Back > 0:
		return lang.X("history.someUndone", "{{.n}} of {{.m}} undone", map[string]any{"n": phrase.Number(r.Back), "m": phrase.Number(r.Photos)})
	}
	return ""
}

// undoLabel is what the button of a run says: it is for the ticked photos where some are.
func (h *historyPage) undoLabel(r library.Run) string {
	if o := h.opened[r.ID]; o != nil && len(o.ticked) > 0 {
		return lang.XN("history.undoSome", "Undo {{.n}} photos", len(o.ticked), phrase.Count(len(o.ticked)))
	}
	return lang.X("write.undo", "Undo this write")
}

// undo takes back a run, or what of it is ticked.
func (h *historyPage) undo(run uint64) {
	var photos []string
	if o := h.opened[run]; o != nil && len(o.ticked) > 0 {
		for path := range o.ticked {
			photos = append(photos, path)
		}
		o.ticked = map[string]bool{}
	}
	h.writer.revert(undoing{runs: []uint64{run}, photos: photos})
}

// toggle opens a run to its photos, or closes it.
func (h *historyPage) toggle(run uint64) {
	if h.opened[run] != nil {
		delete(h.opened, run)
	} else {
		h.opened[run] = &openRun{ticked: map[string]bool{}, checks: map[string]*kit.Check{}, listed: listStep}
	}
	h.refresh()
}
