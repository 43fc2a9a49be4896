package kit

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// ChipSize is one of the two sizes of chips: in panels and in cells.
type ChipSize struct {
	height, text, pad, gap float32 // at 100 % text
	filled                 fyne.ThemeColorName
	refused                fyne.ThemeColorName // of a name without a body around it
	cross                  bool                // has room for a ×
}

// The two sizes; in a panel, and where what a panel has stands on the ground of the grid.
var (
	PanelChip = ChipSize{height: 24, text: 13, pad: 8, gap: 5, filled: TokenChip, refused: TokenFaint, cross: true}
	WellChip  = ChipSize{height: 24, text: 13, pad: 8, gap: 5, filled: TokenChipCell, refused: TokenDim, cross: true} // the row may be chosen
	CellChip  = ChipSize{height: 20, text: 11, pad: 6, gap: 4, filled: TokenChipCell, refused: TokenFaint}            // no cell shows a no
)

// Lengths common to both sizes, in dp at 100 % text.
const (
	glyphSide = 12
	DotSide   = 6
	crossSide = 12
	noteText  = 11 // "n of m"
	crossZone = 16 // of a chip in a cell under the pointer; as wide as the dot that comes with a yes
)

// Height of a chip of this size at a text scale.
func (s ChipSize) Height(unit float32) float32 { return s.height * unit }

// TextSize is that of the name of a chip of this size, in dp at a text scale.
func (s ChipSize) TextSize(unit float32) float32 { return s.text * unit }

// Gap is what stands between the parts of a chip, in dp at a text scale.
func (s ChipSize) Gap(unit float32) float32 { return s.gap * unit }

// nameStyle is how a chip's name is written.
func (c Chip) nameStyle() fyne.TextStyle { return fyne.TextStyle{Strikethrough: c.struck()} }

// Width is how wide a chip is when its name is not cut, in dp at a text scale.
func (s ChipSize) Width(c Chip, unit float32) float32 {
	return ceil(s.around(c, unit) + TextWidth(c.Name, s.text*unit, c.nameStyle()))
}

// ceil keeps the edges of chips on whole dp.
func ceil(dp float32) float32 { return float32(math.Ceil(float64(dp))) }

// around is the width of all but the name.
func (s ChipSize) around(c Chip, unit float32) float32 {
	w := 2 * s.pad
	if c.Glyph() != GlyphNone {
		w += glyphSide + s.gap
	}
	if c.Unwritten() {
		w += s.gap + DotSide
	}
	switch {
	case s.hasCross(c):
		w += s.gap + crossSide
	case s.crossUnder(c):
		w += crossZone - s.pad // kept free, so that the name stays whole under the pointer
	}
	w *= unit
	if c.Of != "" {
		w += s.gap*unit + TextWidth(c.Of, noteText*unit, fyne.TextStyle{})
	}
	return w
}

func (s ChipSize) hasCross(c Chip) bool { return s.cross && c.Removable() }

// crossUnder reports whether the chip has a × only while the pointer is over it.
func (s ChipSize) crossUnder(c Chip) bool { return !s.cross && c.Open() }

// ChipFace draws one chip with a fixed set of canvas objects, which can show
// another chip at any time.
type ChipFace struct {
	body, dot    *canvas.Rectangle
	edge         *canvas.Image // outline of what is only proposed
	glyph, cross *canvas.Image
	name, of     *canvas.Text

	chip  Chip
	size  ChipSize
	unit  float32
	hover bool // in a cell: the bars are a check and the end is a ×
}

// NewChipFace returns a face that shows nothing yet.
func NewChipFace() *ChipFace {
	f := &ChipFace{
		body: canvas.NewRectangle(color.Transparent), dot: canvas.NewRectangle(color.Transparent),
		edge: NewPicture(), glyph: NewPicture(), cross: NewPicture(), name: canvas.NewText("", color.Transparent), of: canvas.NewText("", color.Transparent),
	}
	return f
}

// NewPicture returns the image object for a glyph, an outline or a photo in device pixels.
func NewPicture() *canvas.Image {
	return &canvas.Image{ScaleMode: canvas.ImageScaleFastest, FillMode: canvas.ImageFillStretch}
}

// SetPicture sets the picture of an image object. Only another one is refreshed:
// that sends it to the graphics card again.
func SetPicture(img *canvas.Image, to *image.RGBA) {
	if img.Image != to {
		img.Image = to
		img.Refresh()
	}
}

// Name is the chip's name as it is drawn, with "…" where it is cut.
func (f *ChipFace) Name() string { return f.name.Text }

// Objects are the face's canvas objects, back to front.
func (f *ChipFace) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{f.body, f.edge, f.glyph, f.name, f.of, f.dot, f.cross}
}

// Hide shows nothing.
func (f *ChipFace) Hide() {
	for _, o := range f.Objects() {
		o.Hide()
	}
}

// Show draws a chip in a size at a place, at most width wide: the name gives
// way and ends in "…". hover turns the bars of a suggestion into a check and
// its end into a ×.
func (f *ChipFace) Show(c Chip, size ChipSize, p *Palette, at fyne.Position, width float32, hover bool) {
	f.chip, f.size, f.unit, f.hover = c, size, p.Unit, hover && c.Open()
	Redraw(func() {
		f.paint(p)
		f.place(at, min(width, size.Width(c, p.Unit)))
	}, f.body, f.name, f.of, f.dot)
	stroke := float32(0)
	if c.Open() {
		stroke = 1
	}
	p.Outline(f.edge, at, f.body.Size(), 4, stroke, TokenEdge)
}

// paint sets what is shown, in which colours.
func (f *ChipFace) paint(p *Palette) {
	c, u := f.chip, f.unit
	f.body.FillColor, f.body.CornerRadius, f.body.Hidden = p.colour[f.size.filled], 4, !c.filled()
	f.name.TextSize, f.name.TextStyle, f.name.Color, f.name.Hidden = f.size.text*u, c.nameStyle(), p.colour[f.token()], false
	f.of.Text, f.of.TextSize, f.of.Color, f.of.Hidden = c.Of, noteText*u, p.colour[TokenDim], c.Of == ""
	f.dot.FillColor, f.dot.CornerRadius, f.dot.Hidden = p.colour[TokenAccent], DotSide*u/2, !c.Unwritten()
	sign, token := c.Glyph(), c.glyphToken()
	if f.hover {
		sign, token = GlyphCheck, TokenText
	}
	f.set(f.glyph, p, sign, glyphSide, token)
	cross := GlyphNone
	if f.hover || f.size.hasCross(c) {
		cross = GlyphCross
	}
	f.set(f.cross, p, cross, crossSide, TokenDim)
}

// token is the colour of the name.
func (f *ChipFace) token() fyne.ThemeColorName {
	if f.chip.State == Rejected {
		return f.size.refused
	}
	return f.chip.token()
}

// set puts a glyph on an image, or hides it.
func (f *ChipFace) set(img *canvas.Image, p *Palette, g Glyph, dp float32, token fyne.ThemeColorName) {
	img.Hidden = g == GlyphNone
	if g != GlyphNone {
		SetPicture(img, p.Sign(g, dp*f.unit, token))
	}
}

// place lays the objects out from left to right, in a chip that is so wide.
func (f *ChipFace) place(at fyne.Position, width float32) {
	s, u, height := f.size, f.unit, f.size.height*f.unit
	f.body.Move(at)
	f.body.Resize(fyne.NewSize(width, height))
	x := s.pad * u
	if f.chip.Glyph() != GlyphNone {
		f.square(f.glyph, at, x, glyphSide*u)
		x += (glyphSide + s.gap) * u
	}
	room, cross := width-s.around(f.chip, u), width-(s.pad+crossSide)*u
	if f.hover {
		cross = width - crossZone*u
	}
	f.name.Text = Fit(f.chip.Name, f.name.TextSize, f.name.TextStyle, room)
	x = f.text(f.name, at, x, room)
	if !f.of.Hidden {
		x = f.text(f.of, at, x, TextWidth(f.of.Text, f.of.TextSize, f.of.TextStyle))
	}
	f.square(f.dot, at, x, DotSide*u)
	f.square(f.cross, at, cross, crossSide*u)
}

// square places a square object at x, centred on the chip's height.
func (f *ChipFace) square(o fyne.CanvasObject, at fyne.Position, x, side float32) {
	o.Move(at.AddXY(x, (f.size.height*f.unit-side)/2))
	o.Resize(fyne.NewSquareSize(side))
}

// text places a text at x and returns where the next thing goes.
func (f *ChipFace) text(t *canvas.Text, at fyne.Position, x, width float32) float32 {
	t.Move(at.AddXY(x, 0))
	t.Resize(fyne.NewSize(width, f.size.height*f.unit))
	return x + width + f.size.gap*f.unit
}

// OnCross reports whether x, from the chip's left edge, is on its ×.
func (s ChipSize) OnCross(c Chip, unit, width, x float32) bool {
	switch {
	case s.hasCross(c):
		return x >= width-(s.pad+crossSide+s.gap/2)*unit
	case s.crossUnder(c):
		return x >= width-crossZone*unit
	}
	return false
}
