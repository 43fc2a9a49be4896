package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// Icon is an image of a one-colour resource that is drawn in the colour of a
// token. It is nothing, and hidden, while it has no resource.
type Icon struct {
	*canvas.Image
	drawn fyne.Resource
	token fyne.ThemeColorName
	ink   color.Color // of the token when last drawn
}

// NewIcon returns an icon without a resource.
func NewIcon() *Icon {
	i := &Icon{Image: &canvas.Image{}}
	i.FillMode = canvas.ImageFillContain
	i.Hide()
	return i
}

// Set draws a resource in the colour of a token; nil hides the icon.
func (i *Icon) Set(res fyne.Resource, token fyne.ThemeColorName) {
	if res == nil {
		i.Hidden = true
		return
	}
	i.Hidden = false
	ink := theme.Color(token)
	if res == i.drawn && token == i.token && ink == i.ink {
		return // reading an SVG again is what costs
	}
	if res != i.drawn || token != i.token {
		i.Resource = theme.NewColoredResource(res, token)
	}
	i.drawn, i.token, i.ink = res, token, ink
	i.Refresh()
}
