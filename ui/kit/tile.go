package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Tile is a small picture that can be clicked: it stands whole in the middle of its box.
type Tile struct {
	widget.BaseWidget
	OnTapped func()
	OnHint   func(inside bool)

	picture *canvas.Image
	size    fyne.Size
	label   string
	pointed bool // the pointer is over it
	focused bool
}

// NewTile returns a tile of a size; label is its accessible text.
func NewTile(picture *canvas.Image, size fyne.Size, label string, tapped func()) *Tile {
	t := &Tile{picture: picture, size: size, label: label, OnTapped: tapped}
	t.ExtendBaseWidget(t)
	return t
}

// Tapped implements fyne.Tappable.
func (t *Tile) Tapped(*fyne.PointEvent) { t.OnTapped() }

// MouseIn implements desktop.Hoverable.
func (t *Tile) MouseIn(*desktop.MouseEvent) { t.point(true) }

// MouseMoved implements desktop.Hoverable.
func (t *Tile) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (t *Tile) MouseOut() { t.point(false) }

func (t *Tile) point(inside bool) {
	t.pointed = inside
	t.hint(inside)
}

func (t *Tile) hint(inside bool) {
	if t.OnHint != nil {
		t.OnHint(inside)
	}
}

// FocusGained implements fyne.Focusable.
func (t *Tile) FocusGained() { t.focus(true) }

// FocusLost implements fyne.Focusable.
func (t *Tile) FocusLost() { t.focus(false) }

func (t *Tile) focus(on bool) {
	t.focused = on
	t.hint(on)
	t.Refresh()
	if on {
		revealFocused(t, t.pointed)
	}
}

// TypedRune implements fyne.Focusable.
func (t *Tile) TypedRune(rune) {}

// TypedKey implements fyne.Focusable: Space and Enter are a click.
func (t *Tile) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		t.OnTapped()
	default:
		passOn(t, e)
	}
}

// AccessibilityLabel implements fyne.Accessible.
func (t *Tile) AccessibilityLabel() string { return t.label }

// AccessibilityRole implements fyne.Accessible.
func (t *Tile) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (t *Tile) CreateRenderer() fyne.WidgetRenderer {
	box, ring := canvas.NewRectangle(color.Transparent), focusRing()
	layout := func(s fyne.Size) {
		box.Resize(s)
		t.picture.Resize(s)
		Place(ring, 0, 0, s.Width, s.Height)
	}
	paint := func() {
		box.FillColor = Tint(TokenWell, t)
		ring.StrokeColor, ring.Hidden = Tint(TokenAccent, t), !t.focused
		box.Refresh()
		ring.Refresh()
	}
	return Render(func() fyne.Size { return t.size }, layout, paint, box, t.picture, ring)
}
