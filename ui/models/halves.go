package models

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"catchlight/ui/kit"
)

// halves sets two objects side by side, each with half of the width, and as high as the higher one
// needs.
type halves struct {
	widget.BaseWidget
	left, right fyne.CanvasObject
}

// halfGap is between the two, in dp.
const halfGap = 16

func newHalves(left, right fyne.CanvasObject) *halves {
	h := &halves{left: left, right: right}
	h.ExtendBaseWidget(h)
	return h
}

func half(width float32) float32 { return max((width-halfGap)/2, 40) }

// HeightFor is the height that the higher one needs at a width.
func (h *halves) HeightFor(width float32) float32 {
	return max(kit.HeightFor(h.left, half(width)), kit.HeightFor(h.right, half(width)))
}

// CreateRenderer implements fyne.Widget.
func (h *halves) CreateRenderer() fyne.WidgetRenderer {
	layout := func(s fyne.Size) {
		wide := half(s.Width)
		kit.Place(h.left, 0, 0, wide, kit.HeightFor(h.left, wide))
		kit.Place(h.right, wide+halfGap, 0, wide, kit.HeightFor(h.right, wide))
	}
	least := func() fyne.Size { return fyne.NewSize(80+halfGap, h.HeightFor(max(h.Size().Width, 80+halfGap))) }
	return kit.Render(least, layout, func() { layout(h.Size()) }, h.left, h.right)
}
