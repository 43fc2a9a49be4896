package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// grab is how many dp beside a separator can be grabbed, both sides together.
const grab = 8

// handle is a vertical separator of 1 dp that can be dragged sideways.
type handle struct {
	widget.BaseWidget
	moved   func(dx float32)
	dropped func()
}

func newHandle(moved func(dx float32), dropped func()) *handle {
	h := &handle{moved: moved, dropped: dropped}
	h.ExtendBaseWidget(h)
	return h
}

// Cursor implements desktop.Cursorable.
func (h *handle) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// Dragged implements fyne.Draggable.
func (h *handle) Dragged(e *fyne.DragEvent) { h.moved(e.Dragged.DX) }

// DragEnd implements fyne.Draggable.
func (h *handle) DragEnd() { h.dropped() }

// CreateRenderer implements fyne.Widget.
func (h *handle) CreateRenderer() fyne.WidgetRenderer {
	line := canvas.NewRectangle(Tint(TokenLine, h))
	paint := func() {
		line.FillColor = Tint(TokenLine, h)
		line.Refresh()
	}
	layout := func(s fyne.Size) { Place(line, grab/2, 0, 1, s.Height) }
	return Render(func() fyne.Size { return fyne.NewSize(grab+1, 0) }, layout, paint, line)
}
