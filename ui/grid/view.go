package grid

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
)

// measureUp computes the geometry from the present settings.
func (g *Grid) measureUp() {
	g.geo = measured(g.Size(), g.length, g.step, g.step.lines(g.lines, g.palette.Unit), g.names, g.palette.Unit)
	if g.divider >= 0 {
		g.geo.opened, g.geo.room = (min(g.divider, g.length)+g.geo.columns-1)/g.geo.columns, handleRoom*g.palette.Unit
	}
}

// update brings the cells in view up to date with the geometry: those that
// left go to the pool, those that came are bound; with all, every one is bound.
// Things are drawn on whole device pixels, so they stay sharp while scrolling.
func (g *Grid) update(all bool) {
	g.measureUp()
	g.want = min(max(g.want, 0), g.geo.limit())
	g.offset = math.Round(g.want*float64(g.palette.Scale)) / float64(g.palette.Scale)
	first, last := g.InView()
	for i, v := range g.views {
		if i < first || i > last {
			g.recycle(i, v)
		}
	}
	for i := first; i <= last; i++ {
		v, shown := g.views[i]
		if !shown {
			v = g.acquire(i)
		}
		v.root.Move(g.geo.at(i, g.offset))
		if all || !shown {
			g.bind(v, i)
		}
	}
	g.parts.show(g)
}

// acquire gets drawing objects for cell i.
func (g *Grid) acquire(i int) *cellView {
	var v *cellView
	if n := len(g.pool); n > 0 {
		v, g.pool = g.pool[n-1], g.pool[:n-1]
		v.root.Show()
	} else {
		v = newCellView()
		g.parts.cells.Objects = append(g.parts.cells.Objects, v.root)
	}
	v.index = i
	g.views[i] = v
	return v
}

// recycle gives the drawing objects of cell i back.
func (g *Grid) recycle(i int, v *cellView) {
	delete(g.views, i)
	v.release()
	v.root.Hide()
	g.pool = append(g.pool, v)
}

// bind shows the value of cell i in a view and asks for its picture.
func (g *Grid) bind(v *cellView, i int) {
	if g.Bind == nil {
		return
	}
	c := g.Bind(i)
	if c.ID != v.cell.ID {
		v.release()
		v.index = i
	} else if c.Image == nil {
		c.Image = v.cell.Image // it came late, the owner need not keep it
	}
	v.show(c, g.lookOf(i))
	g.request(v)
}

// pictureRequest is the wish for a picture, compared by its address.
type pictureRequest struct {
	id   uint64
	w, h int
}

// request asks for the picture of a view, unless it is there or under way in
// the size that the box has on this screen.
func (g *Grid) request(v *cellView) {
	want := pictureRequest{id: v.cell.ID, w: g.palette.Pixels(g.geo.box.Width), h: g.palette.Pixels(g.geo.box.Height)}
	if v.asked != nil && *v.asked == want || g.Request == nil || want.id == 0 {
		return
	}
	if v.cell.Image != nil && v.asked == nil && fills(v.cell.Image, want) {
		return
	}
	v.stop()
	ask := &want
	v.asked = ask
	v.cancel = g.Request(want.id, v.index, want.w, want.h, func(img *image.RGBA) {
		if v.asked == ask && img != nil {
			g.setImage(v, img)
		}
	})
}

// fills reports whether a picture fills the box of a wish.
func fills(img *image.RGBA, want pictureRequest) bool {
	return img.Rect.Dx() >= want.w-1 || img.Rect.Dy() >= want.h-1
}

// setImage puts a picture on the cell of a view.
func (g *Grid) setImage(v *cellView, img *image.RGBA) {
	v.cell.Image = img
	v.showPhoto(g.lookOf(v.index))
}

// lookOf is what cell i is drawn with.
func (g *Grid) lookOf(i int) cellLook {
	l := cellLook{Palette: g.palette, geometry: g.geo, lines: g.step.lines(g.lines, g.palette.Unit), selected: g.sel.Has(i), current: g.sel.Current() == i, target: g.target == i, hovered: -1}
	if g.hover.index == i {
		l.pointed, l.hovered = true, g.hover.chip
	}
	return l
}

// SetOffset scrolls to a position that Offset gave.
func (g *Grid) SetOffset(y float64) {
	g.want = y
	g.update(false)
	g.rehover()
}

// anchored changes a setting while the current cell, or else the first whole
// one in view, stays where it is in the view.
func (g *Grid) anchored(change func()) {
	anchor, before := g.anchor(), g.geo
	change()
	g.palette.Update()
	g.measureUp()
	if anchor >= 0 && before.columns > 0 {
		shift := g.geo.top(anchor/g.geo.columns) - before.top(anchor/before.columns)
		g.want = max(g.want+shift, 0)
	}
	g.update(true)
}

// anchor is the cell that a change of size leaves in place, -1 for none.
func (g *Grid) anchor() int {
	if g.geo.columns == 0 || g.offset == 0 {
		return -1
	}
	first, last := g.InView()
	if c := g.sel.Current(); c >= first && c <= last {
		return c
	}
	return min(first+g.geo.columns, last)
}

// Resize implements fyne.CanvasObject.
func (g *Grid) Resize(s fyne.Size) {
	if s != g.Size() {
		g.anchored(func() { g.BaseWidget.Resize(s) })
	}
}

// Refresh implements fyne.CanvasObject: it binds all cells in view again, with
// the colours of the theme.
func (g *Grid) Refresh() {
	g.palette.Update()
	g.update(true)
	g.rehover() // another chip may be under the pointer, or the same one in another state
}

// CreateRenderer implements fyne.Widget.
func (g *Grid) CreateRenderer() fyne.WidgetRenderer { return &renderer{g} }

// renderer hands Fyne the drawing objects; the grid does the work.
type renderer struct{ g *Grid }

func (r *renderer) Destroy()                     {}
func (r *renderer) Layout(fyne.Size)             {}
func (r *renderer) MinSize() fyne.Size           { return fyne.NewSize(152, 152) }
func (r *renderer) Objects() []fyne.CanvasObject { return r.g.parts.objects() }
func (r *renderer) Refresh()                     { r.g.Refresh() }
