package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"catchlight/ui/kit"
)

// bandLeast is how far the pointer goes before a press becomes a band, in dp: less is a hand that
// trembles in a click.
const bandLeast = 4

// beginBand notes that a drag from here would select what it spans.
func (g *Grid) beginBand(h Hit, e *desktop.MouseEvent) {
	if !g.Banded || h.Part != Photo && h.Part != Nothing {
		return
	}
	g.press.on = pressBand
	g.press.at = e.Position.AddXY(0, float32(g.offset))
	if e.Modifier&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0 {
		g.press.picked = g.sel.Indices()
	}
}

// band is the rectangle between the press and the pointer, in the view.
func (g *Grid) band() (from, to fyne.Position) {
	a, b := g.press.at.AddXY(0, -float32(g.offset)), g.hover.at
	return fyne.NewPos(min(a.X, b.X), min(a.Y, b.Y)), fyne.NewPos(max(a.X, b.X), max(a.Y, b.Y))
}

// dragBand selects the photos that the band meets; at the edges of the view the photos move on.
func (g *Grid) dragBand(at fyne.Position) {
	g.hover.at = at
	from, to := g.band()
	if to.X-from.X < bandLeast && to.Y-from.Y < bandLeast {
		g.press.dragged = false // it is a click still
		return
	}
	switch {
	case at.Y < 0:
		g.SetOffset(g.want + float64(at.Y))
	case at.Y > g.geo.view.Height:
		g.SetOffset(g.want + float64(at.Y-g.geo.view.Height))
	}
	from, to = g.band()
	g.sel.Set(append(g.geo.spanned(from, to, g.offset, g.length), g.press.picked...), g.press.hit.Index)
	g.selected()
	g.parts.showBand(g)
}

// spanned are those of n cells that a rectangle in a view scrolled to offset meets.
func (g geometry) spanned(from, to fyne.Position, offset float64, n int) []int {
	var cells []int
	for i := range n {
		at := g.at(i, offset)
		if at.Y > to.Y {
			break
		}
		if at.X <= to.X && at.X+g.cell.Width >= from.X && at.Y+g.cell.Height >= from.Y {
			cells = append(cells, i)
		}
	}
	return cells
}

// showBand draws the band while it is drawn out.
func (p *parts) showBand(g *Grid) {
	on := g.press.on == pressBand && g.press.dragged
	setShown(p.band, on)
	if !on {
		return
	}
	from, to := g.band()
	fill := g.palette.Colour(kit.TokenRing)
	fill.A = 0x20
	p.band.StrokeColor, p.band.StrokeWidth = g.palette.Colour(kit.TokenRing), 1
	stroke(p.band, fill, from.X, from.Y, to.X-from.X, to.Y-from.Y)
}
