package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Check is a flat check box, or one choice of several (Round), with a label and an optional note
// below it. In a Column both wrap.
type Check struct {
	widget.BaseWidget
	Label     string
	Note      string // caption below the label
	Round     bool   // one of several: a disc instead of a tick, and no way back by a second click
	OnChanged func(on bool)

	pointable
	on, focused, disabled bool
}

// NewCheck returns a check box; changed hears of clicks and keys only.
func NewCheck(label string, on bool, changed func(on bool)) *Check {
	c := &Check{Label: label, on: on, OnChanged: changed}
	c.ExtendBaseWidget(c)
	return c
}

// NewChoice returns the check boxes of a choice of one from several, each an
// object of its own, in the order of labels; chosen hears of another choice by
// the user. notes may be shorter than labels.
func NewChoice(labels, notes []string, at int, chosen func(i int)) []*Check {
	all := make([]*Check, len(labels))
	for i, label := range labels {
		all[i] = NewCheck(label, i == at, nil)
		all[i].Round = true
		if i < len(notes) {
			all[i].Note = notes[i]
		}
		all[i].OnChanged = func(bool) {
			for j, c := range all {
				c.SetOn(j == i)
			}
			chosen(i)
		}
	}
	return all
}

// SetOn sets or clears the tick, without a call of OnChanged.
func (c *Check) SetOn(on bool) {
	if c.on != on {
		c.on = on
		c.Refresh()
	}
}

// On reports whether the box is ticked.
func (c *Check) On() bool { return c.on }

// Enable implements fyne.Disableable.
func (c *Check) Enable() { c.disabled = false; c.Refresh() }

// Disable implements fyne.Disableable.
func (c *Check) Disable() { c.disabled = true; c.Refresh() }

// Disabled implements fyne.Disableable.
func (c *Check) Disabled() bool { return c.disabled }

// Tapped implements fyne.Tappable.
func (c *Check) Tapped(*fyne.PointEvent) {
	if c.disabled || c.Round && c.on {
		return
	}
	c.SetOn(!c.on)
	if c.OnChanged != nil {
		c.OnChanged(c.on)
	}
}

// FocusGained implements fyne.Focusable.
func (c *Check) FocusGained() {
	c.focused = true
	c.Refresh()
	revealFocused(c, c.pointed)
}

// FocusLost implements fyne.Focusable.
func (c *Check) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune implements fyne.Focusable.
func (c *Check) TypedRune(rune) {}

// TypedKey implements fyne.Focusable: Space and Enter tick.
func (c *Check) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		c.Tapped(nil)
	default:
		passOn(c, e)
	}
}

// AccessibilityLabel implements fyne.Accessible.
func (c *Check) AccessibilityLabel() string { return c.Label }

// AccessibilityRole implements fyne.Accessible.
func (c *Check) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (c *Check) CreateRenderer() fyne.WidgetRenderer {
	f := &checkFace{
		c: c, box: canvas.NewRectangle(color.Transparent), disc: canvas.NewRectangle(color.Transparent), ring: focusRing(), edge: NewPicture(), palette: NewPalette(c),
		tick: NewIcon(), label: NewParagraph("", StyleText), note: NewParagraph("", StyleCaption),
	}
	return Render(f.min, f.layout, f.paint, f.ring, f.box, f.edge, f.disc, f.tick.Image, f.label, f.note)
}

// checkFace holds what a check box is drawn with.
type checkFace struct {
	c               *Check
	box, disc, ring *canvas.Rectangle
	tick            *Icon
	label, note     *Paragraph
	edge            *canvas.Image
	palette         *Palette
	edgeRadius      float32
}

// boxSide is the side of the box in dp, and where the label begins.
const boxSide, boxLabel = 14, 26

// HeightFor is the height that label and note need at a width.
func (c *Check) HeightFor(width float32) float32 {
	u := unit(c)
	label, note := NewParagraph(c.Label, StyleText), NewParagraph(c.Note, StyleCaption)
	height := 28*u + label.HeightFor(width-boxLabel*u) - label.line()
	if c.Note != "" {
		height += note.HeightFor(width - boxLabel*u)
	}
	return height
}

func (f *checkFace) min() fyne.Size {
	u, c := unit(f.c), f.c
	width := TextWidth(c.Label, TextSize(StyleText, c), fyne.TextStyle{})
	if c.Note != "" {
		width = max(width, TextWidth(c.Note, TextSize(StyleCaption, c), fyne.TextStyle{}))
	}
	width += boxLabel * u
	return fyne.NewSize(width, c.HeightFor(width+1))
}

func (f *checkFace) layout(s fyne.Size) {
	u := unit(f.c)
	side, row, inset := round(boxSide*u), 28*u, round(3*u) // whole, for the outline is a picture
	at := fyne.NewPos(2, round((row-side)/2))
	f.box.Move(at)
	f.box.Resize(fyne.NewSquareSize(side))
	token := TokenEdge
	if f.c.on {
		token = TokenAccent
	}
	f.palette.Outline(f.edge, at, f.box.Size(), f.edgeRadius, 1, token)
	Place(f.disc, at.X+inset, at.Y+inset, side-2*inset, side-2*inset)
	Place(f.tick, at.X, at.Y, side, side)
	ringAround(f.ring, at, f.box.Size())
	width, line := s.Width-boxLabel*u+1, f.label.line() // sums of float32 widths must not break a line that fits
	high := f.label.HeightFor(width)
	Place(f.label, boxLabel*u, round((row-line)/2), width, high)
	Place(f.note, boxLabel*u, row-5*u+high-line, width, f.note.HeightFor(width))
}

func (f *checkFace) paint() {
	c, u := f.c, unit(f.c)
	f.palette.Update()
	radius := float32(2)
	if c.Round {
		radius = boxSide * u / 2
	}
	f.edgeRadius = radius
	f.box.CornerRadius, f.disc.CornerRadius, f.ring.CornerRadius = radius, radius, radius+3
	f.box.FillColor, f.box.Hidden = Tint(TokenAccent, c), !c.on || c.Round
	f.disc.FillColor, f.disc.Hidden = Tint(TokenAccent, c), !c.on || !c.Round
	f.tick.Set(map[bool]fyne.Resource{true: theme.ConfirmIcon()}[c.on && !c.Round], TokenPanel)
	f.label.Text, f.note.Text, f.label.Token, f.note.Token = c.Label, c.Note, "", ""
	if c.disabled {
		f.label.Token, f.note.Token = TokenFaint, TokenFaint
	}
	f.note.Hidden = c.Note == ""
	f.ring.StrokeColor, f.ring.Hidden = Tint(TokenAccent, c), !c.focused
	f.layout(c.Size())
	for _, o := range []fyne.CanvasObject{f.ring, f.box, f.disc, f.label, f.note} {
		o.Refresh()
	}
}
