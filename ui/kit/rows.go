package kit

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Expand says whether a row has children and shows them.
type Expand uint8

// The states of a row's triangle.
const (
	ExpandNone   Expand = iota // in no tree
	ExpandLeaf                 // no children: its text begins where that of its siblings does
	ExpandClosed               // children hidden
	ExpandOpen                 // children shown
)

// triangle is the icon for a state, nil for none.
func triangle(e Expand) fyne.Resource {
	switch e {
	case ExpandClosed:
		return theme.MenuExpandIcon()
	case ExpandOpen:
		return theme.MenuDropDownIcon()
	}
	return nil
}

// Row is a row of the sidebar, 28 high: triangle, icon, label, and a count at
// the right. After changing a field call Refresh.
type Row struct {
	widget.BaseWidget
	Label    string
	Icon     fyne.Resource
	Count    string // as it is to be read, "12,480"
	Indent   int    // levels of 16 dp
	Expand   Expand
	Selected bool
	Alert    bool // icon and count in the alert colour
	Strong   bool // label in bold
	Faint    bool // label and signs in the colour of what is not there
	Wrap     bool // a label that has no room goes on in a second line; for rows without triangle, icon and count
	OnTapped func()
	OnExpand func()                 // the triangle, or Left and Right
	OnMenu   func(at fyne.Position) // right click, position in the window
	OnHint   func(inside bool)
	OnKey    func(key fyne.KeyName) // keys the row itself does not use

	// OnDrag hears of the row being dragged, at a position in the window, and OnDrop of where it was
	// let go; both nil: it cannot be.
	OnDrag, OnDrop func(at fyne.Position)
	// Aimed frames the row as what a drop would go to.
	Aimed bool

	hovered, focused bool
	drag             rowDrag
}

// rowDrag is a press that moves.
type rowDrag struct {
	on       bool
	far      bool          // the pointer has gone further than a hand trembles
	way      fyne.Delta    // since the press
	at, last fyne.Position // in the row, in the window
	taken    func(at fyne.Position)
}

// dragLeast is how far the pointer goes before a press becomes a drag, in dp: less is a hand that
// trembles in a click, for which the driver sends no tap any more.
const dragLeast = 6

// NewRow returns a row.
func NewRow(label string) *Row {
	r := &Row{Label: label}
	r.ExtendBaseWidget(r)
	return r
}

// Tapped implements fyne.Tappable: left of the label the triangle, else the row.
func (r *Row) Tapped(e *fyne.PointEvent) {
	if e != nil && r.Expand > ExpandLeaf && e.Position.X < r.start()+16 {
		r.expand()
	} else if r.OnTapped != nil {
		r.OnTapped()
	}
}

func (r *Row) expand() {
	if r.OnExpand != nil {
		r.OnExpand()
	}
}

// Dragged implements fyne.Draggable.
func (r *Row) Dragged(e *fyne.DragEvent) {
	d := &r.drag
	if !d.on {
		*d = rowDrag{on: true, taken: r.OnDrop} // another row may stand here when it ends
	}
	d.way.DX, d.way.DY = d.way.DX+e.Dragged.DX, d.way.DY+e.Dragged.DY
	d.far = d.far || max(d.way.DX, -d.way.DX, d.way.DY, -d.way.DY) >= dragLeast
	d.at, d.last = e.Position, e.AbsolutePosition
	if r.OnDrag != nil && d.far {
		r.OnDrag(d.last)
	}
}

// DragEnd implements fyne.Draggable.
func (r *Row) DragEnd() {
	d := r.drag
	r.drag = rowDrag{}
	size := r.Size()
	inside := d.at.X >= 0 && d.at.Y >= 0 && d.at.X < size.Width && d.at.Y < size.Height
	switch {
	case !d.on:
	case d.taken != nil && d.far:
		d.taken(d.last)
	case inside:
		r.Tapped(&fyne.PointEvent{Position: d.at, AbsolutePosition: d.last})
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (r *Row) TappedSecondary(e *fyne.PointEvent) {
	if r.OnMenu != nil {
		r.OnMenu(e.AbsolutePosition)
	}
}

// MouseIn implements desktop.Hoverable.
func (r *Row) MouseIn(*desktop.MouseEvent) { r.hover(true) }

// MouseMoved implements desktop.Hoverable.
func (r *Row) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (r *Row) MouseOut() { r.hover(false) }

func (r *Row) hover(inside bool) {
	r.hovered = inside
	r.hint(inside)
	r.Refresh()
}

func (r *Row) hint(inside bool) {
	if r.OnHint != nil {
		r.OnHint(inside)
	}
}

// FocusGained implements fyne.Focusable.
func (r *Row) FocusGained() { r.focus(true) }

// FocusLost implements fyne.Focusable.
func (r *Row) FocusLost() { r.focus(false) }

func (r *Row) focus(on bool) {
	r.focused = on
	r.hint(on)
	r.Refresh()
	if on {
		revealFocused(r, r.hovered)
	}
}

// TypedRune implements fyne.Focusable.
func (r *Row) TypedRune(rune) {}

// TypedKey implements fyne.Focusable: Up and Down go to the neighbours, Left
// and Right close and open, Space and Enter are a click.
func (r *Row) TypedKey(e *fyne.KeyEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(r)
	switch e.Name {
	case fyne.KeyUp:
		c.FocusPrevious()
	case fyne.KeyDown:
		c.FocusNext()
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		r.Tapped(nil)
	default:
		r.otherKey(e.Name)
	}
}

// otherKey opens and closes, or hands the key on.
func (r *Row) otherKey(key fyne.KeyName) {
	switch {
	case key == fyne.KeyRight && r.Expand == ExpandClosed, key == fyne.KeyLeft && r.Expand == ExpandOpen:
		r.expand()
	case r.OnKey != nil:
		r.OnKey(key)
	default:
		passOn(r, &fyne.KeyEvent{Name: key})
	}
}

// AccessibilityLabel implements fyne.Accessible.
func (r *Row) AccessibilityLabel() string {
	if r.Count == "" {
		return r.Label
	}
	return r.Label + ", " + r.Count
}

// AccessibilityRole implements fyne.Accessible.
func (r *Row) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// RowMargin is how far what a row says stands from its ends, in dp.
const RowMargin = 12

// start is where the row's triangle or, without one, its content begins.
func (r *Row) start() float32 { return RowMargin + 16*float32(r.Indent) }

// TextAt is where the label begins of a row without an icon, in dp from its left.
func (r *Row) TextAt() float32 {
	if r.Expand == ExpandNone {
		return r.start()
	}
	return r.start() + triangleWide*unit(r)
}

// triangleWide is the room of the triangle, and triangleIn how far it lies inside its icon, at 100 % text.
const triangleWide, triangleIn = 14, 5

// CreateRenderer implements fyne.Widget.
func (r *Row) CreateRenderer() fyne.WidgetRenderer {
	f := &rowFace{
		r: r, body: canvas.NewRectangle(color.Transparent), ring: focusRing(), triangle: NewIcon(), icon: NewIcon(),
		label: canvas.NewText("", color.Transparent), second: canvas.NewText("", color.Transparent), count: canvas.NewText("", color.Transparent),
	}
	f.ring.CornerRadius = 4
	f.count.Alignment = fyne.TextAlignTrailing
	return Render(f.min, f.layout, f.paint, f.body, f.triangle.Image, f.icon.Image, f.label, f.second, f.count, f.ring)
}

// rowFace holds what a row is drawn with.
type rowFace struct {
	r              *Row
	body, ring     *canvas.Rectangle
	triangle, icon *Icon
	label, second  *canvas.Text // the lines of the label
	count          *canvas.Text
}

func (f *rowFace) min() fyne.Size { return fyne.NewSize(80, 28*unit(f.r)) }

func (f *rowFace) layout(s fyne.Size) {
	u, x := unit(f.r), f.r.start()
	side := 16 * u
	f.body.Resize(s)
	Place(f.ring, 1, 1, s.Width-2, s.Height-2)
	if f.r.Expand != ExpandNone {
		Place(f.triangle, x-triangleIn*u, (s.Height-side)/2, side, side)
		x += triangleWide * u
	}
	if f.r.Icon != nil {
		Place(f.icon, x, (s.Height-side)/2, side, side)
		x += side + 8
	}
	right := s.Width - RowMargin
	if f.r.Count != "" {
		width := f.count.MinSize().Width
		Place(f.count, right-width, 0, width, s.Height)
		right -= width + 8
	}
	f.write(x, max(right-x, 0), s.Height)
}

// write puts the label between two places, in the middle of the height.
func (f *rowFace) write(x, width, height float32) {
	first, rest := f.r.lines(width)
	f.second.Hidden = rest == ""
	if rest == "" {
		f.label.Text = Fit(f.r.Label, f.label.TextSize, f.label.TextStyle, width)
		Place(f.label, x, 0, width, height)
		return
	}
	line := TextSize(StyleText, f.r) * lineHeight
	f.label.Text, f.second.Text = first, Fit(rest, f.label.TextSize, f.label.TextStyle, width)
	Place(f.label, x, height/2-line, width, line)
	Place(f.second, x, height/2, width, line)
}

// lines are the first line of the label at a width, and what goes on below it.
func (r *Row) lines(width float32) (first, rest string) {
	if !r.Wrap || width <= 0 {
		return r.Label, ""
	}
	all := wrapped(r.Label, TextSize(StyleText, r), fyne.TextStyle{Bold: r.Strong}, width)
	return all[0], strings.Join(all[1:], " ")
}

// HeightFor is the height that the row needs at a width.
func (r *Row) HeightFor(width float32) float32 {
	height := r.MinSize().Height
	if _, rest := r.lines(width - r.start() - RowMargin); rest != "" {
		height += TextSize(StyleText, r) * lineHeight
	}
	return height
}

func (f *rowFace) paint() { Redraw(f.show, f.body, f.label, f.second, f.count, f.ring) }

// show sets what is drawn.
func (f *rowFace) show() {
	r := f.r
	f.body.FillColor = color.Transparent
	switch {
	case r.Selected:
		f.body.FillColor = Tint(TokenSel, r)
	case r.hovered:
		f.body.FillColor = Tint(TokenHover, r)
	}
	applyStyle(f.label, StyleText, r)
	if r.Faint {
		f.label.Color = Tint(f.fainter(), r)
	}
	f.label.TextStyle.Bold = r.Strong
	f.second.TextSize, f.second.TextStyle, f.second.Color = f.label.TextSize, f.label.TextStyle, f.label.Color
	applyStyle(f.count, StyleCaption, r)
	f.count.Text = r.Count
	signs := f.signs()
	f.count.Color = Tint(signs, r)
	f.icon.Set(r.Icon, signs)
	f.triangle.Set(triangle(r.Expand), TokenDim)
	f.ring.StrokeColor, f.ring.StrokeWidth, f.ring.Hidden = Tint(TokenAccent, r), 2, !r.focused && !r.Aimed
	if r.Aimed {
		f.ring.StrokeWidth = 1
	}
	f.layout(r.Size())
}

// fainter is the colour of what is not there, as faint as it can be and still be read.
func (f *rowFace) fainter() fyne.ThemeColorName {
	if f.r.Selected {
		return TokenDim
	}
	return TokenFaint
}

// signs is the colour of icon and count.
func (f *rowFace) signs() fyne.ThemeColorName {
	switch {
	case f.r.Alert && !f.r.Selected:
		return TokenAlert
	case f.r.Faint:
		return f.fainter()
	case f.r.Selected:
		return TokenText
	}
	return TokenDim
}
