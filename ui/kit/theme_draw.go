package kit

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// painted is the renderer of the widgets here: a fixed list of canvas objects
// and three functions that measure, place and colour them.
type painted struct {
	objects []fyne.CanvasObject
	min     func() fyne.Size
	layout  func(fyne.Size)
	paint   func() // colours and texts from the widget's fields and the theme
}

func (p *painted) Destroy()                     {}
func (p *painted) Objects() []fyne.CanvasObject { return p.objects }
func (p *painted) MinSize() fyne.Size           { return p.min() }
func (p *painted) Layout(s fyne.Size)           { p.layout(s) }
func (p *painted) Refresh()                     { p.paint() }

// Render makes the renderer and paints for the first time.
func Render(min func() fyne.Size, layout func(fyne.Size), paint func(), objects ...fyne.CanvasObject) fyne.WidgetRenderer {
	p := &painted{objects: objects, min: min, layout: layout, paint: paint}
	paint()
	return p
}

// Tint is the colour of a token in the theme that w is shown in.
func Tint(token fyne.ThemeColorName, w fyne.Widget) color.Color {
	return theme.ColorForWidget(token, w)
}

// unit is the user's text scale as w sees it, 1 to 1.5: rows, chips and
// controls multiply their heights by it.
func unit(w fyne.Widget) float32 {
	return theme.SizeForWidget(theme.SizeNameText, w) / textSizes[theme.SizeNameText]
}

// isLight reports whether w is shown in the light look.
func isLight(w fyne.Widget) bool {
	r, _, _, _ := Tint(TokenControl, w).RGBA()
	return r > 0x8000
}

// focusRing is the 2 dp accent outline, 1 outside the body, of what has the
// keyboard; ringAround places it.
func focusRing() *canvas.Rectangle {
	r := canvas.NewRectangle(color.Transparent)
	r.StrokeWidth, r.CornerRadius = 2, 7
	r.Hide()
	return r
}

// ringAround places a focus ring around a body.
func ringAround(ring *canvas.Rectangle, at fyne.Position, body fyne.Size) {
	ring.Move(at.SubtractXY(3, 3))
	ring.Resize(body.AddWidthHeight(6, 6))
}

// Place moves and resizes in one line.
func Place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// ShowIf shows or hides an object; it touches none that is as wanted.
func ShowIf(o fyne.CanvasObject, on bool) {
	switch {
	case on && !o.Visible():
		o.Show()
	case !on && o.Visible():
		o.Hide()
	}
}

// Surface is a flat area in the colour of a token, which follows the theme.
type Surface struct {
	widget.BaseWidget
	token fyne.ThemeColorName
	min   fyne.Size
}

// NewSurface returns a flat area to put behind others in a stack.
func NewSurface(token fyne.ThemeColorName) *Surface {
	s := &Surface{token: token}
	s.ExtendBaseWidget(s)
	return s
}

// SetToken gives the area another colour.
func (s *Surface) SetToken(token fyne.ThemeColorName) {
	if s.token != token {
		s.token = token
		s.Refresh()
	}
}

// NewRule returns a separator, 1 dp thick.
func NewRule() *Surface {
	s := NewSurface(TokenLine)
	s.min = fyne.NewSize(1, 1)
	return s
}

// NewSpace returns nothing at all, of a size: a gap between widgets.
func NewSpace(width, height float32) fyne.CanvasObject {
	r := canvas.NewRectangle(color.Transparent)
	r.SetMinSize(fyne.NewSize(width, height))
	return r
}

// CreateRenderer implements fyne.Widget.
func (s *Surface) CreateRenderer() fyne.WidgetRenderer {
	body := NewGround()
	paint := func() { body.Paint(Tint(s.token, s)) }
	return Render(func() fyne.Size { return s.min }, body.Picture.Resize, paint, body.Picture)
}

// Ground is a flat area: a picture of one pixel that is stretched over it. The toolkit asks of each
// pixel of a rectangle whether it is on an edge, which takes a processor that draws without a
// graphics card half as long again.
type Ground struct {
	Picture *canvas.Image // is drawn
	colour  color.Color
}

// NewGround returns a ground without a colour.
func NewGround() *Ground { return &Ground{Picture: NewPicture()} }

// Paint gives the ground a colour.
func (g *Ground) Paint(c color.Color) {
	if g.colour == c {
		return
	}
	g.colour = c
	pixel := image.NewRGBA(image.Rect(0, 0, 1, 1))
	pixel.Set(0, 0, c)
	SetPicture(g.Picture, pixel)
}

// drawing is what a text or a rectangle looks like, but for its place: that the toolkit sees itself.
type drawing struct {
	hidden      bool
	ink, stroke color.Color
	text        string
	style       fyne.TextStyle
	align       fyne.TextAlign
	size        float32 // of the text, or the radius of the corners
	width       float32 // of the stroke
}

// drawingOf is what an object looks like; anything but texts and rectangles looks like nothing.
func drawingOf(o fyne.CanvasObject) drawing {
	switch o := o.(type) {
	case *canvas.Text:
		return drawing{hidden: o.Hidden, ink: o.Color, text: o.Text, style: o.TextStyle, align: o.Alignment, size: o.TextSize}
	case *canvas.Rectangle:
		return drawing{hidden: o.Hidden, ink: o.FillColor, stroke: o.StrokeColor, size: o.CornerRadius, width: o.StrokeWidth}
	}
	return drawing{}
}

// Redraw changes texts and rectangles, and has those drawn anew that look different then. The toolkit
// draws the whole window for each, and in the next frame once more where that is in a layout, which
// it does while it draws.
//
// What was hidden is not known to the toolkit, or no more, and its Refresh does nothing: where it comes
// something that was seen is drawn anew, too.
func Redraw(change func(), objects ...fyne.CanvasObject) {
	before := make([]drawing, 0, 8) // of a fixed size, so that chips that scroll by leave no garbage
	for _, o := range objects {
		before = append(before, drawingOf(o))
	}
	change()
	comes := false
	for i, o := range objects {
		if now := drawingOf(o); now != before[i] {
			o.Refresh()
			comes = comes || !now.hidden && before[i].hidden
		}
	}
	for i, o := range objects {
		if comes && !before[i].hidden {
			o.Refresh()
			return
		}
	}
}
