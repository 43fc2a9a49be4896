package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Heading is the heading of a group of rows or chips, 24 high: small bold text,
// with a note or a small button at the right. After changing a field call Refresh.
type Heading struct {
	widget.BaseWidget
	Text string
	Note string // at the right, bold too
	// Fold shows a triangle and makes the heading a switch for what is below.
	Fold   Expand
	OnFold func()
	// Action is put at the right instead of a note, nil for none.
	Action fyne.CanvasObject
	// Margin is the space at the left and right: 12 in the sidebar, 0 in the inspector.
	Margin float32

	pointable
	focused bool
}

// NewHeading returns a heading with the sidebar's margin.
func NewHeading(text string) *Heading {
	h := &Heading{Text: text, Margin: 12}
	h.ExtendBaseWidget(h)
	return h
}

// Tapped implements fyne.Tappable.
func (h *Heading) Tapped(*fyne.PointEvent) {
	if h.Fold != ExpandNone && h.OnFold != nil {
		h.OnFold()
	}
}

// Disabled implements fyne.Disableable: only a heading that folds takes the keyboard.
func (h *Heading) Disabled() bool { return h.Fold == ExpandNone }

// Enable and Disable implement fyne.Disableable; Fold says what a heading is.
func (h *Heading) Enable() {}

// Disable implements fyne.Disableable.
func (h *Heading) Disable() {}

// FocusGained implements fyne.Focusable.
func (h *Heading) FocusGained() { h.focus(true) }

// FocusLost implements fyne.Focusable.
func (h *Heading) FocusLost() { h.focus(false) }

func (h *Heading) focus(on bool) {
	h.focused = on
	h.Refresh()
	if on {
		revealFocused(h, h.pointed)
	}
}

// Objects is what stands at the right, if anything does.
func (h *Heading) Objects() []fyne.CanvasObject {
	if h.Action == nil {
		return nil
	}
	return []fyne.CanvasObject{h.Action}
}

// TypedRune implements fyne.Focusable.
func (h *Heading) TypedRune(rune) {}

// TypedKey implements fyne.Focusable: Space and Enter fold, Left and Right close and open, Up and
// Down go to the neighbours.
func (h *Heading) TypedKey(e *fyne.KeyEvent) {
	switch key := e.Name; {
	case key == fyne.KeySpace, key == fyne.KeyReturn, key == fyne.KeyEnter,
		key == fyne.KeyLeft && h.Fold == ExpandOpen, key == fyne.KeyRight && h.Fold == ExpandClosed:
		h.Tapped(nil)
	case key == fyne.KeyUp:
		fyne.CurrentApp().Driver().CanvasForObject(h).FocusPrevious()
	case key == fyne.KeyDown:
		fyne.CurrentApp().Driver().CanvasForObject(h).FocusNext()
	default:
		passOn(h, e)
	}
}

// AccessibilityLabel implements fyne.Accessible.
func (h *Heading) AccessibilityLabel() string { return h.Text }

// AccessibilityRole implements fyne.Accessible.
func (h *Heading) AccessibilityRole() fyne.AccessibleRole {
	if h.Disabled() {
		return fyne.AccessibleRoleText
	}
	return fyne.AccessibleRoleButton
}

// CreateRenderer implements fyne.Widget.
func (h *Heading) CreateRenderer() fyne.WidgetRenderer {
	f := &headingFace{h: h, triangle: NewIcon(), text: canvas.NewText("", color.Transparent), note: canvas.NewText("", color.Transparent), ring: focusRing()}
	f.ring.CornerRadius = 4
	objects := []fyne.CanvasObject{f.triangle.Image, f.text, f.note, f.ring}
	if h.Action != nil {
		objects = append(objects, h.Action)
	}
	return Render(f.min, f.layout, f.paint, objects...)
}

// headingFace holds what a heading is drawn with.
type headingFace struct {
	h          *Heading
	triangle   *Icon
	text, note *canvas.Text
	ring       *canvas.Rectangle
}

func (f *headingFace) min() fyne.Size { return fyne.NewSize(60, f.h.least()) }

// least is the height of the heading in one line.
func (h *Heading) least() float32 {
	if h.acts() {
		return max(24*unit(h), h.Action.MinSize().Height)
	}
	return 24 * unit(h)
}

// acts reports whether there is something at the right that is shown.
func (h *Heading) acts() bool { return h.Action != nil && h.Action.Visible() }

// HeightFor is the height that the heading needs at a width: where the text has no room beside its
// note or action, that goes on a line of its own.
func (h *Heading) HeightFor(width float32) float32 {
	least := h.least()
	if aside := h.aside(); aside > 0 && h.textAt()+h.textWidth()+8+aside > width-h.Margin+.5 {
		return least + 24*unit(h)
	}
	return least
}

// textAt is where the text begins.
func (h *Heading) textAt() float32 {
	if h.Fold == ExpandNone {
		return h.Margin
	}
	return h.Margin + triangleWide*unit(h)
}

func (h *Heading) textWidth() float32 { return headingWidth(h.Text, h) }

// aside is the least width of what stands at the right: the key of a button gives way to the text.
func (h *Heading) aside() float32 {
	width := float32(0)
	if h.Note != "" {
		width += headingWidth(h.Note, h)
	}
	if h.acts() {
		if b, ok := h.Action.(*Button); ok {
			return width + b.narrow()
		}
		return width + h.Action.MinSize().Width
	}
	return width
}

// headingWidth is the width of a text in the style of headings.
func headingWidth(text string, w fyne.Widget) float32 {
	return TextWidth(text, TextSize(StyleHeading, w), fyne.TextStyle{Bold: true})
}

func (f *headingFace) layout(s fyne.Size) {
	h := f.h
	beside := min(1, h.Margin-4) // a triangle without a margin is not under the ring
	Place(f.ring, beside, 1, s.Width-2*beside, s.Height-2)
	x, right := h.textAt(), s.Width-h.Margin
	line, below := s.Height, float32(0) // of the text, and where what stands at the right begins
	if two := h.HeightFor(s.Width); two > h.least() && s.Height >= two-1 {
		line = 24 * unit(h)
		below = line
	}
	if side := 16 * unit(h); h.Fold != ExpandNone {
		Place(f.triangle, h.Margin-triangleIn*unit(h), (line-side)/2, side, side)
	}
	aside := f.layoutAside(right, below, s.Height-below, x)
	if below == 0 && aside > 0 {
		right -= aside + 8
	}
	f.text.Text = Fit(h.Text, f.text.TextSize, f.text.TextStyle, right-x)
	Place(f.text, x, 0, max(right-x, 0), line)
}

// layoutAside places note and action before the right end, in a line that begins at y, and returns
// the width that they take.
func (f *headingFace) layoutAside(right, y, line, text float32) float32 {
	taken := float32(0)
	if f.h.Note != "" {
		taken = f.note.MinSize().Width
	}
	Place(f.note, right-taken, y, taken, line)
	if !f.h.acts() {
		return taken
	}
	m, room := f.h.Action.MinSize(), right-taken-f.h.Margin
	if y == 0 {
		room = right - taken - text - 8 - f.h.textWidth()
	}
	if b, ok := f.h.Action.(*Button); ok { // its key gives way
		m.Width = min(m.Width, max(room, b.narrow()))
	}
	Place(f.h.Action, right-taken-m.Width, y+(line-m.Height)/2, m.Width, m.Height)
	return taken + m.Width
}

func (f *headingFace) paint() { Redraw(f.show, f.ring, f.text, f.note) }

// show sets what is drawn.
func (f *headingFace) show() {
	applyStyle(f.text, StyleHeading, f.h)
	applyStyle(f.note, StyleHeading, f.h)
	f.note.Text = f.h.Note
	f.triangle.Set(triangle(f.h.Fold), TokenDim)
	f.ring.StrokeColor, f.ring.Hidden = Tint(TokenAccent, f.h), !f.h.focused
	f.layout(f.h.Size())
}
