package kit

import (
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Select is a flat drop-down list: the chosen option, and an arrow that opens
// the others as a menu.
type Select struct {
	widget.BaseWidget
	OnChanged func(i int)
	OnHint    func(inside bool)
	Quiet     bool // small second text without a body until the pointer is over it

	options          []string
	chosen           int
	ticks            []bool // of the options; nil: one of them is chosen
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

// SetTicks replaces the options, of which any number can be ticked: a choice of one is told to
// OnChanged, and changes nothing here.
func (s *Select) SetTicks(options []string, ticks []bool) {
	s.options, s.ticks, s.chosen = options, ticks, slices.Index(ticks, true)
	s.Refresh()
}

// Ticks are the options that are ticked.
func (s *Select) Ticks() []bool { return s.ticks }

// SetSelected shows option i, without a call of OnChanged.
func (s *Select) SetSelected(i int) { s.SetOptions(s.options, i) }

// Selected is the index of the option shown.
func (s *Select) Selected() int { return s.chosen }

// text is the option shown, or those that are ticked.
func (s *Select) text() string {
	var ticked []string
	for i, on := range s.ticks {
		if on {
			ticked = append(ticked, s.options[i])
		}
	}
	if len(ticked) > 1 {
		return strings.Join(ticked, " + ")
	}
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
		items[i].Checked = i == s.chosen || s.ticks != nil && s.ticks[i]
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(s)
	if c == nil || len(items) == 0 {
		return
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(s)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, at.AddXY(0, s.Size().Height+2))
}

func (s *Select) choose(i int) {
	if s.ticks != nil {
		if s.OnChanged != nil {
			s.OnChanged(i)
		}
		return
	}
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
func (s *Select) FocusGained() {
	s.focused = true
	s.Refresh()
	revealFocused(s, s.hovered)
}

// FocusLost implements fyne.Focusable.
func (s *Select) FocusLost() { s.focused = false; s.Refresh() }

// TypedRune implements fyne.Focusable.
func (s *Select) TypedRune(rune) {}

// TypedKey implements fyne.Focusable: arrows choose, Space and Enter open the menu.
func (s *Select) TypedKey(e *fyne.KeyEvent) {
	one := s.ticks == nil
	switch key := e.Name; {
	case key == fyne.KeySpace, key == fyne.KeyReturn, key == fyne.KeyEnter:
		s.Tapped(nil)
	case one && (key == fyne.KeyUp || key == fyne.KeyLeft):
		s.choose(s.chosen - 1)
	case one && (key == fyne.KeyDown || key == fyne.KeyRight):
		s.choose(s.chosen + 1)
	default:
		passOn(s, e)
	}
}

// AccessibilityLabel implements fyne.Accessible.
func (s *Select) AccessibilityLabel() string { return s.text() }

// AccessibilityRole implements fyne.Accessible.
func (s *Select) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (s *Select) CreateRenderer() fyne.WidgetRenderer {
	f := &selectFace{s: s, ring: focusRing(), body: canvas.NewRectangle(color.Transparent), label: canvas.NewText("", color.Transparent), arrow: NewIcon()}
	f.body.CornerRadius = 4
	return Render(f.min, f.layout, f.paint, f.ring, f.body, f.label, f.arrow.Image)
}

// selectFace holds what a drop-down list is drawn with.
type selectFace struct {
	s          *Select
	ring, body *canvas.Rectangle
	label      *canvas.Text
	arrow      *Icon
}

// metrics are the height, the space at the left, and the style of the text.
func (f *selectFace) metrics() (height, pad float32, style TextStyle) {
	if f.s.Quiet {
		return 24 * unit(f.s), 6, StyleJobDim
	}
	return 30 * unit(f.s), 10, StyleText
}

// min is wide enough for the widest option, so the width does not jump; a
// quiet one is as wide as what it shows.
func (f *selectFace) min() fyne.Size {
	height, pad, style := f.metrics()
	options := f.s.options
	if f.s.Quiet {
		options = []string{f.s.text()}
	}
	widest := float32(0)
	for _, o := range options {
		widest = max(widest, fyne.MeasureText(o, TextSize(style, f.s), fyne.TextStyle{}).Width)
	}
	return fyne.NewSize(2*pad+widest+16*unit(f.s)+6, height)
}

func (f *selectFace) layout(size fyne.Size) {
	_, pad, _ := f.metrics()
	side := 16 * unit(f.s)
	f.body.Resize(size)
	ringAround(f.ring, fyne.Position{}, size)
	f.label.Text = Fit(f.s.text(), f.label.TextSize, f.label.TextStyle, size.Width-2*pad-side-6+1)
	Place(f.label, pad, 0, size.Width, size.Height)
	Place(f.arrow, size.Width-side-6, (size.Height-side)/2, side, side)
}

func (f *selectFace) paint() { Redraw(f.show, f.ring, f.body, f.label) }

// show sets what is drawn.
func (f *selectFace) show() {
	s := f.s
	_, _, style := f.metrics()
	applyStyle(f.label, style, s)
	f.body.FillColor, f.body.StrokeWidth = Tint(TokenControl, s), 0
	switch {
	case s.hovered:
		f.body.FillColor = Tint(TokenChip, s)
	case s.Quiet:
		f.body.FillColor = color.Transparent
	}
	if isLight(s) && !s.Quiet {
		f.body.StrokeWidth, f.body.StrokeColor = 1, Tint(TokenLine, s)
	}
	f.arrow.Set(theme.MenuDropDownIcon(), typefaces[style].token)
	f.ring.StrokeColor, f.ring.Hidden = Tint(TokenAccent, s), !s.focused
	f.layout(s.Size())
}
