package ui

import (
	"net/url"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/library"
	"catchlight/library/safewrite"
	"catchlight/ui/help"
	"catchlight/ui/inspector"
	"catchlight/ui/kit"
	"catchlight/ui/message"
	"catchlight/ui/page"
	"catchlight/ui/thumbnail"
	"catchlight/ui/view"
	"catchlight/ui/writing"
)

// pages are the open pages.
type pages struct {
	w     *Window
	stack []*page.Page // the last one is shown
	stop  *page.Stop   // of Tab, on pages whose body acts on keys

	restyled bool // the look has changed while a page stood in place of other parts of the window
	pass     pass // the way through the tags to review
}

// newPages has no page open.
func newPages(w *Window) *pages {
	pg := &pages{w: w, stop: page.NewStop()}
	pg.stop.OnKeyDown, pg.stop.OnTypedKey, pg.stop.OnRune = w.menus.keyDown, w.menus.typedKey, w.menus.typedRune
	pg.stop.OnFocus = func() { w.post(w.menus.keysMoved) }
	w.app.Settings().AddListener(func(fyne.Settings) { pg.restyled = pg.page() != nil })
	return pg
}

// page is the open page, nil when the grid is shown.
func (pg *pages) page() *page.Page {
	if len(pg.stack) == 0 {
		return nil
	}
	return pg.stack[len(pg.stack)-1]
}

// onPage is what the commands of a page act on, nil where another page, or none, is open.
func onPage[T any](p *page.Page) *T {
	if p == nil {
		return nil
	}
	subject, _ := p.Subject.(*T)
	return subject
}

// open shows a page; a page of its kind that is open already is replaced.
func (pg *pages) open(p *page.Page) {
	if old := pg.page(); old != nil && old.ID == p.ID {
		pg.close()
	}
	pg.stack = append(pg.stack, p)
	pg.w.win.Canvas().Unfocus()
	pg.paged()
}

// close leaves the open page.
func (pg *pages) close() {
	p := pg.page()
	if p == nil {
		return
	}
	pg.stack = pg.stack[:len(pg.stack)-1]
	pg.w.win.Canvas().Unfocus() // what has the keyboard goes with the page
	if p.Close != nil {
		p.Close()
	}
	pg.paged()
	pg.refreshPage() // the one below has heard nothing meanwhile
}

// openAbout opens the page that says what the program is.
func (pg *pages) openAbout() {
	w := pg.w
	d := help.Details{Version: w.deps.Version, Photos: len(w.snap.Photos()), Library: w.deps.Library.Path()}
	if name := w.engine.Model(); name != "" {
		d.Model = w.engine.Models.Title(name)
	}
	pg.open(help.About(d, func(text string) {
		w.app.Clipboard().SetContent(text)
		w.board.Mention(&message.Result{Text: lang.X("about.copied", "The details are copied: put them into your report.")})
	}))
}

// openUpdates asks whether there is a newer version, and opens the page that says so.
func (pg *pages) openUpdates() {
	w := pg.w
	pg.open(help.Updates(help.Checking{
		Version: w.deps.Version, Source: w.deps.Releases, Group: w.group, Post: w.post,
		Open: func(at string) {
			parsed, err := url.Parse(at)
			if err == nil {
				err = w.app.OpenURL(parsed)
			}
			if err != nil {
				w.board.Fail(lang.X("update.notOpened", "The browser did not open"), err)
			}
		},
	}))
}

// openWrite opens the page that shows what a write would change.
func (pg *pages) openWrite() {
	p := pg.w.writer.Page()
	pg.w.tour.Seen(inspector.StepWrite, pg.w.tour.Done(inspector.StepDecide))
	pg.open(p)
}

// paged shows what a page changes in the window.
func (pg *pages) paged() {
	p := pg.page()
	pg.w.bar.UnhintLast() // what spoke may be gone from under the pointer
	pg.w.panes.SetInspector(pg.w.inspector.Object)
	pg.w.panes.SetSidebar(pg.w.sidebar.Object)
	if p != nil && p.Nav != nil {
		pg.w.panes.SetSidebar(p.Nav)
	}
	if p != nil && p.Side != nil {
		pg.w.panes.SetInspector(p.Side)
	}
	pg.w.panes.CoverSidebar(p != nil && p.Wide)
	pg.w.refresh()
	pg.restyle()
	switch {
	case p == nil || p.Keys:
		pg.w.focusGrid()
	case p.First != nil:
		pg.w.win.Canvas().Focus(p.First)
	}
}

// restyle gives parts of the window that come back the look that was chosen while they were away:
// the toolkit repaints only what is shown.
func (pg *pages) restyle() {
	if pg.restyled {
		pg.w.applyLook()
		pg.restyled = pg.page() != nil
	}
}

// back goes back one level: what is dragged, the page, then the search, then the selection.
func (pg *pages) back() {
	switch {
	case pg.w.cells.endDrag():
	case pg.page() != nil:
		pg.close()
	case pg.w.scope.Kind == view.ScopeSearch:
		pg.w.search.Clear()
	default:
		pg.w.list.selectNone()
	}
}

// focusGrid gives the keyboard to the grid, or to the page in its place; to nobody where there are
// no photos, and the grid takes it when there are some again.
func (w *Window) focusGrid() {
	switch p := w.pages.page(); {
	case p == nil && w.centre.shows(w.grid):
		w.grid.Focus()
	case p != nil && p.Keys:
		w.win.Canvas().Focus(w.pages.stop)
	default:
		w.win.Canvas().Unfocus()
	}
}

// pageObject is a page with its header.
func (pg *pages) pageObject(p *page.Page) fyne.CanvasObject {
	body := p.Body
	if p.Keys {
		body = container.NewStack(pg.stop, p.Body)
	}
	if p.Bare {
		return body
	}
	back := kit.NewIconButton(theme.NavigateBackIcon(), lang.X("hint.back", "Back to the photos (Esc)"), pg.close)
	back.OnHint = pg.w.bar.HintFor(back, back.Access)
	bar := kit.NewBar(44, []fyne.CanvasObject{back, kit.NewText(p.Title, kit.StyleTitle)}, p.Actions)
	bar.Whole = true
	return container.New(kit.Tight{}, container.NewStack(kit.NewSurface(kit.TokenBg), bar), kit.NewRule(), container.NewStack(kit.NewSurface(kit.TokenBg), body))
}

// tiles makes the photos of a page's lists; one that is not among those in view opens in a scope that
// has it.
func tiles(w *Window, in view.ScopeKind) thumbnail.Tiles {
	return thumbnail.Tiles{
		Source: w.thumbnails, Open: func(id library.ID) { w.pages.showPhoto(id, in) },
		Hint: func(owner any, text string) func(bool) { return w.bar.HintFor(owner, text) },
	}
}

// newWriter makes what writes keywords into files.
func (w *Window) newWriter() *writing.Writer {
	return writing.New(writing.Deps{
		Library: w.deps.Library, Jobs: w.jobs, Errands: w.errands, Group: w.group, Board: w.board,
		Snapshot: func() *library.Snapshot { return w.snap }, Settings: w.settings,
		Destination: func() safewrite.Destination { return view.DestinationOf(w.settings()) },
		Written:     w.decider.decided, ShowPhotos: w.showGrid, Tiles: tiles(w, view.ScopeWrite),
		Hint:     func(owner any, text string) func(bool) { return w.bar.HintFor(owner, text) },
		Keep:     func(left string) { keepLeft(w.app.Preferences(), w.deps.Library.Path(), left) },
		OpenPage: w.pages.openWrite,
	})
}

// find gives the keyboard to the search of the page that is open, else to that of the photos.
func (pg *pages) find() {
	if p := pg.page(); p != nil && p.Find != nil {
		pg.w.win.Canvas().Focus(p.Find)
		return
	}
	pg.w.showGrid()
	pg.w.win.Canvas().Focus(pg.w.search.Field.Entry)
}

// refreshPage brings the open page up to date.
func (pg *pages) refreshPage() {
	if p := pg.page(); p != nil && p.Tick != nil {
		p.Tick()
	}
}

// lookAgain lets the open page look anew at what it shows of the disk.
func (pg *pages) lookAgain() {
	if p := pg.page(); p != nil && p.Look != nil {
		p.Look()
	}
}
