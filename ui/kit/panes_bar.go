package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Bar is a horizontal strip: some objects from the left, some from the right,
// centred on its height. Too long a text in it ends in "…": objects at the left
// give way, the last first. Toolbar (44), scope line (28) and job bar (32) are
// bars.
type Bar struct {
	widget.BaseWidget
	Height float32 // at 100 % text
	Margin float32 // at both ends
	Gap    float32 // between objects
	Keep   float32 // of the width for the left: where there is less, objects at the right go, the first first, but for the last
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

// CreateRenderer implements fyne.Widget.
func (b *Bar) CreateRenderer() fyne.WidgetRenderer { return &barRenderer{b} }

// away is where objects are that have no room in a bar: out of every window.
const away = -1e4

// tooNarrow is the width in dp below which an object is left out of a bar.
const tooNarrow = 24

// Fixed gives an object a width of its own, at 100 % text, for which its least
// width does not count. In a Bar it still gives way.
type Fixed struct {
	widget.BaseWidget
	width  float32
	more   bool // where the object needs it
	object fyne.CanvasObject
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

// CreateRenderer implements fyne.Widget.
func (f *Fixed) CreateRenderer() fyne.WidgetRenderer {
	min := func() fyne.Size {
		needs := f.object.MinSize()
		if width := f.width * unit(f); !f.more || needs.Width < width {
			needs.Width = width
		}
		return needs
	}
	return Render(min, f.object.Resize, func() {}, f.object)
}

// barRenderer draws nothing itself.
type barRenderer struct{ b *Bar }

func (r *barRenderer) Destroy()           {}
func (r *barRenderer) MinSize() fyne.Size { return fyne.NewSize(0, r.b.Height*unit(r.b)) }

func (r *barRenderer) Objects() []fyne.CanvasObject {
	return append(append([]fyne.CanvasObject{}, r.b.left...), r.b.right...)
}

func (r *barRenderer) Layout(s fyne.Size) {
	b := r.b
	right := s.Width - b.Margin
	for i := len(b.right) - 1; i >= 0; i-- {
		if o := b.right[i]; o.Visible() {
			m := o.MinSize()
			if i < len(b.right)-1 && right-m.Width-b.Gap < b.Margin+b.Keep {
				Place(o, away, away, 0, 0)
				continue
			}
			right -= m.Width
			Place(o, right, float32(int((s.Height-m.Height)/2)), m.Width, m.Height)
			right -= b.Gap
		}
	}
	x := b.Margin
	for _, o := range b.left {
		if o.Visible() {
			m := o.MinSize()
			whole := m.Width
			m.Width = min(whole, right-x)
			if m.Width < min(whole, tooNarrow) {
				Place(o, away, away, 0, 0)
				continue
			}
			Place(o, x, float32(int((s.Height-m.Height)/2)), m.Width, m.Height)
			x += m.Width + b.Gap
		}
	}
}

func (r *barRenderer) Refresh() {
	r.Layout(r.b.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
	canvas.Refresh(r.b)
}
