package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// NewSized gives an object a width of its own, at 100 % text.
func NewSized(o fyne.CanvasObject, width float32) fyne.CanvasObject { return NewFixed(width, o) }

// AtOwnWidth keeps a control at its own width in a column.
func AtOwnWidth(o fyne.CanvasObject) fyne.CanvasObject { return container.NewHBox(o) }

// AtLeft keeps an object at its own width, at the left.
func AtLeft(o fyne.CanvasObject) fyne.CanvasObject {
	f := NewFlow(0, 0)
	f.SetObjects([]fyne.CanvasObject{o})
	return f
}

// Mark is an icon of one colour beside a text; it grows with the text.
type Mark struct {
	widget.BaseWidget
	icon  fyne.Resource
	side  float32
	token fyne.ThemeColorName
}

// NewMark returns an icon of a size in dp, at 100 % text, in the colour of a token.
func NewMark(icon fyne.Resource, side float32, token fyne.ThemeColorName) *Mark {
	m := &Mark{icon: icon, side: side, token: token}
	m.ExtendBaseWidget(m)
	return m
}

// CreateRenderer implements fyne.Widget.
func (m *Mark) CreateRenderer() fyne.WidgetRenderer {
	icon := NewIcon()
	least := func() fyne.Size { return fyne.NewSquareSize(m.side * unit(m)) }
	layout := func(s fyne.Size) {
		side := least().Width
		Place(icon.Image, (s.Width-side)/2, (s.Height-side)/2, side, side)
	}
	return Render(least, layout, func() { icon.Set(m.icon, m.token) }, icon.Image)
}

// Sign is a glyph of chips beside a text, as large there as on a chip; it grows with the text.
type Sign struct {
	widget.BaseWidget
	glyph Glyph
	token fyne.ThemeColorName
}

// NewSign returns a glyph in the colour of a token.
func NewSign(glyph Glyph, token fyne.ThemeColorName) *Sign {
	s := &Sign{glyph: glyph, token: token}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer implements fyne.Widget.
func (s *Sign) CreateRenderer() fyne.WidgetRenderer {
	picture, palette := NewPicture(), NewPalette(s)
	least := func() fyne.Size { return fyne.NewSquareSize(glyphSide * unit(s)) }
	paint := func() {
		palette.Update()
		SetPicture(picture, palette.Sign(s.glyph, least().Width, s.token))
	}
	layout := func(size fyne.Size) {
		side := least().Width
		Place(picture, (size.Width-side)/2, (size.Height-side)/2, side, side)
		paint()
	}
	return Render(least, layout, paint, picture)
}

// Frame is an outline with round corners.
type Frame struct{ widget.BaseWidget }

// NewFrame returns a frame without a size of its own.
func NewFrame() *Frame {
	f := &Frame{}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer implements fyne.Widget.
func (f *Frame) CreateRenderer() fyne.WidgetRenderer {
	r := canvas.NewRectangle(nil)
	r.StrokeWidth, r.CornerRadius = 1, 8
	paint := func() {
		r.FillColor, r.StrokeColor = Tint(TokenWell, f), Tint(TokenEdge, f)
		r.Refresh()
	}
	paint()
	return Render(func() fyne.Size { return fyne.Size{} }, func(s fyne.Size) { r.Resize(s) }, paint, r)
}

// NewInnerHeading is a heading inside a panel that has margins of its own.
func NewInnerHeading(text string) *Heading {
	h := NewHeading(text)
	h.Margin = 0
	return h
}

// ExpandIf is the triangle of a row of a tree, or the place of one where nothing is below it.
func ExpandIf(children, open bool) Expand {
	switch {
	case !children:
		return ExpandLeaf
	case open:
		return ExpandOpen
	default:
		return ExpandClosed
	}
}

// Later runs a function on Fyne's goroutine. Any goroutine may call it; it returns at once.
func Later(do func()) { fyne.Do(do) }
