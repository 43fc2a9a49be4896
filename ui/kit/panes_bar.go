package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Bar is a horizontal strip: some objects from the left, some from the right,
// centred on its height. Too long a text in it ends in "…": objects at the left
// give way, the last first, but texts before buttons, and what may be narrower before all. Where
// the right has no room, its buttons show their icons alone, the first first, and then go in the
// same order, but for the last.
// Toolbar (44), scope line (28) and job bar (32) are bars.
type Bar struct {
	widget.BaseWidget
	Height float32 // at 100 % text
	Margin float32 // at both ends
	Gap    float32 // between objects
	Keep   float32 // of the width for the left, which the right leaves to it
	First  float32 // of the width for the left, at 100 % text, to which the first at the right gives way
	Whole  bool    // the left keeps all that it asks for
	left   []fyne.CanvasObject
	right  []fyne.CanvasObject
}

// NewBar returns a bar with a margin of 12 and gaps of 8.
func NewBar(height float32, left, right []fyne.CanvasObject) *Bar {
	b := &Bar{Height: height, Margin: 12, Gap: 8, left: left, right: right}
	b.ExtendBaseWidget(b)
	return b
}

// SetObjects replaces the objects.
func (b *Bar) SetObjects(left, right []fyne.CanvasObject) {
	b.left, b.right = left, right
	b.Refresh()
}

// Objects are the objects, from left to right.
func (b *Bar) Objects() []fyne.CanvasObject { return slices.Concat(b.left, b.right) }

// CreateRenderer implements fyne.Widget.
func (b *Bar) CreateRenderer() fyne.WidgetRenderer { return &barRenderer{b} }

// away is where objects are that have no room in a bar: out of every window.
const away = -1e4

// PutAway places an object for which there is no room where no window shows it.
func PutAway(o fyne.CanvasObject) { Place(o, away, away, 0, 0) }

// tooNarrow is the width in dp below which an object is left out of a bar: a digit and "…" say
// less than nothing.
const tooNarrow = 40

// Fixed gives an object a width of its own, at 100 % text, for which its least
// width does not count. In a Bar it still gives way.
type Fixed struct {
	widget.BaseWidget
	width  float32
	more   bool // where the object needs it
	least  float32
	object fyne.CanvasObject
}

// NewNarrowing returns an object that is width dp wide, at 100 % text, and at the left of a Bar as
// narrow as least where what stands behind it has no room.
func NewNarrowing(width, least float32, object fyne.CanvasObject) *Fixed {
	f := NewFixed(width, object)
	f.least = least
	return f
}

// NewAtLeast returns an object that is width dp wide, at 100 % text, or wider where it needs that.
func NewAtLeast(width float32, object fyne.CanvasObject) *Fixed {
	f := NewFixed(width, object)
	f.more = true
	return f
}

// NewFixed returns an object that is width dp wide.
func NewFixed(width float32, object fyne.CanvasObject) *Fixed {
	f := &Fixed{width: width, object: object}
	f.ExtendBaseWidget(f)
	return f
}

// Objects is the one object.
func (f *Fixed) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{f.object} }

// Visible implements fyne.CanvasObject: where the object is hidden its width is free for others.
func (f *Fixed) Visible() bool { return f.BaseWidget.Visible() && f.object.Visible() }

// CreateRenderer implements fyne.Widget.
func (f *Fixed) CreateRenderer() fyne.WidgetRenderer {
	min := func() fyne.Size {
		needs := f.object.MinSize()
		if width := f.width * unit(f); !f.more || needs.Width < width {
			needs.Width = width
		}
		needs.Height = HeightFor(f.object, needs.Width)
		return needs
	}
	return Render(min, f.object.Resize, func() {}, f.object)
}

// barRenderer draws nothing itself.
type barRenderer struct{ b *Bar }

func (r *barRenderer) Destroy()           {}
func (r *barRenderer) MinSize() fyne.Size { return fyne.NewSize(0, r.b.Height*unit(r.b)) }

// Objects are those that have room: the keyboard comes to no other. Before its first layout a bar has
// all of them.
func (r *barRenderer) Objects() []fyne.CanvasObject {
	if r.b.Size().Width <= 2*r.b.Margin {
		return r.b.Objects()
	}
	return slices.DeleteFunc(r.b.Objects(), func(o fyne.CanvasObject) bool { return o.Position().X == away })
}

func (r *barRenderer) Layout(s fyne.Size) {
	b := r.b
	x, right := b.Margin, s.Width-b.Margin
	widths := b.rightWidths(right - x - b.kept())
	for i := len(b.right) - 1; i >= 0; i-- {
		switch o := b.right[i]; {
		case !o.Visible():
		case widths[i] == 0:
			PutAway(o)
		default:
			height := o.MinSize().Height
			right -= widths[i]
			Place(o, right, float32(int((s.Height-height)/2)), widths[i], height)
			right -= b.Gap
		}
	}
	lefts := b.leftWidths(right - x)
	for i, o := range b.left {
		if o.Visible() {
			m, whole := o.MinSize(), lefts[i]
			m.Width = min(whole, right-x)
			if m.Width < min(whole, tooNarrow) {
				PutAway(o)
				continue
			}
			Place(o, x, float32(int((s.Height-m.Height)/2)), m.Width, m.Height)
			x += m.Width + b.Gap
		}
	}
}

// shortText is as short as a text becomes for the sake of buttons behind it, in dp.
const shortText = 60

// leftWidths are the widths of the objects at the left where there is so much room: texts before
// buttons give way to them, for what can be clicked is worth more than the end of a sentence.
func (b *Bar) leftWidths(room float32) []float32 {
	widths, over, last := make([]float32, len(b.left)), -room-b.Gap, -1
	for i, o := range b.left {
		if o.Visible() {
			widths[i] = o.MinSize().Width
			over += widths[i] + b.Gap
			if _, button := o.(*Button); button {
				last = i
			}
		}
	}
	for i := range len(b.left) - 1 {
		if fixed, ok := b.left[i].(*Fixed); ok && fixed.least > 0 && over > 0 {
			gives := min(over, max(widths[i]-fixed.least*unit(b), 0))
			widths[i] -= gives
			over -= gives
		}
	}
	for i := range max(last, 0) {
		if _, text := b.left[i].(*Text); text && over > 0 {
			gives := min(over, max(widths[i]-shortText, 0))
			widths[i] -= gives
			over -= gives
		}
	}
	return widths
}

// kept is the width that the right leaves to the left.
func (b *Bar) kept() float32 {
	if !b.Whole {
		return b.Keep
	}
	whole := b.Keep
	for _, o := range b.left {
		if o.Visible() {
			whole += o.MinSize().Width + b.Gap
		}
	}
	return whole
}

// Natural is the width at which nothing in the bar gives way.
func (b *Bar) Natural() float32 {
	width := 2*b.Margin - b.Gap
	for _, o := range b.Objects() {
		if o.Visible() {
			width += o.MinSize().Width + b.Gap
		}
	}
	return width
}

// rightWidths are the widths of the objects at the right where there is room for so much, with a
// gap beside each; 0 for those that have none.
func (b *Bar) rightWidths(room float32) []float32 {
	widths := make([]float32, len(b.right))
	for i, o := range b.right {
		if o.Visible() {
			widths[i] = o.MinSize().Width
			room -= widths[i] + b.Gap
		}
	}
	for i, o := range b.right {
		if button, ok := o.(*Button); ok && room < 0 && widths[i] > 0 && button.Icon != nil {
			side := min(button.MinSize().Height, widths[i])
			room += widths[i] - side
			widths[i] = side
		}
	}
	for i := range len(b.right) - 1 {
		if room < 0 && widths[i] > 0 {
			room += widths[i] + b.Gap
			widths[i] = 0
		}
	}
	if len(widths) > 1 && room+b.kept() < b.First*unit(b) {
		widths[0] = 0
	}
	return widths
}

func (r *barRenderer) Refresh() {
	r.Layout(r.b.Size())
	for _, o := range r.b.Objects() {
		o.Refresh()
	}
	canvas.Refresh(r.b)
}
