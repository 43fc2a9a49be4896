package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/ui/kit"
	"catchlight/ui/page"
	"catchlight/ui/view"
)

// pages are the open pages.
type pages struct {
	w     *Window
	stack []*page.Page // the last one is shown
}

// centre is the middle of the window: toolbar, scope line and grid, or a page.
type centre struct {
	w      *Window
	object *fyne.Container
	photos fyne.CanvasObject
	under  *fyne.Container // the grid, or what stands in its place
	empty  fyne.CanvasObject
	none   *emptyState
}

func newCentre(w *Window) *centre {
	c := &centre{w: w, empty: newEmpty(w), none: newNothing(w)}
	c.under = container.NewStack()
	c.photos = container.New(kit.Tight{}, w.toolbar.object, kit.NewRule(), w.scopeLine.object, container.NewStack(kit.NewSurface(kit.TokenWell), c.under))
	c.object = container.NewStack(c.photos)
	return c
}

// refresh shows the open page, else the grid, else what stands in place of an empty grid.
func (c *centre) refresh() {
	w := c.w
	if p := w.pages.page(); p != nil {
		c.put(c.object, w.pages.pageObject(p))
		return
	}
	c.put(c.object, c.photos)
	empty := w.view == nil || w.view.Total == 0
	if w.scopeLine.object.Visible() == empty {
		kit.ShowIf(w.scopeLine.object, !empty)
		c.photos.Refresh()
	}
	switch {
	case empty && !w.jobs.Importing():
		c.put(c.under, c.empty)
	case len(w.list.ids) == 0 && !empty:
		c.none.refresh()
		c.put(c.under, c.none.object)
	default:
		c.put(c.under, w.grid)
	}
}

// put shows one object in a container.
func (c *centre) put(in *fyne.Container, o fyne.CanvasObject) {
	if len(in.Objects) == 1 && in.Objects[0] == o {
		return
	}
	in.Objects = []fyne.CanvasObject{o}
	in.Refresh()
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
	if p.Close != nil {
		p.Close()
	}
	pg.paged()
}

// paged shows what a page changes in the window.
func (pg *pages) paged() {
	p := pg.page()
	pg.w.bar.unhint(pg.w.bar.owner) // what spoke may be gone from under the pointer
	pg.w.panes.SetInspector(pg.w.inspector.object)
	pg.w.panes.SetSidebar(pg.w.sidebar.object)
	if p != nil && p.Nav != nil {
		pg.w.panes.SetSidebar(p.Nav)
	}
	if p != nil && p.Side != nil {
		pg.w.panes.SetInspector(p.Side)
	}
	pg.w.refresh()
	if p == nil {
		pg.w.focusGrid()
	}
}

// back goes back one level: the page, then the search, then the selection.
func (pg *pages) back() {
	switch {
	case pg.page() != nil:
		pg.close()
	case pg.w.scope.Kind == view.ScopeSearch:
		pg.w.toolbar.clear()
	default:
		pg.w.list.selectNone()
	}
}

func (w *Window) focusGrid() {
	if w.pages.page() == nil {
		w.grid.Focus()
	}
}

// pageObject is a page with its header.
func (pg *pages) pageObject(p *page.Page) fyne.CanvasObject {
	if p.Bare {
		return p.Body
	}
	back := kit.NewIconButton(theme.NavigateBackIcon(), pg.close)
	back.Quiet = true
	back.OnHint = pg.w.bar.hintFor(back, lang.X("hint.back", "Back to the photos (Esc)"))
	bar := kit.NewBar(44, []fyne.CanvasObject{back, kit.NewText(p.Title, kit.StyleTitle)}, p.Actions)
	return container.New(kit.Tight{}, container.NewStack(kit.NewSurface(kit.TokenBg), bar), kit.NewRule(), container.NewStack(kit.NewSurface(kit.TokenBg), p.Body))
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
