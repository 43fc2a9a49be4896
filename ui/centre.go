package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/ui/kit"
	"catchlight/ui/view"
)

// page is what stands in the centre in place of the grid: Write, History, Problems, Preferences, Jobs, Keys, the loupe.
type page struct {
	id      string
	title   string
	body    fyne.CanvasObject
	actions []fyne.CanvasObject // at the right of its header
	side    fyne.CanvasObject   // in place of the inspector; nil keeps it
	nav     fyne.CanvasObject   // in place of the sidebar; nil keeps it
	bare    bool                // it has a header of its own
	tick    func()              // called when something changed, at most ten times a second; may be nil
	look    func()              // looks anew at what the page shows of the disk; may be nil
	close   func()              // called when it is left; may be nil
	enter   func()              // what Enter does; may be nil
	review  *review             // set for a review
	loupe   *loupe              // set for the loupe
}

// pages are the open pages.
type pages struct {
	w     *Window
	stack []*page // the last one is shown
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
	c.photos = container.New(tight{}, w.toolbar.object, kit.NewRule(), w.scopeLine.object, container.NewStack(kit.NewSurface(kit.TokenWell), c.under))
	c.object = container.NewStack(c.photos)
	return c
}

// tight stacks objects without space between them; the last one gets the height that is left.
type tight struct{}

// MinSize implements fyne.Layout.
func (tight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		size = fyne.NewSize(max(size.Width, m.Width), size.Height+m.Height)
	}
	return size
}

// Layout implements fyne.Layout.
func (tight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		h := kit.HeightFor(o, size.Width)
		if i == len(objects)-1 {
			h = max(size.Height-y, 0)
		}
		kit.Place(o, 0, y, size.Width, h)
		y += h
	}
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
func (pg *pages) page() *page {
	if len(pg.stack) == 0 {
		return nil
	}
	return pg.stack[len(pg.stack)-1]
}

// open shows a page; a page of its kind that is open already is replaced.
func (pg *pages) open(p *page) {
	if old := pg.page(); old != nil && old.id == p.id {
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
	if p.close != nil {
		p.close()
	}
	pg.paged()
}

// paged shows what a page changes in the window.
func (pg *pages) paged() {
	p := pg.page()
	pg.w.bar.unhint(pg.w.bar.owner) // what spoke may be gone from under the pointer
	pg.w.panes.SetInspector(pg.w.inspector.object)
	pg.w.panes.SetSidebar(pg.w.sidebar.object)
	if p != nil && p.nav != nil {
		pg.w.panes.SetSidebar(p.nav)
	}
	if p != nil && p.side != nil {
		pg.w.panes.SetInspector(p.side)
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
func (pg *pages) pageObject(p *page) fyne.CanvasObject {
	if p.bare {
		return p.body
	}
	back := kit.NewIconButton(theme.NavigateBackIcon(), pg.close)
	back.Quiet = true
	back.OnHint = pg.w.bar.hintFor(back, lang.X("hint.back", "Back to the photos (Esc)"))
	bar := kit.NewBar(44, []fyne.CanvasObject{back, kit.NewText(p.title, kit.StyleTitle)}, p.actions)
	return container.New(tight{}, container.NewStack(kit.NewSurface(kit.TokenBg), bar), kit.NewRule(), container.NewStack(kit.NewSurface(kit.TokenBg), p.body))
}

// pageBody is the scrolling column of a page.
func pageBody(objects ...fyne.CanvasObject) fyne.CanvasObject {
	c := kit.NewColumn(12, objects...)
	c.Margin, c.Top = 32, 24
	return kit.NewScroll(c)
}

// footed gives the first object all the height that the second one leaves.
type footed struct{}

// MinSize implements fyne.Layout.
func (footed) MinSize(objects []fyne.CanvasObject) fyne.Size { return tight{}.MinSize(objects) }

// Layout implements fyne.Layout.
func (footed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	h := kit.HeightFor(objects[1], size.Width)
	if !objects[1].Visible() {
		h = 0
	}
	kit.Place(objects[0], 0, 0, size.Width, max(size.Height-h, 0))
	kit.Place(objects[1], 0, size.Height-h, size.Width, h)
}
