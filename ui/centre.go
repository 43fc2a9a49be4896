package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"catchlight/ui/kit"
)

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
