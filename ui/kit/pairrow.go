package kit

import (
	"math"

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
	halves bool    // both have half of the width
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

// NewHalves returns a line of two objects that stand side by side, each in half of the width.
func NewHalves(left, right fyne.CanvasObject) *PairRow {
	r := &PairRow{name: left, text: right, halves: true}
	r.ExtendBaseWidget(r)
	return r
}

// Objects are name and text.
func (r *PairRow) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.name, r.text} }

// nameWidth is the width of the name: more than Width where it needs that, and there is room.
func (r *PairRow) nameWidth(width float32) float32 {
	if r.halves {
		return max((width-8)/2, 40)
	}
	return min(max(r.Width, r.name.MinSize().Width), max(r.Width, width/2))
}

// HeightFor is the height that the row needs at a width.
func (r *PairRow) HeightFor(width float32) float32 {
	left := r.nameWidth(width)
	wide := max(width-left-8, 40)
	nameAt, textAt := r.tops(left, wide)
	return max(nameAt+HeightFor(r.name, left), textAt+HeightFor(r.text, wide))
}

// ascent is how far the baseline of a text lies below its top, as a multiple of its size (Noto Sans).
const ascent = 1.069

// tops are where name and text begin: two texts have one baseline, what is none has one middle with
// the first line of the text. Two halves begin together.
func (r *PairRow) tops(left, wide float32) (name, text float32) {
	if r.halves || r.Centre {
		return 0, 0
	}
	lower := (firstLine(r.text, wide) - firstLine(r.name, left)) / 2
	if a, b := sizeOf(r.name), sizeOf(r.text); a > 0 && b > 0 {
		lower = (b - a) * ascent
	}
	return max(round(lower), 0), max(round(-lower), 0)
}

// sizeOf is the size of a text, 0 of what is none.
func sizeOf(o fyne.CanvasObject) float32 {
	switch o := o.(type) {
	case *Text:
		return TextSize(o.Style, o)
	case *Paragraph:
		return TextSize(o.Style, o)
	}
	return 0
}

// round keeps what stands beside another on whole dp: at half of one its edges would be grey.
func round(dp float32) float32 { return float32(math.Round(float64(dp))) }

// firstLine is the height of the first line of what may have several at a width.
func firstLine(o fyne.CanvasObject, width float32) float32 {
	switch o := o.(type) {
	case *Paragraph:
		return o.line()
	case *Words:
		return o.size.Height(unit(o))
	case *PairRow:
		left := o.nameWidth(width)
		return max(firstLine(o.name, left), firstLine(o.text, max(width-left-8, 40)))
	}
	return HeightFor(o, width)
}

// CreateRenderer implements fyne.Widget.
func (r *PairRow) CreateRenderer() fyne.WidgetRenderer {
	layout := func(s fyne.Size) {
		left := r.nameWidth(s.Width)
		wide := max(s.Width-left-8, 40)
		name, text := HeightFor(r.name, left), HeightFor(r.text, wide)
		nameAt, textAt := r.tops(left, wide)
		if r.Centre {
			nameAt, textAt = (s.Height-name)/2, (s.Height-text)/2
		}
		Place(r.name, 0, nameAt, left, name)
		Place(r.text, left+8, textAt, wide, text)
	}
	return Render(func() fyne.Size { return fyne.NewSize(r.Width+80, r.name.MinSize().Height) }, layout, func() {}, r.name, r.text)
}
