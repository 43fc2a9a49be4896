package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// PairRow is a line of a list: a name or an icon of a fixed width, and a text beside it that wraps.
type PairRow struct {
	widget.BaseWidget
	name   fyne.CanvasObject
	text   fyne.CanvasObject
	Width  float32 // of the name, in dp
	Centre bool    // the name stands in the middle of a control, not beside the first line of a text
}

// NewLabelled returns a line with a short name in front of what it is about, which may wrap.
func NewLabelled(name, about fyne.CanvasObject) *PairRow {
	r := &PairRow{name: name, text: about, Width: 40}
	r.ExtendBaseWidget(r)
	return r
}

// NewPairRow returns a line with room of 240 dp for the name.
func NewPairRow(name fyne.CanvasObject, text *Paragraph) *PairRow {
	r := &PairRow{name: name, text: text, Width: 240}
	r.ExtendBaseWidget(r)
	return r
}

// HeightFor is the height that the row needs at a width.
func (r *PairRow) HeightFor(width float32) float32 {
	return max(r.name.MinSize().Height, HeightFor(r.text, max(width-r.Width-8, 40)))
}

// CreateRenderer implements fyne.Widget.
func (r *PairRow) CreateRenderer() fyne.WidgetRenderer {
	layout := func(s fyne.Size) {
		wide := max(s.Width-r.Width-8, 40)
		name, text := r.name.MinSize().Height, HeightFor(r.text, wide)
		nameAt, textAt := float32(0), float32(1)
		if r.Centre {
			nameAt, textAt = (s.Height-name)/2, (s.Height-text)/2
		}
		Place(r.name, 0, nameAt, r.Width, name)
		Place(r.text, r.Width+8, textAt, wide, text)
	}
	return Render(func() fyne.Size { return fyne.NewSize(r.Width+80, r.name.MinSize().Height) }, layout, func() {}, r.name, r.text)
}
