package kit

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Palette is what drawing needs to know of the theme and the screen: colours,
// the text scale, and the number of device pixels in a dp. A widget makes one
// for itself and calls Update before it draws.
type Palette struct {
	owner  fyne.Widget
	colour map[fyne.ThemeColorName]color.NRGBA
	Unit   float32 // the user's text scale, 1 to 1.5; read only
	Scale  float32 // device pixels per dp; read only
	signs  signs
	frames frames
}

// drawn are the tokens that chips and cells are drawn in.
var drawn = []fyne.ThemeColorName{
	TokenWell, TokenPanel, TokenChip, TokenChipCell, TokenSel, TokenHover, TokenEdge, TokenText, TokenDim,
	TokenFaint, TokenRing, TokenAccent, TokenFill, TokenOnFill, TokenAlert,
}

// NewPalette returns the palette of a widget.
func NewPalette(owner fyne.Widget) *Palette {
	return &Palette{owner: owner, colour: map[fyne.ThemeColorName]color.NRGBA{}, Unit: 1, Scale: 1, signs: signs{}, frames: frames{}}
}

// Update reads theme and scale again.
func (p *Palette) Update() {
	for _, t := range drawn {
		p.colour[t] = color.NRGBAModel.Convert(theme.ColorForWidget(t, p.owner)).(color.NRGBA)
	}
	p.Unit = theme.SizeForWidget(theme.SizeNameText, p.owner) / 13
	p.Scale = 1
	if c := p.screen(); c != nil {
		x, _ := c.PixelCoordinateForPosition(fyne.NewPos(1000, 0))
		p.Scale = max(float32(x)/1000, .1)
	}
}

// screen is what the widget is drawn on. Fyne knows that only once it has drawn the widget, which would
// have been with the pixels of another screen: until then it is that of the program's window.
func (p *Palette) screen() fyne.Canvas {
	driver := fyne.CurrentApp().Driver()
	if c := driver.CanvasForObject(p.owner); c != nil {
		return c
	}
	if windows := driver.AllWindows(); len(windows) > 0 {
		return windows[len(windows)-1].Canvas()
	}
	return nil
}

// Colour is the colour of a token, transparent before the first Update.
func (p *Palette) Colour(token fyne.ThemeColorName) color.NRGBA { return p.colour[token] }

// Pixels is a length in device pixels, at least one.
func (p *Palette) Pixels(dp float32) int { return max(int(dp*p.Scale+.5), 1) }

// Sign is the picture of a glyph of so many dp in the colour of a token.
func (p *Palette) Sign(g Glyph, dp float32, token fyne.ThemeColorName) *image.RGBA {
	dull := p.colour[TokenEdge]
	dull.A = 0x99 // the unlit bars stay behind the lit ones
	return p.signs.image(sign{glyph: g, px: p.Pixels(dp), ink: p.colour[token], dull: dull})
}
