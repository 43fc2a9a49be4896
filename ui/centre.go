package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"catchlight/ui/empty"
	"catchlight/ui/kit"
	"catchlight/ui/search"
)

// centre is the middle of the window: toolbar, scope line and grid, or a page.
type centre struct {
	object *fyne.Container
	photos fyne.CanvasObject
	under  *fyne.Container   // the grid, or what stands in its place
	empty  fyne.CanvasObject // in place of the photos of an empty library
	none   *empty.Scope      // in place of those of an empty scope
}

// newCentre makes the middle of the window from what stands over the photos and what may stand in
// their place.
func newCentre(toolbar, scopeLine, nothing fyne.CanvasObject, none *empty.Scope) *centre {
	c := &centre{empty: nothing, none: none, under: container.NewStack()}
	c.photos = container.New(kit.Tight{}, toolbar, kit.NewRule(), scopeLine, c.under)
	c.object = container.NewStack(c.photos)
	return c
}

// refreshCentre shows the open page, else the grid, else what stands in place of an empty grid.
func (w *Window) refreshCentre() {
	c := w.centre
	if p := w.pages.page(); p != nil {
		put(c.object, w.pages.pageObject(p))
		return
	}
	put(c.object, c.photos)
	none := w.view == nil || w.view.Total == 0
	if w.scopeLine.Object.Visible() == none {
		kit.ShowIf(w.scopeLine.Object, !none)
		c.photos.Refresh()
	}
	switch {
	case none && !w.jobs.Importing():
		put(c.under, c.empty)
	case len(w.list.ids) == 0 && !none:
		c.none.Update(w.scope.Kind, w.list.title(), asked(w.search))
		put(c.under, c.none.Object)
	default:
		if put(c.under, w.grid) && w.win.Canvas().Focused() == nil {
			w.grid.Focus()
		}
	}
}

// asked is how far the search that is shown has asked the model.
func asked(s *search.Search) empty.Asked {
	switch {
	case s.Searching():
		return empty.Still
	case s.Reading() == nil:
		return empty.Never
	}
	return empty.Done
}

// shows reports whether an object stands where the photos do.
func (c *centre) shows(o fyne.CanvasObject) bool {
	return c.object.Objects[0] == c.photos && len(c.under.Objects) == 1 && c.under.Objects[0] == o
}

// put shows one object in a container, and reports whether it was not there before.
func put(in *fyne.Container, o fyne.CanvasObject) bool {
	if len(in.Objects) == 1 && in.Objects[0] == o {
		return false
	}
	in.Objects = []fyne.CanvasObject{o}
	in.Refresh()
	return true
}
