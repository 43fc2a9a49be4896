package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// icon is an image of a one-colour resource that is drawn in the colour of a
// token. It is nothing, and hidden, while it has no resource.
type icon struct {
	*canvas.Image
	drawn fyne.Resource
	token fyne.ThemeColorName
}

// newIcon returns an icon without a resource.
func newIcon() *icon {
	i := &icon{Image: &canvas.Image{}}
	i.FillMode = canvas.ImageFillContain
	i.Hide()
	return i
}

// show draws a resource in the colour of a token; nil hides the icon.
func (i *icon) show(res fyne.Resource, token fyne.ThemeColorName) {
	if res == nil {
		i.Hide()
		return
	}
	if res != i.drawn || token != i.token {
		i.drawn, i.token = res, token
		i.Resource = theme.NewColoredResource(res, token)
	}
	i.Show()
	i.Refresh()
}
