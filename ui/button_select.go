package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"catchlight/ui/grid"
)

// Select is a flat drop-down list: the chosen option, and an arrow that opens
// the others as a menu.
type Select struct {
	widget.BaseWidget
	OnChanged func(i int)
	OnHint    func(inside bool)

	options          []string
	chosen           int
	hovered, focused bool
}

// NewSelect returns a drop-down list with option chosen shown; changed hears
// of choices by the user only.
func NewSelect(options []string, chosen int, changed func(int)) *Select {
	s := &Select{options: options, chosen: chosen, OnChanged: changed}
	s.ExtendBaseWidget(s)
	return s
}

// SetOptions replaces the options and the chosen one, without a call of OnChanged.
func (s *Select) SetOptions(options []string, chosen int) {
	s.options, s.chosen = options, chosen
	s.Refresh()
}

// SetSelected shows option i, without a call of OnChanged.
func (s *Select) SetSelected(i int) { s.SetOptions(s.options, i) }

// Selected is the index of the option shown.
func (s *Select) Selected() int { return s.chosen }

// text is the option shown.
func (s *Select) text() string {
	if s.chosen < 0 || s.chosen >= len(s.options) {
		return ""
	}
	return s.options[s.chosen]
}

// Tapped implements fyne.Tappable: it opens the menu below.
func (s *Select) Tapped(*fyne.PointEvent) {
	items := make([]*fyne.MenuItem, len(s.options))
	for i, o := range s.options {
		items[i] = fyne.NewMenuItem(o, func() { s.choose(i) })
		items[i].Checked = i == s.chosen
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(s)
	if c == nil || len(items) == 0 {
		return
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(s)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, at.AddXY(0, s.Size().Height+2))
}

func (s *Select) choose(i int) {
	if i == s.chosen || i < 0 || i >= len(s.options) {
		return
	}
	s.SetSelected(i)
	if s.OnChanged != nil {
		s.OnChanged(i)
	}
}

// MouseIn implements desktop.Hoverable.
func (s *Select) MouseIn(*desktop.MouseEvent) { s.hover(true) }

// MouseMoved implements desktop.Hoverable.
func (s *Select) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (s *Select) MouseOut() { s.hover(false) }

func (s *Select) hover(inside bool) {
	s.hovered = inside
	if s.OnHint != nil {
		s.OnHint(inside)
	}
	s.Refresh()
}

// FocusGained implements fyne.Focusable.
func (s *Select) FocusGained() { s.focused = true; s.Refresh() }

// FocusLost implements fyne.Focusable.
func (s *Select) FocusLost() { s.focused = false; s.Refresh() }

// TypedRune implements fyne.Focusable.
func (s *Select) TypedRune(rune) {}

// TypedKey implements fyne.Focusable: arrows choose, Space and Enter open the menu.
func (s *Select) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp, fyne.KeyLeft:
		s.choose(s.chosen - 1)
	case fyne.KeyDown, fyne.KeyRight:
		s.choose(s.chosen + 1)
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		s.Tapped(nil)
	}
}

// AccessibilityLabel implements fyne.Accessible.
func (s *Select) AccessibilityLabel() string { return s.text() }

// AccessibilityRole implements fyne.Accessible.
func (s *Select) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (s *Select) CreateRenderer() fyne.WidgetRenderer {
	ring, body := focusRing(), canvas.NewRectangle(color.Transparent)
	body.CornerRadius = 4
	label, arrow := canvas.NewText("", color.Transparent), newIcon()
	layout := func(size fyne.Size) {
		u := unit(s)
		body.Resize(size)
		ringAround(ring, fyne.Position{}, size)
		label.Text = grid.Fit(s.text(), label.TextSize, label.TextStyle, size.Width-10-16*u-10)
		place(label, 10, 0, size.Width, size.Height)
		place(arrow, size.Width-16*u-6, (size.Height-16*u)/2, 16*u, 16*u)
	}
	paint := func() {
		dress(label, StyleText, s)
		body.FillColor, body.StrokeWidth = tint(TokenControl, s), 0
		if s.hovered {
			body.FillColor = tint(TokenChip, s)
		}
		if isLight(s) {
			body.StrokeWidth, body.StrokeColor = 1, tint(TokenLine, s)
		}
		arrow.show(theme.MenuDropDownIcon(), TokenText)
		ring.StrokeColor, ring.Hidden = tint(TokenAccent, s), !s.focused
		layout(s.Size())
		ring.Refresh()
		body.Refresh()
		label.Refresh()
	}
	return render(s.measure, layout, paint, ring, body, label, arrow.Image)
}

// measure is wide enough for the widest option, so the width does not jump.
func (s *Select) measure() fyne.Size {
	u, widest := unit(s), float32(0)
	for _, o := range s.options {
		widest = max(widest, fyne.MeasureText(o, textSize(StyleText, s), fyne.TextStyle{}).Width)
	}
	return fyne.NewSize(10+widest+10+16*u+6, 30*u)
}
