package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// ChipButton is one tag or keyword in the inspector or loupe: 24 high, with a × where
// it can be taken away. Set the callbacks before it is shown; each may be nil.
type ChipButton struct {
	widget.BaseWidget
	// OnClicked hears of a click on the body, with the modifiers held.
	OnClicked func(mod fyne.KeyModifier)
	// OnCross hears of a click on the ×.
	OnCross func()
	// OnMenu hears of a right click, at a position in the window.
	OnMenu func(at fyne.Position)
	// OnKeyDown hears of keys going down, without repeats: decide here.
	OnKeyDown func(key fyne.KeyName, mod fyne.KeyModifier)
	// OnTypedKey hears of keys with repeats: move here.
	OnTypedKey func(key fyne.KeyName)
	// OnRune hears of typed characters.
	OnRune func(r rune)
	// OnHint hears of the pointer or the focus coming (inside) and going, and
	// of the pointer moving on and off the ×.
	OnHint func(inside, cross bool)
	// OnFocus hears of the chip getting and losing the keyboard.
	OnFocus func(focused bool)
	// OnDrag hears of the chip being dragged, at a position in the window, and OnDrop of where it
	// was let go, with the chip as it was when the drag began: another may stand here by then.
	OnDrag func(at fyne.Position)
	OnDrop func(c Chip, at fyne.Position)

	chip          Chip
	size          ChipSize
	palette       *Palette
	focused       bool
	current       bool // has the ring without the keyboard
	inside, cross bool
	pressed       bool
	dragged       bool
	taken         Chip          // by the drag
	at            fyne.Position // of the drag, in the window
}

var (
	_ desktop.Mouseable = (*ChipButton)(nil)
	_ desktop.Hoverable = (*ChipButton)(nil)
	_ desktop.Keyable   = (*ChipButton)(nil)
	_ fyne.Draggable    = (*ChipButton)(nil)
	_ fyne.Accessible   = (*ChipButton)(nil)
)

// NewChipButton returns a chip.
func NewChipButton(c Chip) *ChipButton {
	w := &ChipButton{chip: c, size: PanelChip}
	w.palette = NewPalette(w)
	w.ExtendBaseWidget(w)
	return w
}

// SetChip shows another chip.
func (c *ChipButton) SetChip(chip Chip) {
	if c.chip == chip {
		return
	}
	c.chip = chip
	if c.Refresh(); c.inside || c.focused {
		c.hint(true, c.cross)
	}
}

// SetSize draws the chip in another size.
func (c *ChipButton) SetSize(size ChipSize) {
	c.size = size
	c.Refresh()
}

// SetCurrent draws the ring although the chip has not the keyboard: it is the
// one that the keys of the grid act on.
func (c *ChipButton) SetCurrent(on bool) {
	if c.current != on {
		c.current = on
		c.Refresh()
	}
}

// Chip is what is shown.
func (c *ChipButton) Chip() Chip { return c.chip }

// onCross reports whether a point of the chip is on its ×.
func (c *ChipButton) onCross(at fyne.Position) bool {
	return c.size.OnCross(c.chip, unit(c), c.Size().Width, at.X)
}

// MouseDown implements desktop.Mouseable.
func (c *ChipButton) MouseDown(*desktop.MouseEvent) { c.pressed = true }

// MouseUp implements desktop.Mouseable: a click is a press and a release on the
// chip, so a drag that ends elsewhere does nothing.
func (c *ChipButton) MouseUp(e *desktop.MouseEvent) {
	size, pressed := c.Size(), c.pressed
	c.pressed = false
	if !pressed || c.dragged || e.Position.X < 0 || e.Position.Y < 0 || e.Position.X > size.Width || e.Position.Y > size.Height {
		return
	}
	switch {
	case e.Button == desktop.MouseButtonSecondary:
		if c.OnMenu != nil {
			c.OnMenu(e.AbsolutePosition)
		}
	case c.onCross(e.Position):
		if c.OnCross != nil {
			c.OnCross()
		}
	case c.OnClicked != nil:
		c.OnClicked(e.Modifier)
	}
}

// MouseIn implements desktop.Hoverable.
func (c *ChipButton) MouseIn(e *desktop.MouseEvent) { c.point(true, c.onCross(e.Position)) }

// MouseMoved implements desktop.Hoverable.
func (c *ChipButton) MouseMoved(e *desktop.MouseEvent) { c.point(true, c.onCross(e.Position)) }

// MouseOut implements desktop.Hoverable.
func (c *ChipButton) MouseOut() { c.point(false, false) }

func (c *ChipButton) point(inside, cross bool) {
	if c.inside == inside && c.cross == cross {
		return
	}
	c.inside, c.cross = inside, cross
	c.hint(inside, cross)
}

func (c *ChipButton) hint(inside, cross bool) {
	if c.OnHint != nil {
		c.OnHint(inside, cross)
	}
}

// Dragged implements fyne.Draggable.
func (c *ChipButton) Dragged(e *fyne.DragEvent) {
	if !c.dragged {
		c.taken = c.chip
	}
	c.dragged, c.at = true, e.AbsolutePosition
	if c.OnDrag != nil {
		c.OnDrag(c.at)
	}
}

// DragEnd implements fyne.Draggable.
func (c *ChipButton) DragEnd() {
	dragged := c.dragged
	c.dragged = false
	if dragged && c.OnDrop != nil {
		c.OnDrop(c.taken, c.at)
	}
}

// FocusGained implements fyne.Focusable.
func (c *ChipButton) FocusGained() { c.focus(true) }

// FocusLost implements fyne.Focusable.
func (c *ChipButton) FocusLost() { c.focus(false) }

func (c *ChipButton) focus(on bool) {
	c.focused = on
	c.Refresh()
	c.hint(on, false)
	if on {
		revealFocused(c, c.inside)
	}
	if c.OnFocus != nil {
		c.OnFocus(on)
	}
}

// TypedRune implements fyne.Focusable.
func (c *ChipButton) TypedRune(r rune) {
	if c.OnRune != nil {
		c.OnRune(r)
	}
}

// TypedKey implements fyne.Focusable.
func (c *ChipButton) TypedKey(e *fyne.KeyEvent) {
	switch {
	case c.OnTypedKey != nil:
		c.OnTypedKey(e.Name)
	case c.OnKeyDown == nil:
		passOn(c, e)
	}
}

// KeyDown implements desktop.Keyable.
func (c *ChipButton) KeyDown(e *fyne.KeyEvent) {
	if c.OnKeyDown != nil {
		c.OnKeyDown(e.Name, HeldModifiers())
	}
}

// KeyUp implements desktop.Keyable.
func (c *ChipButton) KeyUp(*fyne.KeyEvent) {}

// AccessibilityLabel implements fyne.Accessible.
func (c *ChipButton) AccessibilityLabel() string {
	if c.chip.Label != "" {
		return c.chip.Label
	}
	return c.chip.Name
}

// AccessibilityRole implements fyne.Accessible.
func (c *ChipButton) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (c *ChipButton) CreateRenderer() fyne.WidgetRenderer {
	face, ring := NewChipFace(), focusRing()
	show := func(s fyne.Size) {
		face.Show(c.chip, c.size, c.palette, fyne.Position{}, s.Width, false)
		ringAround(ring, fyne.Position{}, fyne.NewSize(min(s.Width, c.natural()), s.Height))
	}
	paint := func() {
		c.palette.Update()
		ring.StrokeColor, ring.Hidden = Tint(TokenAccent, c), !c.focused && !c.current
		show(c.Size())
		canvas.Refresh(ring)
	}
	min := func() fyne.Size { return fyne.NewSize(c.natural(), c.size.Height(unit(c))) }
	return Render(min, show, paint, append([]fyne.CanvasObject{ring}, face.Objects()...)...)
}

// natural is the width of the chip with its whole name.
func (c *ChipButton) natural() float32 { return c.size.Width(c.chip, unit(c)) }
