package grid

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
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
	Chip  Chip // for ChipBody and ChipCross
	Mark  Mark // for MarkSign
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
	// OnSelected hears of every change of the selection or the current cell
	// made by mouse or keys.
	OnSelected func()
	// OnOpen hears of a double-click, Space and Enter on the current cell.
	OnOpen func(i int)
	// OnChip hears of a click on a chip, its ×, the "+n" or a mark. The
	// modifiers are those held.
	OnChip func(h Hit, mod fyne.KeyModifier)
	// OnMenu hears of a right click, at a position in the window.
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
	// OnResized hears of another size step (Ctrl and the wheel).
	OnResized func(s Size)
	// OnDivider hears of the line being dragged; i photos stand before it.
	OnDivider func(i int)

	length  int
	sel     *Selection
	size    Size
	lines   int
	names   bool
	divider int
	handle  string
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
	g := &Grid{sel: NewSelection(0), size: Medium, lines: 2, divider: -1}
	g.ExtendBaseWidget(g)
	return g
}

// SetLength says how many cells there are; the scroll position stays.
func (g *Grid) SetLength(n int) {
	g.length = n
	g.sel.SetLen(n)
	g.Refresh()
}

// Selection is the grid's selection. After changing it call SelectionChanged.
func (g *Grid) Selection() *Selection { return g.sel }

// SelectionChanged redraws selection and current cell. It calls no callback.
func (g *Grid) SelectionChanged() { g.Refresh() }

// RefreshItem binds cell i again, when it is in view.
func (g *Grid) RefreshItem(i int) {}

// SetImage sets the picture of the cell that shows id, when it is in view.
func (g *Grid) SetImage(id uint64, img *image.RGBA) {}

// ScrollTo brings cell i into view with the shortest move.
func (g *Grid) ScrollTo(i int) {}

// Offset is the scroll position in dp from the top.
func (g *Grid) Offset() float64 { return 0 }

// SetOffset scrolls to a position that Offset gave.
func (g *Grid) SetOffset(y float64) {}

// Step is the size step of the photo boxes.
func (g *Grid) Step() Size { return g.size }

// SetStep changes the photo boxes; the current cell, or the first in view, stays in view.
func (g *Grid) SetStep(s Size) { g.size = s; g.Refresh() }

// SetLines sets the number of chip lines under a photo: 0, 1 or 2. The Tiny step shows at most one.
func (g *Grid) SetLines(n int) { g.lines = n; g.Refresh() }

// SetNames shows or hides the line with Cell.Name.
func (g *Grid) SetNames(on bool) { g.names = on; g.Refresh() }

// SetDivider draws the review line after the first i cells (-1: no line), with a handle that says text.
func (g *Grid) SetDivider(i int, text string) { g.divider, g.handle = i, text; g.Refresh() }

// InView is the range of cells in view, first to last; last < first when there are none.
func (g *Grid) InView() (first, last int) { return 0, -1 }

// Columns is the number of cells in a row.
func (g *Grid) Columns() int { return 1 }

// CreateRenderer implements fyne.Widget.
func (g *Grid) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{})
}

// FocusGained implements fyne.Focusable.
func (g *Grid) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (g *Grid) FocusLost() {}

// TypedRune implements fyne.Focusable.
func (g *Grid) TypedRune(r rune) {}

// TypedKey implements fyne.Focusable.
func (g *Grid) TypedKey(e *fyne.KeyEvent) {}

// KeyDown implements desktop.Keyable.
func (g *Grid) KeyDown(e *fyne.KeyEvent) {}

// KeyUp implements desktop.Keyable.
func (g *Grid) KeyUp(*fyne.KeyEvent) {}

// MouseDown implements desktop.Mouseable.
func (g *Grid) MouseDown(e *desktop.MouseEvent) {}

// MouseUp implements desktop.Mouseable.
func (g *Grid) MouseUp(*desktop.MouseEvent) {}

// MouseIn implements desktop.Hoverable.
func (g *Grid) MouseIn(e *desktop.MouseEvent) {}

// MouseMoved implements desktop.Hoverable.
func (g *Grid) MouseMoved(e *desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (g *Grid) MouseOut() {}

// Scrolled implements fyne.Scrollable.
func (g *Grid) Scrolled(e *fyne.ScrollEvent) {}

// Dragged implements fyne.Draggable.
func (g *Grid) Dragged(e *fyne.DragEvent) {}

// DragEnd implements fyne.Draggable.
func (g *Grid) DragEnd() {}

// AccessibilityLabel implements fyne.Accessible.
func (g *Grid) AccessibilityLabel() string { return "" }

// AccessibilityRole implements fyne.Accessible.
func (g *Grid) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }
