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
	// OnKey hears of keys that a heading which folds has no use for.
	OnKey func(key fyne.KeyName)

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
	case h.OnKey != nil:
		h.OnKey(key)
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

func (f *headingFace) min() fyne.Size {
	height := 24 * unit(f.h)
	if f.h.Action != nil {
		height = max(height, f.h.Action.MinSize().Height)
	}
	return fyne.NewSize(60, height)
}

func (f *headingFace) layout(s fyne.Size) {
	x, right := f.h.Margin, s.Width-f.h.Margin
	Place(f.ring, 1, 1, s.Width-2, s.Height-2)
	if f.h.Fold != ExpandNone {
		side := 16 * unit(f.h)
		Place(f.triangle, x, (s.Height-side)/2, side, side)
		x += side
	}
	note := f.note.MinSize().Width
	Place(f.note, right-note, 0, note, s.Height)
	right -= note
	if f.h.Action != nil {
		m := f.h.Action.MinSize()
		if b, ok := f.h.Action.(*Button); ok { // its key gives way to the heading
			m.Width = min(m.Width, max(right-x-8-TextWidth(f.h.Text, f.text.TextSize, f.text.TextStyle), b.narrow()))
		}
		Place(f.h.Action, right-m.Width, (s.Height-m.Height)/2, m.Width, m.Height)
		right -= m.Width
	}
	f.text.Text = Fit(f.h.Text, f.text.TextSize, f.text.TextStyle, right-x-8)
	Place(f.text, x, 0, max(right-x, 0), s.Height)
}

func (f *headingFace) paint() {
	applyStyle(f.text, StyleHeading, f.h)
	applyStyle(f.note, StyleHeading, f.h)
	f.note.Text = f.h.Note
	f.triangle.Set(triangle(f.h.Fold), TokenDim)
	f.ring.StrokeColor, f.ring.Hidden = Tint(TokenAccent, f.h), !f.h.focused
	f.layout(f.h.Size())
	f.ring.Refresh()
	f.text.Refresh()
	f.note.Refresh()
}
