package grid

import (
	"math"

	"fyne.io/fyne/v2"

	"catchlight/ui/kit"
)

// Lengths of the grid in dp. Those of text (chip lines, names) grow with the
// text scale, photos do not.
const (
	inset    = 6  // from the cell's edge to the photo box, and from there to the strip
	gutter   = 4  // between cells, above the first row and below the last
	nameLine = 15 // the line with the file name
	markSide = 14
	grabZone = 8 // of the review line
)

// geometry is where everything is: pure numbers, from the view's size and the
// grid's settings. Vertical positions in the content are float64, so they are
// exact at any length.
type geometry struct {
	view    fyne.Size
	n       int
	columns int
	box     fyne.Size // of the photo
	cell    fyne.Size
	strip   float32 // height of the chip lines, 0 without
	name    float32 // height of the name line, 0 without
	left    float32 // margin before the first column
	opened  int     // rows above the line's handle, -1 without one
	room    float32 // that the handle has of its own, so that it covers nothing
}

// measured computes the geometry of n cells.
func measured(view fyne.Size, n int, step Size, lines int, names bool, unit float32) geometry {
	g := geometry{view: view, n: n, box: step.box(), opened: -1}
	if lines > 0 {
		g.strip = float32(lines)*(kit.CellChip.Height(unit)+stripGap*unit) - stripGap*unit
	}
	if names {
		g.name = nameLine * unit
	}
	g.cell = fyne.NewSize(g.box.Width+2*inset, g.box.Height+3*inset+g.name+g.strip)
	pitch := g.cell.Width + gutter
	g.columns = max(int((view.Width+gutter)/pitch), 1)
	g.left = float32(int(max(view.Width-float32(g.columns)*pitch+gutter, 0) / 2))
	return g
}

// pitch is from one row to the next.
func (g geometry) pitch() float64 { return float64(g.cell.Height + gutter) }

// rows is the number of rows.
func (g geometry) rows() int { return (g.n + g.columns - 1) / g.columns }

// height is that of all rows with the gutters around them.
func (g geometry) height() float64 { return g.top(max(g.rows(), g.opened)) }

// limit is the greatest scroll offset.
func (g geometry) limit() float64 { return max(g.height()-float64(g.view.Height), 0) }

// top is the vertical position of a row in the content.
func (g geometry) top(row int) float64 {
	top := gutter + float64(row)*g.pitch()
	if g.opened >= 0 && row >= g.opened {
		top += float64(g.room)
	}
	return top
}

// rowAt is the row at a vertical position in the content; the handle's room belongs to the row
// above it, and what is above the first row to row -1.
func (g geometry) rowAt(y float64) int {
	y -= gutter
	if above := float64(g.opened) * g.pitch(); g.opened >= 0 && y >= above {
		if y -= float64(g.room); y < above {
			return g.opened - 1
		}
	}
	return int(math.Floor(y / g.pitch()))
}

// at is the position of cell i in a view scrolled to offset.
func (g geometry) at(i int, offset float64) fyne.Position {
	x := g.left + float32(i%g.columns)*(g.cell.Width+gutter)
	return fyne.NewPos(x, float32(g.top(i/g.columns)-offset))
}

// inView is the range of cells that a view scrolled to offset shows, also in
// part; last < first when it shows none.
func (g geometry) inView(offset float64) (first, last int) {
	top, bottom := max(g.rowAt(offset), 0), max(g.rowAt(offset+float64(g.view.Height)), 0)
	return min(top*g.columns, g.n), min((bottom+1)*g.columns, g.n) - 1
}

// index is the cell at a point of a view scrolled to offset, -1 for none, and
// the point from the cell's corner.
func (g geometry) index(p fyne.Position, offset float64) (int, fyne.Position) {
	pitch := g.cell.Width + gutter
	column := int((p.X - g.left) / pitch)
	row := g.rowAt(float64(p.Y) + offset)
	if p.X < g.left || column >= g.columns || row < 0 {
		return -1, p
	}
	i := row*g.columns + column
	if i >= g.n {
		return -1, p
	}
	in := p.Subtract(g.at(i, offset))
	if in.X >= g.cell.Width || in.Y >= g.cell.Height {
		return -1, p
	}
	return i, in
}

// page is the number of whole rows that the view shows, at least one.
func (g geometry) page() int { return max(int(float64(g.view.Height)/g.pitch()), 1) }

// showing is the offset nearest to the present one at which cell i is in view whole.
func (g geometry) showing(i int, offset float64) float64 {
	top := g.top(i/g.columns) - gutter
	bottom := top + g.pitch() + gutter
	if i < g.columns {
		top = 0
	}
	if offset > top || g.pitch() > float64(g.view.Height) {
		return top
	}
	return max(offset, bottom-float64(g.view.Height))
}

// fitted is the place of a picture in the photo box, from the cell's corner:
// whole, centred, with its edges on device pixels.
func (g geometry) fitted(aspect, scale float32) (fyne.Position, fyne.Size) {
	size := g.box
	if aspect > 0 {
		size.Height = min(g.box.Height, g.box.Width/aspect)
		size.Width = min(g.box.Width, g.box.Height*aspect)
	}
	size = fyne.NewSize(snap(max(size.Width, 1), scale), snap(max(size.Height, 1), scale))
	at := fyne.NewPos(inset+snap((g.box.Width-size.Width)/2, scale), inset+snap((g.box.Height-size.Height)/2, scale))
	return at, size
}

// snap rounds a length down to whole device pixels.
func snap(dp, scale float32) float32 { return float32(int(dp*scale+.01)) / scale }

// gap is the place between cells i-1 and i nearest to a point: how many cells
// stand before it in reading order. It serves the dragged line.
func (g geometry) gap(p fyne.Position, offset float64) int {
	row := max(g.rowAt(float64(p.Y)+offset), 0)
	pitch := g.cell.Width + gutter
	column := min(max(int((p.X-g.left)/pitch+.5), 0), g.columns)
	return min(max(row*g.columns+column, 0), g.n)
}
