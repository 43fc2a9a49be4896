package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Offer is a row below a text field that offers a word: the word, a note in the second colour, a
// count at the right. It never takes the keyboard, which stays in the field; the field's owner
// moves Chosen. After changing a field call Refresh.
type Offer struct {
	widget.BaseWidget
	Label, Note, Count string
	Chosen             bool
	Off                bool // it cannot be had now: the word in the second colour too
	OnTapped           func()
	OnPressed          func() // before the field loses the keyboard by it; nil: nobody asks

	hovered bool
}

// NewOffer returns an empty row.
func NewOffer(tapped func()) *Offer {
	o := &Offer{OnTapped: tapped}
	o.ExtendBaseWidget(o)
	return o
}

// Tapped implements fyne.Tappable.
func (o *Offer) Tapped(*fyne.PointEvent) { o.OnTapped() }

// MouseDown implements desktop.Mouseable.
func (o *Offer) MouseDown(*desktop.MouseEvent) {
	if o.OnPressed != nil {
		o.OnPressed()
	}
}

// MouseUp implements desktop.Mouseable.
func (o *Offer) MouseUp(*desktop.MouseEvent) {}

// MouseIn implements desktop.Hoverable.
func (o *Offer) MouseIn(*desktop.MouseEvent) { o.hover(true) }

// MouseMoved implements desktop.Hoverable.
func (o *Offer) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (o *Offer) MouseOut() { o.hover(false) }

func (o *Offer) hover(inside bool) {
	o.hovered = inside
	o.Refresh()
}

// AccessibilityLabel implements fyne.Accessible.
func (o *Offer) AccessibilityLabel() string { return o.Label + ", " + o.Note + ", " + o.Count }

// AccessibilityRole implements fyne.Accessible.
func (o *Offer) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (o *Offer) CreateRenderer() fyne.WidgetRenderer {
	f := &offerFace{
		o: o, body: canvas.NewRectangle(color.Transparent), label: canvas.NewText("", color.Transparent),
		note: canvas.NewText("", color.Transparent), count: canvas.NewText("", color.Transparent),
	}
	f.body.CornerRadius = 4
	return Render(f.min, f.layout, f.paint, f.body, f.label, f.note, f.count)
}

// offerFace holds what an offer is drawn with.
type offerFace struct {
	o                  *Offer
	body               *canvas.Rectangle
	label, note, count *canvas.Text
}

func (f *offerFace) min() fyne.Size { return fyne.NewSize(80, 24*unit(f.o)) }

// layout gives the word the room that it needs, and the note what is left.
func (f *offerFace) layout(s fyne.Size) {
	const margin, gap = 8, 8
	f.body.Resize(s)
	right := s.Width - margin
	if f.o.Count != "" {
		width := f.count.MinSize().Width
		Place(f.count, right-width, 0, width, s.Height)
		right -= width + gap
	}
	f.label.Text = Fit(f.o.Label, f.label.TextSize, f.label.TextStyle, max(right-margin, 0))
	width := min(f.label.MinSize().Width, max(right-margin, 0))
	Place(f.label, margin, 0, width, s.Height)
	x := margin + width + gap
	f.note.Text = Fit(f.o.Note, f.note.TextSize, f.note.TextStyle, max(right-x, 0))
	Place(f.note, x, 0, max(right-x, 0), s.Height)
}

func (f *offerFace) paint() { Redraw(f.show, f.body, f.label, f.note, f.count) }

// show sets what is drawn.
func (f *offerFace) show() {
	f.body.FillColor = color.Transparent
	switch {
	case f.o.Chosen:
		f.body.FillColor = Tint(TokenSel, f.o)
	case f.o.hovered:
		f.body.FillColor = Tint(TokenHover, f.o)
	}
	applyStyle(f.label, StyleText, f.o)
	if f.o.Off {
		f.label.Color = Tint(TokenDim, f.o)
	}
	applyStyle(f.note, StyleCaption, f.o)
	applyStyle(f.count, StyleCaption, f.o)
	f.count.Text = f.o.Count
	f.layout(f.o.Size())
}
