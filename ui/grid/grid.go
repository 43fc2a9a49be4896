package grid

import (
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"catchlight/ui/kit"
)

// Part is what of a cell the pointer meets.
type Part uint8

// The parts of a cell.
const (
	Nothing   Part = iota // between the cells
	Photo                 // the cell, outside its chips
	ChipBody              // a chip; Hit.Chip is which
	ChipCross             // the × that a suggestion shows under the pointer
	More                  // the "+n" behind the last chip
	MarkSign              // a mark; Hit.Mark is which
	Divider               // the review line or its handle
)

// Hit says what is at a point of the grid.
type Hit struct {
	Index int // of the cell, -1: none
	Part  Part
	Chip  kit.Chip // for ChipBody and ChipCross
	Mark  Mark     // for MarkSign
}

// Grid is the virtual thumbnail grid: a focusable widget, one tab stop. Set
// the callbacks before it is shown; all of them run on the Fyne goroutine and
// each may be nil. Photos stay where they are when items are appended.
type Grid struct {
	widget.BaseWidget

	// Bind makes the value of cell i. It is called for cells in view only,
	// must not block and should not allocate more than the chips.
	Bind func(i int) Cell
	// Request asks for the picture of a cell: fitted into at most w×h device
	// pixels. done (on the Fyne goroutine, nil for a picture that cannot be
	// made) sets it if the cell still shows id. The grid calls cancel when the
	// cell leaves the view first; Request may return nil.
	Request func(id uint64, i, w, h int, done func(*image.RGBA)) (cancel func())
	// OnScrolled hears that the user turns the wheel.
	OnScrolled func()
	// OnSelected hears of every change of the selection or the current cell
	// made by mouse or keys.
	OnSelected func()
	// OnOpen hears of a double-click on a cell. (Keys come by OnKeyDown.)
	OnOpen func(i int)
	// OnChip hears of a click on a chip, its ×, the "+n" or a mark, with the
	// modifiers held. The selection is as it was.
	OnChip func(h Hit, mod fyne.KeyModifier)
	// OnMenu hears of a right click, at a position in the window. A photo that
	// was not selected is by then.
	OnMenu func(h Hit, at fyne.Position)
	// OnHint hears what is under the pointer, each time it changes.
	OnHint func(h Hit)
	// OnKeyDown hears of keys going down, without repeats: decide here.
	OnKeyDown func(key fyne.KeyName, mod fyne.KeyModifier)
	// OnTypedKey hears of keys that do not move in the grid, with repeats.
	OnTypedKey func(key fyne.KeyName, mod fyne.KeyModifier)
	// OnRune hears of typed characters.
	OnRune func(r rune)
	// OnFocus hears of the grid getting and losing the keyboard.
	OnFocus func(focused bool)
	// OnStep hears of another size step, chosen with Ctrl and the wheel.
	OnStep func(s Size)
	// OnDivider hears of the line being dragged: i cells stand before it. The
	// owner answers with SetDivider.
	OnDivider func(i int)
	// Banded makes a drag that begins on a photo, or between them, select the
	// photos that it spans; with Ctrl beside those that are selected.
	Banded bool
	// OnDrag hears of a photo or chip being dragged, at a position in the
	// window, and OnDrop of where it was let go.
	OnDrag, OnDrop func(from Hit, at fyne.Position)

	length  int
	sel     *Selection
	step    Size
	lines   int
	names   bool
	divider int
	target  int // cell under what is dragged, -1
	handle  string

	geo     geometry
	want    float64 // scrolled to, with the fractions that a touchpad adds up
	offset  float64 // the same on whole device pixels: where things are drawn
	palette *kit.Palette
	parts   *parts
	views   map[int]*cellView // in view, by index
	pool    []*cellView

	hover    hover
	press    press
	framed   bool // the focus came by Tab: a frame says where it is
	modifier func() fyne.KeyModifier
	now      func() time.Time
}

var (
	_ fyne.Focusable    = (*Grid)(nil)
	_ desktop.Keyable   = (*Grid)(nil)
	_ desktop.Mouseable = (*Grid)(nil)
	_ desktop.Hoverable = (*Grid)(nil)
	_ fyne.Scrollable   = (*Grid)(nil)
	_ fyne.Draggable    = (*Grid)(nil)
	_ fyne.Accessible   = (*Grid)(nil)
)

// New returns an empty grid at the Medium step with two chip lines.
func New() *Grid {
	g := &Grid{
		sel: newSelection(0), step: Medium, lines: 2, divider: -1, target: -1,
		views: map[int]*cellView{}, hover: hover{hit: Hit{Index: -1}, index: -1, chip: -1}, modifier: kit.HeldModifiers, now: time.Now,
	}
	g.ExtendBaseWidget(g)
	g.palette = kit.NewPalette(g)
	g.parts = newParts()
	return g
}

// SetLength says how many cells there are; the scroll position stays. Cells in
// view are bound again.
func (g *Grid) SetLength(n int) {
	g.length = n
	g.sel.setLen(n)
	g.Refresh()
}

// Selection is the grid's selection. After changing it call SelectionChanged.
func (g *Grid) Selection() *Selection { return g.sel }

// SelectionChanged redraws selection and current cell. It calls no callback.
func (g *Grid) SelectionChanged() {
	for i, v := range g.views {
		v.showBody(g.lookOf(i))
		v.showName(g.lookOf(i))
	}
	g.parts.repaint()
}

// refreshItem binds cell i again, when it is in view.
func (g *Grid) refreshItem(i int) {
	if v, ok := g.views[i]; ok {
		g.bind(v, i)
	}
}

// ScrollTo brings cell i into view with the shortest move.
func (g *Grid) ScrollTo(i int) {
	if i >= 0 && i < g.length {
		g.SetOffset(g.geo.showing(i, g.offset))
	}
}

// Offset is the scroll position in dp from the top.
func (g *Grid) Offset() float64 { return g.offset }

// Step is the size step of the photo boxes.
func (g *Grid) Step() Size { return g.step }

// SetStep changes the photo boxes; the current cell, or else the first in
// view, stays where it is in the view.
func (g *Grid) SetStep(s Size) { g.anchored(func() { g.step = min(max(s, Tiny), Giant) }) }

// SetLines sets the number of chip lines under a photo: 0, 1 or 2. The Tiny
// step shows at most one, unless text is large.
func (g *Grid) SetLines(n int) { g.anchored(func() { g.lines = n }) }

// SetNames shows or hides the line with Cell.Name.
func (g *Grid) SetNames(on bool) { g.anchored(func() { g.names = on }) }

// SetDivider draws the review line after the first i cells (-1: no line), with
// a handle that says text.
func (g *Grid) SetDivider(i int, text string) {
	g.divider, g.handle = i, text
	g.update(false)
}

// SetTarget frames the cell that a drop would go to; -1 frames none.
func (g *Grid) SetTarget(i int) {
	old := g.target
	g.target = i
	for _, j := range []int{old, i} {
		if v, ok := g.views[j]; ok && old != i {
			v.showBody(g.lookOf(j))
		}
	}
	g.parts.repaint()
}

// InView is the range of cells in view, first to last; last < first when there
// are none.
func (g *Grid) InView() (first, last int) { return g.geo.inView(g.offset) }

// Columns is the number of cells in a row.
func (g *Grid) Columns() int { return max(g.geo.columns, 1) }

// Focus gives the grid the keyboard.
func (g *Grid) Focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil {
		c.Focus(g)
	}
}

// AccessibilityLabel implements fyne.Accessible: the text of the current cell.
func (g *Grid) AccessibilityLabel() string {
	if i := g.sel.Current(); i >= 0 && i < g.length && g.Bind != nil {
		return g.Bind(i).Label
	}
	return ""
}

// AccessibilityRole implements fyne.Accessible.
func (g *Grid) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }
