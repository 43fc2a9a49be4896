package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"catchlight/ui/kit"
)

// Stop is a stop of Tab without a face: what a page shows acts on keys there, as the grid does. It
// takes no room. Set the callbacks before it is shown; each may be nil.
type Stop struct {
	widget.BaseWidget
	// OnKeyDown hears of keys going down, without repeats.
	OnKeyDown func(key fyne.KeyName, mod fyne.KeyModifier)
	// OnTypedKey hears of keys with repeats.
	OnTypedKey func(key fyne.KeyName, mod fyne.KeyModifier)
	// OnRune hears of typed characters.
	OnRune func(r rune)
	// OnFocus hears of the keyboard coming and going.
	OnFocus func()
}

var _ desktop.Keyable = (*Stop)(nil)

// NewStop returns a stop.
func NewStop() *Stop {
	s := &Stop{}
	s.ExtendBaseWidget(s)
	return s
}

// FocusGained implements fyne.Focusable.
func (s *Stop) FocusGained() { s.focus() }

// FocusLost implements fyne.Focusable.
func (s *Stop) FocusLost() { s.focus() }

func (s *Stop) focus() {
	if s.OnFocus != nil {
		s.OnFocus()
	}
}

// TypedRune implements fyne.Focusable.
func (s *Stop) TypedRune(r rune) {
	if s.OnRune != nil {
		s.OnRune(r)
	}
}

// TypedKey implements fyne.Focusable.
func (s *Stop) TypedKey(e *fyne.KeyEvent) {
	if s.OnTypedKey != nil {
		s.OnTypedKey(e.Name, kit.HeldModifiers())
	}
}

// KeyDown implements desktop.Keyable.
func (s *Stop) KeyDown(e *fyne.KeyEvent) {
	if s.OnKeyDown != nil {
		s.OnKeyDown(e.Name, kit.HeldModifiers())
	}
}

// KeyUp implements desktop.Keyable.
func (s *Stop) KeyUp(*fyne.KeyEvent) {}

// CreateRenderer implements fyne.Widget.
func (s *Stop) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(kit.NewSpace(0, 0))
}
