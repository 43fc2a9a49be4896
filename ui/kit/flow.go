package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Flow sets objects in lines like words, at their least sizes, and goes to the
// next line where one does not fit. An object wider than the line gets the
// line's width, and the height that it needs then.
type Flow struct {
	widget.BaseWidget
	objects   []fyne.CanvasObject
	gap, line float32
}

// NewFlow returns a flow with gap dp between objects and line dp between lines.
func NewFlow(gap, line float32) *Flow {
	f := &Flow{gap: gap, line: line}
	f.ExtendBaseWidget(f)
	return f
}

// SetObjects replaces what flows. A Column around the flow must be refreshed.
func (f *Flow) SetObjects(objects []fyne.CanvasObject) {
	f.objects = objects
	f.Refresh()
}

// Objects is what flows.
func (f *Flow) Objects() []fyne.CanvasObject { return f.objects }

// HeightFor is the height that the flow needs at a width.
func (f *Flow) HeightFor(width float32) float32 {
	return f.walk(width, func(fyne.CanvasObject, fyne.Position, fyne.Size) {})
}

// Natural is the width at which all stands in one line.
func (f *Flow) Natural() float32 {
	width := -f.gap
	for _, o := range f.objects {
		width += o.MinSize().Width + f.gap
	}
	return max(width, 0)
}

// walk goes through the visible objects and tells each one's place; it returns
// the height of all lines.
func (f *Flow) walk(width float32, put func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
	x, y, height := float32(0), float32(0), float32(0)
	for _, o := range f.objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if m.Width > width {
			m = fyne.NewSize(width, HeightFor(o, width))
		}
		if x > 0 && x+m.Width > width+.5 {
			x, y, height = 0, y+height+f.line, 0
		}
		put(o, fyne.NewPos(x, y), m)
		x, height = x+m.Width+f.gap, max(height, m.Height)
	}
	return y + height
}

// CreateRenderer implements fyne.Widget.
func (f *Flow) CreateRenderer() fyne.WidgetRenderer { return &flowRenderer{f} }

// flowRenderer draws nothing itself.
type flowRenderer struct{ f *Flow }

func (r *flowRenderer) Destroy()                     {}
func (r *flowRenderer) Objects() []fyne.CanvasObject { return r.f.objects }
func (r *flowRenderer) MinSize() fyne.Size           { return fyne.NewSize(0, r.f.HeightFor(r.f.Size().Width)) }

func (r *flowRenderer) Layout(s fyne.Size) {
	r.f.walk(s.Width, func(o fyne.CanvasObject, at fyne.Position, size fyne.Size) {
		o.Move(at)
		o.Resize(size)
	})
}

func (r *flowRenderer) Refresh() {
	r.Layout(r.f.Size())
	for _, o := range r.f.objects {
		o.Refresh()
	}
	canvas.Refresh(r.f) // objects that are new have no canvas to ask for a frame
}
