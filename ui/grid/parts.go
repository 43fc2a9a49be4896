package grid

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"catchlight/ui/kit"
)

// Lengths of the review line and the scroll bar in dp.
const (
	lineWidth  = 2
	handleHigh = 20
	handleRoom = 12 // space between the rows for the handle; the rest of it lies in their insets
	barWidth   = 4
	barRight   = 5 // from the bar's left edge to the grid's right edge: in the cell's inset, never on a photo
	barZone    = 9 // where the bar can be grabbed
	barLeast   = 32
)

// parts are the drawing objects of the grid besides the cells': the review
// line in three pieces with its handle, the scroll bar, the frame of the focus.
type parts struct {
	cells      *fyne.Container
	under      *canvas.Rectangle // below the cells before the line
	up         *canvas.Rectangle // up the gap
	over       *canvas.Rectangle // above the cells after it
	grip       *canvas.Rectangle // the handle
	arrow      *canvas.Image
	label      *canvas.Text
	bar, frame *canvas.Rectangle
	band       *canvas.Rectangle // around what a drag selects
	hasLine    bool
}

func newParts() *parts {
	rect := func() *canvas.Rectangle { return canvas.NewRectangle(color.Transparent) }
	return &parts{
		cells: &fyne.Container{}, under: rect(), up: rect(), over: rect(), grip: rect(), arrow: kit.NewPicture(),
		label: canvas.NewText("", color.Transparent), bar: rect(), frame: rect(), band: rect(),
	}
}

func (p *parts) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.cells, p.under, p.up, p.over, p.grip, p.arrow, p.label, p.bar, p.frame, p.band}
}

// repaint draws the cells in which something was shown or hidden. The toolkit knows of no change to
// an object that it has not drawn yet: a frame by itself would come, and go, with the next thing
// that is drawn.
func (p *parts) repaint() { canvas.Refresh(p.cells) }

// show places and colours everything for the grid's present state.
func (p *parts) show(g *Grid) {
	p.cells.Resize(g.Size())
	p.showLine(g)
	p.showBar(g)
	p.showFrame(g)
	p.showBand(g)
}

// showFrame draws the frame of the focus around the whole grid: as the current photo's, for the
// accent is on the chip that the keys act on.
func (p *parts) showFrame(g *Grid) {
	f := p.frame
	f.StrokeColor, f.StrokeWidth, f.Hidden = g.palette.Colour(kit.TokenRing), 2, !g.framed
	f.Resize(g.Size())
	f.Refresh()
}

// showLine draws the review line: under the cells before it, up the gap, over
// those after it. At the start of a row it is one straight piece.
func (p *parts) showLine(g *Grid) {
	p.hasLine = g.divider >= 0 && g.geo.columns > 0
	for _, o := range []fyne.CanvasObject{p.under, p.up, p.over, p.grip, p.arrow, p.label} {
		setShown(o, p.hasLine)
	}
	if !p.hasLine {
		return
	}
	geo, i := g.geo, min(g.divider, g.length)
	row, column := i/geo.columns, i%geo.columns
	right := geo.left + float32(geo.columns)*(geo.cell.Width+gutter) - gutter
	edge := func(row int) float32 { return float32(geo.top(row)-g.offset) - gutter/2 }
	over, under, up := edge(row), edge(row), geo.left
	if column > 0 {
		under, up = edge(row+1), geo.left+float32(column)*(geo.cell.Width+gutter)-gutter/2
	}
	accent := g.palette.Colour(kit.TokenAccent)
	stroke(p.under, accent, geo.left, under-1, up+1-geo.left, lineWidth)
	stroke(p.up, accent, up-1, over-1, lineWidth, under-over+lineWidth)
	stroke(p.over, accent, up-1, over-1, right-up+1, lineWidth)
	p.showGrip(g, under)
}

// showGrip draws the handle at the left end of a line at y, in its own room and the insets around
// it: it covers neither what stands under the photos before it nor the photos of the next row.
func (p *parts) showGrip(g *Grid, y float32) {
	u := g.palette.Unit
	high, side := handleHigh*u, 12*u
	p.label.Text, p.label.TextSize, p.label.TextStyle.Bold = g.handle, kit.CellChip.TextSize(u), true
	p.label.Color = g.palette.Colour(kit.TokenOnFill)
	text := kit.TextWidth(g.handle, p.label.TextSize, p.label.TextStyle)
	at := fyne.NewPos(g.geo.left+inset, y+gutter/2+inset-high)
	stroke(p.grip, g.palette.Colour(kit.TokenFill), at.X, at.Y, 6*u+side+4*u+text+6*u, high)
	p.grip.CornerRadius = 4
	kit.SetPicture(p.arrow, g.palette.Sign(kit.GlyphUp, side, kit.TokenOnFill))
	p.arrow.Move(at.AddXY(6*u, (high-side)/2))
	p.arrow.Resize(fyne.NewSquareSize(side))
	p.label.Move(at.AddXY(6*u+side+4*u, 0))
	p.label.Resize(fyne.NewSize(text, high))
	p.grip.Refresh()
	p.label.Refresh()
}

// onLine reports whether a point of the view is on the line, or near it, or on
// its handle.
func (p *parts) onLine(at fyne.Position) bool {
	const near = (grabZone - lineWidth) / 2
	return p.hasLine && (within(p.under, at, near) || within(p.up, at, near) || within(p.over, at, near) || within(p.grip, at, 0))
}

// within reports whether a point is in an object, or so near to it.
func within(o fyne.CanvasObject, at fyne.Position, near float32) bool {
	in, size := at.Subtract(o.Position()), o.Size()
	return in.X >= -near && in.Y >= -near && in.X < size.Width+near && in.Y < size.Height+near
}

// showBar draws the scroll bar where there is something to scroll.
func (p *parts) showBar(g *Grid) {
	setShown(p.bar, g.geo.limit() > 0)
	if g.geo.limit() <= 0 {
		return
	}
	high := g.geo.thumb()
	y := float32(g.offset/g.geo.limit()) * (g.geo.view.Height - high)
	c := g.palette.Colour(kit.TokenEdge)
	if g.press.on != pressBar {
		c.A = 0xB0
	}
	p.bar.CornerRadius = barWidth / 2
	stroke(p.bar, c, g.geo.view.Width-barRight, y, barWidth, high)
}

// thumb is the length of the scroll bar.
func (g geometry) thumb() float32 {
	view := float64(g.view.Height)
	return min(max(float32(view*view/g.height()), barLeast), g.view.Height)
}

// stroke places a flat rectangle.
func stroke(r *canvas.Rectangle, c color.Color, x, y, w, h float32) {
	r.FillColor = c
	r.Move(fyne.NewPos(x, y))
	r.Resize(fyne.NewSize(w, h))
	r.Refresh()
}

// setShown shows or hides.
func setShown(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}
