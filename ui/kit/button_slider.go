package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// thumbSide is the diameter of a slider's thumb in dp.
const thumbSide = 14

// Slider is a flat slider with a few steps, 88 wide unless it gets more space.
type Slider struct {
	widget.BaseWidget
	OnChanged func(step int)
	OnSettled func(step int) // hears of a step once the user lets go of it; may be nil
	OnHint    func(inside bool)
	Label     string // accessible text

	steps, step      int
	settled          int // the last step that OnSettled heard of, or that was set
	hovered, focused bool
}

// NewSlider returns a slider over steps 0 to steps-1; changed hears of moves by
// the user only.
func NewSlider(steps, step int, changed func(step int)) *Slider {
	s := &Slider{steps: max(steps, 2), step: step, OnChanged: changed}
	s.ExtendBaseWidget(s)
	return s
}

// SetValue shows a step, without a call of OnChanged and OnSettled.
func (s *Slider) SetValue(step int) {
	s.show(step)
	s.settled = s.step
}

func (s *Slider) show(step int) {
	s.step = min(max(step, 0), s.steps-1)
	s.Refresh()
}

// Value is the step shown.
func (s *Slider) Value() int { return s.step }

func (s *Slider) choose(step int) {
	before := s.step
	s.show(step)
	if s.step != before && s.OnChanged != nil {
		s.OnChanged(s.step)
	}
}

// MouseDown implements desktop.Mouseable: the thumb jumps to the pointer.
func (s *Slider) MouseDown(e *desktop.MouseEvent) { s.pick(e.Position.X) }

// MouseUp implements desktop.Mouseable.
func (s *Slider) MouseUp(*desktop.MouseEvent) { s.settle() }

// settle tells where the user has left the thumb.
func (s *Slider) settle() {
	if s.step == s.settled {
		return
	}
	if s.settled = s.step; s.OnSettled != nil {
		s.OnSettled(s.step)
	}
}

// Dragged implements fyne.Draggable.
func (s *Slider) Dragged(e *fyne.DragEvent) { s.pick(e.Position.X) }

// DragEnd implements fyne.Draggable.
func (s *Slider) DragEnd() { s.settle() }

func (s *Slider) pick(x float32) {
	way := max(s.Size().Width-thumbSide, 1)
	s.choose(int((x-thumbSide/2)/way*float32(s.steps-1) + .5))
}

// MouseIn implements desktop.Hoverable.
func (s *Slider) MouseIn(*desktop.MouseEvent) { s.hover(true) }

// MouseMoved implements desktop.Hoverable.
func (s *Slider) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (s *Slider) MouseOut() { s.hover(false) }

func (s *Slider) hover(inside bool) {
	s.hovered = inside
	if s.OnHint != nil {
		s.OnHint(inside)
	}
}

// FocusGained implements fyne.Focusable.
func (s *Slider) FocusGained() {
	s.focused = true
	s.Refresh()
	revealFocused(s, s.hovered)
}

// FocusLost implements fyne.Focusable.
func (s *Slider) FocusLost() { s.focused = false; s.Refresh() }

// TypedRune implements fyne.Focusable.
func (s *Slider) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (s *Slider) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyDown:
		s.choose(s.step - 1)
	case fyne.KeyRight, fyne.KeyUp:
		s.choose(s.step + 1)
	default:
		passOn(s, e)
		return
	}
	s.settle()
}

// AccessibilityLabel implements fyne.Accessible.
func (s *Slider) AccessibilityLabel() string { return s.Label }

// AccessibilityRole implements fyne.Accessible.
func (s *Slider) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (s *Slider) CreateRenderer() fyne.WidgetRenderer {
	rect := func(radius float32) *canvas.Rectangle {
		r := canvas.NewRectangle(color.Transparent)
		r.CornerRadius = radius
		return r
	}
	track, done, thumb, ring := rect(2), rect(2), rect(thumbSide/2), focusRing()
	ring.CornerRadius = thumbSide/2 + 3
	layout := func(size fyne.Size) {
		x := float32(int(float32(s.step) / float32(s.steps-1) * (size.Width - thumbSide)))
		y := float32(int(size.Height-4) / 2)
		Place(track, 0, y, size.Width, 4)
		Place(done, 0, y, x+thumbSide/2, 4)
		Place(thumb, x, y+2-thumbSide/2, thumbSide, thumbSide)
		ringAround(ring, thumb.Position(), thumb.Size())
	}
	paint := func() {
		track.FillColor, done.FillColor, thumb.FillColor = Tint(TokenEdge, s), Tint(TokenDim, s), Tint(TokenText, s)
		track.FillColor = faded(track.FillColor, .5)
		ring.StrokeColor, ring.Hidden = Tint(TokenAccent, s), !s.focused
		layout(s.Size())
		for _, o := range []fyne.CanvasObject{track, done, thumb, ring} {
			o.Refresh()
		}
	}
	return Render(func() fyne.Size { return fyne.NewSize(88, 24) }, layout, paint, ring, track, done, thumb)
}
