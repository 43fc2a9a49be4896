package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Column sets objects below one another at its own width, each with the height
// that it needs at that width. It is what scrolls in sidebar and inspector:
// inside a scroller it is as high as its objects together.
type Column struct {
	widget.BaseWidget
	Gap    float32 // between objects
	Margin float32 // left and right of them
	Top    float32 // above the first and below the last
	Widest float32 // of the objects, at 100 % text: longer lines are hard to read; 0 for no limit
	Centre bool    // the objects stand in the middle of what is wider than Widest, not at its left

	objects []fyne.CanvasObject
}

// NewColumn returns a column with gap dp between the objects.
func NewColumn(gap float32, objects ...fyne.CanvasObject) *Column {
	c := &Column{Gap: gap, objects: objects}
	c.ExtendBaseWidget(c)
	return c
}

// SetObjects replaces the objects and lays out anew.
func (c *Column) SetObjects(objects ...fyne.CanvasObject) {
	c.objects = objects
	c.Refresh()
}

// Objects are the objects, top to bottom.
func (c *Column) Objects() []fyne.CanvasObject { return c.objects }

// HeightFor is the height that the column needs at a width.
func (c *Column) HeightFor(width float32) float32 {
	return c.walk(width, func(fyne.CanvasObject, float32, float32, float32) {})
}

// Resize implements fyne.CanvasObject. A scroller asks for the least height
// before the width is known, so the column takes the height it needs itself.
func (c *Column) Resize(s fyne.Size) {
	c.BaseWidget.Resize(fyne.NewSize(s.Width, max(s.Height, c.HeightFor(s.Width))))
}

// walk tells the place of each visible object and returns the whole height.
func (c *Column) walk(width float32, put func(o fyne.CanvasObject, y, w, h float32)) float32 {
	y, inner := c.Top, c.inner(width)
	for _, o := range c.objects {
		if !o.Visible() {
			continue
		}
		h := HeightFor(o, inner)
		put(o, y, inner, h)
		y += h + c.Gap
	}
	return max(y-c.Gap, c.Top) + c.Top
}

// inner is the width of the objects.
func (c *Column) inner(width float32) float32 {
	inner := max(width-2*c.Margin, 0)
	if c.Widest > 0 {
		return min(inner, c.Widest*unit(c))
	}
	return inner
}

// HeightFor is the height an object needs at a width: its least height, unless
// it is one of those that wrap.
func HeightFor(o fyne.CanvasObject, width float32) float32 {
	if h, ok := o.(interface{ HeightFor(width float32) float32 }); ok {
		return h.HeightFor(width)
	}
	return o.MinSize().Height
}

// CreateRenderer implements fyne.Widget.
func (c *Column) CreateRenderer() fyne.WidgetRenderer { return &columnRenderer{c} }

// columnRenderer draws nothing itself.
type columnRenderer struct{ c *Column }

func (r *columnRenderer) Destroy()                     {}
func (r *columnRenderer) Objects() []fyne.CanvasObject { return r.c.objects }

func (r *columnRenderer) MinSize() fyne.Size {
	return fyne.NewSize(2*r.c.Margin, r.c.HeightFor(r.c.Size().Width))
}

func (r *columnRenderer) Layout(s fyne.Size) {
	left := r.c.Margin
	if r.c.Centre {
		left = float32(int((s.Width - r.c.inner(s.Width)) / 2))
	}
	r.c.walk(s.Width, func(o fyne.CanvasObject, y, w, h float32) { Place(o, left, y, w, h) })
}

func (r *columnRenderer) Refresh() {
	size := r.c.Size()
	if need := r.c.HeightFor(size.Width); need != size.Height {
		r.c.Resize(fyne.NewSize(size.Width, need))
	}
	r.Layout(r.c.Size())
	for _, o := range r.c.objects {
		o.Refresh()
	}
	canvas.Refresh(r.c) // objects that are new have no canvas to ask for a frame
}

// Scroll is a vertical scroller without the shadows that Fyne draws at its ends. A theme of its own
// would take them away too; but the toolkit then reads all fonts anew for each, and keeps them.
type Scroll struct{ container.Scroll }

// NewScroll returns a scroller of an object.
func NewScroll(content fyne.CanvasObject) *Scroll {
	s := &Scroll{container.Scroll{Content: content, Direction: container.ScrollVerticalOnly}}
	s.ExtendBaseWidget(s)
	return s
}

// Reveal scrolls as far as it takes to see what stands between two heights of the content.
func (s *Scroll) Reveal(from, to float32) {
	room := s.Size().Height
	switch at := s.Offset.Y; {
	case from < at:
		s.ScrollToOffset(fyne.NewPos(0, from))
	case to > at+room && room > 0: // it has a size once it is laid out
		s.ScrollToOffset(fyne.NewPos(0, to-room))
	}
}

// ScrollByKey scrolls by PgUp, PgDn, Home and End, and reports whether a key is one of these. A line of
// what stood at the edge before stays in view.
func (s *Scroll) ScrollByKey(key fyne.KeyName) bool {
	at, room, kept := s.Offset.Y, s.Size().Height, 28*unit(s)
	last := max(s.Content.MinSize().Height-room, 0)
	switch key {
	case fyne.KeyPageUp:
		at -= room - kept
	case fyne.KeyPageDown:
		at += room - kept
	case fyne.KeyHome:
		at = 0
	case fyne.KeyEnd:
		at = last
	default:
		return false
	}
	s.ScrollToOffset(fyne.NewPos(0, min(max(at, 0), last)))
	return true
}

// wheelStep is how far a notch of the wheel scrolls lists and pages, in dp at 100 % text: three rows,
// as elsewhere on a computer.
const wheelStep = 3 * 28

// Scrolled implements fyne.Scrollable.
func (s *Scroll) Scrolled(e *fyne.ScrollEvent) {
	far := *e
	far.Scrolled.DY = float32(Wheeled(e.Scrolled.DY, wheelStep*float64(unit(s))))
	s.Scroll.Scrolled(&far)
}

// CreateRenderer implements fyne.Widget.
func (s *Scroll) CreateRenderer() fyne.WidgetRenderer {
	r := &scrollRenderer{WidgetRenderer: s.Scroll.CreateRenderer(), s: s}
	// What follows the content are shadows and bars, of which the bars hear of the pointer.
	r.objects = slices.DeleteFunc(slices.Clone(r.WidgetRenderer.Objects()), func(o fyne.CanvasObject) bool {
		_, bar := o.(desktop.Hoverable)
		return o != s.Content && !bar
	})
	return r
}

// scrollRenderer is Fyne's, but for the shadows.
type scrollRenderer struct {
	fyne.WidgetRenderer
	s       *Scroll
	objects []fyne.CanvasObject
}

// Objects implements fyne.WidgetRenderer.
func (r *scrollRenderer) Objects() []fyne.CanvasObject {
	r.objects[0] = r.s.Content
	return r.objects
}

// revealMargin is what is seen above and below what is revealed, in dp: its focus ring, and a sign that
// there is more.
const revealMargin = 8

// Reveal scrolls as far as it takes to see an object, where it is in a Scroll of its window.
func Reveal(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	c := driver.CanvasForObject(o)
	if c == nil {
		return
	}
	if s, _ := scrollOf(o, c.Content()); s != nil {
		y := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(s.Content).Y
		s.Reveal(max(y-revealMargin, 0), y+o.Size().Height+revealMargin)
	}
}

// revealFocused is Reveal for what has got the keyboard. Where the pointer is over it, it is a click
// that brought the keyboard: nothing moves away under that.
func revealFocused(o fyne.CanvasObject, pointed bool) {
	if !pointed {
		Reveal(o)
	}
}

// scrollOf finds an object in or below another, and the innermost Scroll that it is in, nil for none.
func scrollOf(o, in fyne.CanvasObject) (s *Scroll, found bool) {
	if o == in {
		return nil, true
	}
	for _, part := range partsOf(in) {
		if s, found = scrollOf(o, part); found {
			if own, ok := in.(*Scroll); ok && s == nil {
				s = own
			}
			return s, true
		}
	}
	return nil, false
}

// partsOf are the objects that one holds to arrange them, nil where it draws itself.
func partsOf(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case *Scroll:
		return []fyne.CanvasObject{o.Content}
	case interface{ Objects() []fyne.CanvasObject }:
		return o.Objects()
	}
	return nil
}

// pointable knows whether the pointer is over a widget that does not show it.
type pointable struct{ pointed bool }

// MouseIn implements desktop.Hoverable.
func (p *pointable) MouseIn(*desktop.MouseEvent) { p.pointed = true }

// MouseMoved implements desktop.Hoverable.
func (p *pointable) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (p *pointable) MouseOut() { p.pointed = false }
