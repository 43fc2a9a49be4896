package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Lines is a strip that begins as one line and becomes as many as its objects need: each is centred
// on the height of its line. Those at the right stay on the first line. The scope line is one.
type Lines struct {
	widget.BaseWidget
	Height float32 // of a line, at 100 % text
	Margin float32 // at both ends
	Gap    float32 // between objects

	left, right []fyne.CanvasObject
}

// NewLines returns a strip with a margin of 12 and gaps of 8.
func NewLines(height float32, right ...fyne.CanvasObject) *Lines {
	l := &Lines{Height: height, Margin: 12, Gap: 8, right: right}
	l.ExtendBaseWidget(l)
	return l
}

// SetObjects replaces the objects at the left.
func (l *Lines) SetObjects(left ...fyne.CanvasObject) {
	l.left = left
	l.Refresh()
}

// HeightFor is the height that the strip needs at a width.
func (l *Lines) HeightFor(width float32) float32 {
	return l.walk(width, func(fyne.CanvasObject, fyne.Position, fyne.Size) {})
}

func (l *Lines) line() float32 { return l.Height * unit(l) }

// walk tells the place of each visible object and returns the height of all lines. A paragraph for
// which a line is too short makes it higher.
func (l *Lines) walk(width float32, put func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
	end := l.walkRight(width, put)
	x, y, high := l.Margin, float32(0), l.line()
	for i, o := range l.left {
		if !o.Visible() {
			continue
		}
		m := l.whole(o)
		if x > l.Margin && x+m.Width+l.tail(i) > end+.5 {
			x, y, high, end = l.Margin, y+high, l.line(), width-l.Margin
		}
		if room := max(end-x, 0); m.Width > room {
			m = fyne.NewSize(room, HeightFor(o, room))
			high = max(high, m.Height)
		}
		put(o, fyne.NewPos(x, middle(y, high, m.Height)), m)
		x += m.Width + l.Gap
	}
	return y + high
}

// whole is the size of an object where there is room enough.
func (l *Lines) whole(o fyne.CanvasObject) fyne.Size {
	if p, ok := o.(*Paragraph); ok {
		return fyne.NewSize(p.Natural(), p.line())
	}
	return o.MinSize()
}

// tail is the room that a text needs for the button that follows it: the two stay on one line.
func (l *Lines) tail(i int) float32 {
	if _, text := l.left[i].(*Text); !text || i+1 == len(l.left) || !l.left[i+1].Visible() {
		return 0
	}
	if b, ok := l.left[i+1].(*Button); ok {
		return l.Gap + b.MinSize().Width
	}
	return 0
}

// walkRight places what stands at the right, and returns where the first line ends.
func (l *Lines) walkRight(width float32, put func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
	end := width - l.Margin
	for i := len(l.right) - 1; i >= 0; i-- {
		if o := l.right[i]; o.Visible() {
			m := o.MinSize()
			put(o, fyne.NewPos(end-m.Width, middle(0, l.line(), m.Height)), m)
			end -= m.Width + l.Gap
		}
	}
	return end
}

// middle is where an object of a height begins in a line that begins at y.
func middle(y, line, height float32) float32 { return float32(int(y + (line-height)/2)) }

// CreateRenderer implements fyne.Widget.
func (l *Lines) CreateRenderer() fyne.WidgetRenderer { return &linesRenderer{l} }

// linesRenderer draws nothing itself.
type linesRenderer struct{ l *Lines }

func (r *linesRenderer) Destroy()           {}
func (r *linesRenderer) MinSize() fyne.Size { return fyne.NewSize(0, r.l.HeightFor(r.l.Size().Width)) }

func (r *linesRenderer) Objects() []fyne.CanvasObject {
	return slices.Concat(r.l.left, r.l.right)
}

func (r *linesRenderer) Layout(s fyne.Size) {
	r.l.walk(s.Width, func(o fyne.CanvasObject, at fyne.Position, size fyne.Size) {
		o.Move(at)
		o.Resize(size)
	})
}

func (r *linesRenderer) Refresh() {
	r.Layout(r.l.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
	canvas.Refresh(r.l)
}
