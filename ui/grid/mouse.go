package grid

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"catchlight/ui/kit"
)

// doubleClick is the time between the presses of a double-click. Fyne's own
// would delay the first click by as much.
const doubleClick = 300 * time.Millisecond

// hover is what the pointer is over.
type hover struct {
	at     fyne.Position
	inside bool
	hit    Hit
	index  int // of the cell with a chip under the pointer, -1
	chip   int // its place in the strip, -1
}

// pressed is what a press of the mouse has taken hold of.
type pressed uint8

const (
	pressNone pressed = iota
	pressCell         // a photo, chip or mark
	pressBar          // the scroll bar
	pressLine         // the review line
	pressBand         // the photos between the press and the pointer
)

// press is the mouse button that is down, and the one before it.
type press struct {
	on      pressed
	hit     Hit
	dragged bool
	carries bool // what was pressed is being dragged: OnDrop is owed
	alone   bool // at release select the cell alone: it was one of several

	at     fyne.Position // with pressBand: where it began, in the photos, not in the view
	picked []int         // what was selected then and stays, for Ctrl

	last   time.Time // press before, for double-clicks
	lastAt int
}

// Hit says what is at a point of the grid, from its corner.
func (g *Grid) Hit(at fyne.Position) Hit {
	h, _ := g.hit(at)
	return h
}

// HitWindow says what is at a position in the window; Index is -1 outside the
// grid. It serves drops.
func (g *Grid) HitWindow(at fyne.Position) Hit {
	in := at.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(g))
	if in.X < 0 || in.Y < 0 || in.X >= g.Size().Width || in.Y >= g.Size().Height {
		return Hit{Index: -1}
	}
	return g.Hit(in)
}

// hit says what is at a point, and which chip of the strip, -1 for none.
func (g *Grid) hit(at fyne.Position) (Hit, int) {
	if g.parts.onLine(at) {
		return Hit{Index: -1, Part: Divider}, -1
	}
	i, in := g.geo.index(at, g.offset)
	if v, ok := g.views[i]; ok {
		return v.hit(in, g.lookOf(i))
	}
	return Hit{Index: -1}, -1
}

// MouseDown implements desktop.Mouseable: photos are selected on the press. Another button during a
// drag changes nothing of what is dragged.
func (g *Grid) MouseDown(e *desktop.MouseEvent) {
	if g.press.carries {
		return
	}
	g.Focus()
	g.frame(false)
	h := g.Hit(e.Position)
	g.press = press{hit: h, last: g.press.last, lastAt: g.press.lastAt}
	switch {
	case e.Position.X >= g.geo.view.Width-barZone && g.geo.limit() > 0 && e.Button == desktop.MouseButtonPrimary:
		g.press.on, g.press.hit = pressBar, Hit{Index: -1}
		g.dragBar(e.Position.Y)
	case h.Part == Divider:
		g.press.on = pressLine
	case e.Button == desktop.MouseButtonSecondary:
		g.press.on = pressCell
		if h.Index >= 0 && !g.sel.Has(h.Index) {
			g.sel.Click(h.Index)
			g.selected()
		}
	case e.Button == desktop.MouseButtonPrimary:
		g.press.on = pressCell
		g.pressCell(h, e.Modifier)
		g.beginBand(h, e)
	}
}

// pressCell selects, or opens with the second press of a double-click.
func (g *Grid) pressCell(h Hit, mod fyne.KeyModifier) {
	if h.Part != Photo && h.Part != Nothing {
		return // chips and marks act on release
	}
	now := g.now()
	double := h.Index >= 0 && h.Index == g.press.lastAt && now.Sub(g.press.last) < doubleClick && mod == 0
	g.press.last, g.press.lastAt = now, h.Index
	if double {
		g.press.last = time.Time{}
		if g.OnOpen != nil {
			g.OnOpen(h.Index)
		}
		return
	}
	g.choose(h.Index, mod)
}

// choose applies a press with modifiers to the selection.
func (g *Grid) choose(i int, mod fyne.KeyModifier) {
	beside := mod&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0
	extend := mod&fyne.KeyModifierShift != 0
	switch {
	case i < 0:
		g.sel.None()
	case extend && beside:
		g.sel.extendBeside(i)
	case extend:
		g.sel.extend(i)
	case beside:
		g.sel.toggle(i)
	case g.sel.Has(i) && g.sel.Count() > 1:
		g.press.alone = true // it may be a drag of them all
		return
	default:
		g.sel.Click(i)
	}
	g.selected()
}

// MouseUp implements desktop.Mouseable: chips, marks and menus act on release.
func (g *Grid) MouseUp(e *desktop.MouseEvent) {
	p := g.press
	g.press.on = pressNone
	g.parts.showBar(g)
	if p.on != pressCell && p.on != pressBand || p.dragged {
		return
	}
	switch {
	case e.Button == desktop.MouseButtonSecondary:
		if g.OnMenu != nil {
			g.OnMenu(p.hit, e.AbsolutePosition)
		}
	case p.alone:
		g.sel.Click(p.hit.Index)
		g.selected()
	case p.hit.Part >= ChipBody && g.Hit(e.Position) == p.hit && g.OnChip != nil:
		g.OnChip(p.hit, e.Modifier)
	}
}

// MouseIn implements desktop.Hoverable.
func (g *Grid) MouseIn(e *desktop.MouseEvent) { g.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (g *Grid) MouseMoved(e *desktop.MouseEvent) {
	g.hover.at, g.hover.inside = e.Position, true
	g.rehover()
}

// MouseOut implements desktop.Hoverable.
func (g *Grid) MouseOut() {
	g.hover.inside = false
	g.rehover()
}

// rehover finds again what the pointer is over: it moved, or the view did.
func (g *Grid) rehover() {
	h, chip := Hit{Index: -1}, -1
	if g.hover.inside {
		h, chip = g.hit(g.hover.at)
	}
	if h == g.hover.hit && chip == g.hover.chip {
		return
	}
	old := g.hover.index
	g.hover.hit, g.hover.index, g.hover.chip = h, h.Index, chip
	if v, ok := g.views[h.Index]; ok {
		v.showStrip(g.lookOf(h.Index))
	}
	if old != h.Index {
		g.refreshItem(old) // in the usual order again
	}
	if g.OnHint != nil {
		g.OnHint(h)
	}
}

// Scrolled implements fyne.Scrollable; with Ctrl it changes the size step.
func (g *Grid) Scrolled(e *fyne.ScrollEvent) {
	if g.OnScrolled != nil {
		g.OnScrolled()
	}
	if g.modifier()&(fyne.KeyModifierControl|fyne.KeyModifierSuper) == 0 {
		g.SetOffset(g.want - kit.Wheeled(e.Scrolled.DY, g.geo.pitch()))
		return
	}
	step := g.step + 1
	if e.Scrolled.DY < 0 {
		step = g.step - 1
	}
	g.SetStep(step)
	if g.OnStep != nil {
		g.OnStep(g.step)
	}
}

// Dragged implements fyne.Draggable.
func (g *Grid) Dragged(e *fyne.DragEvent) {
	g.press.dragged = true
	switch g.press.on {
	case pressBar:
		g.dragBar(e.Position.Y)
	case pressLine:
		g.dragLine(e.Position)
	case pressBand:
		g.dragBand(e.Position)
	case pressCell:
		g.hover.at = e.Position
		if g.press.hit.Index < 0 {
			return
		}
		if g.press.carries = true; g.OnDrag != nil {
			g.OnDrag(g.press.hit, e.AbsolutePosition)
		}
	}
}

// DragEnd implements fyne.Draggable. Each drag that OnDrag has heard of ends here, and only such:
// Fyne also reports drags that began on something else.
func (g *Grid) DragEnd() {
	p := g.press
	g.press.on, g.press.dragged, g.press.carries = pressNone, false, false
	if p.carries && g.OnDrop != nil {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(g)
		g.OnDrop(p.hit, at.Add(g.hover.at))
	}
	g.parts.showBar(g)
	g.parts.showBand(g)
	g.rehover() // the pointer is where the drag has ended
}

// dragBar scrolls so that the middle of the bar is at y.
func (g *Grid) dragBar(y float32) {
	thumb := g.geo.thumb()
	share := (y - thumb/2) / max(g.geo.view.Height-thumb, 1)
	g.SetOffset(float64(min(max(share, 0), 1)) * g.geo.limit())
}

// dragLine reports the gap that the pointer is nearest to.
func (g *Grid) dragLine(at fyne.Position) {
	if i := g.geo.gap(at, g.offset); i != g.divider && g.OnDivider != nil {
		g.OnDivider(i)
	}
}
