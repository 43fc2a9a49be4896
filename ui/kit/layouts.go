package kit

import "fyne.io/fyne/v2"

// Tight stacks objects without space between them; the last one gets the height that is left.
type Tight struct{}

// MinSize implements fyne.Layout.
func (Tight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		size = fyne.NewSize(max(size.Width, m.Width), size.Height+m.Height)
	}
	return size
}

// Layout implements fyne.Layout.
func (Tight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		h := HeightFor(o, size.Width)
		if i == len(objects)-1 {
			h = max(size.Height-y, 0)
		}
		Place(o, 0, y, size.Width, h)
		y += h
	}
}

// Footed gives the first object all the height that the second one leaves.
type Footed struct{}

// MinSize implements fyne.Layout.
func (Footed) MinSize(objects []fyne.CanvasObject) fyne.Size { return Tight{}.MinSize(objects) }

// Layout implements fyne.Layout.
func (Footed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	h := HeightFor(objects[1], size.Width)
	if !objects[1].Visible() {
		h = 0
	}
	Place(objects[0], 0, 0, size.Width, max(size.Height-h, 0))
	Place(objects[1], 0, size.Height-h, size.Width, h)
}

// Joined sets objects side by side without space between them; hidden ones take none.
type Joined struct{}

// MinSize implements fyne.Layout.
func (Joined) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			size = fyne.NewSize(size.Width+m.Width, max(size.Height, m.Height))
		}
	}
	return size
}

// Layout implements fyne.Layout.
func (Joined) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for _, o := range objects {
		if o.Visible() {
			w := o.MinSize().Width
			Place(o, x, 0, w, size.Height)
			x += w
		}
	}
}

// Shared sets objects side by side, each as wide as it asks to be; where there is less room, all
// give way by the same part.
type Shared struct{}

// sharedGap stands between objects that share a line, in dp.
const sharedGap = 8

// MinSize implements fyne.Layout.
func (Shared) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(sharedGap*float32(len(objects)-1), 0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		size = fyne.NewSize(size.Width+m.Width, max(size.Height, m.Height))
	}
	return size
}

// Layout implements fyne.Layout.
func (s Shared) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gaps := sharedGap * float32(len(objects)-1)
	part := min(1, max(size.Width-gaps, 0)/max(s.MinSize(objects).Width-gaps, 1))
	x := float32(0)
	for _, o := range objects {
		w := o.MinSize().Width * part
		Place(o, x, 0, w, size.Height)
		x += w + sharedGap
	}
}

// Middle sets objects below one another in the middle of the space, each at its own width or, where
// that is more than there is, in lines.
type Middle struct{}

// MinSize implements fyne.Layout.
func (Middle) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout implements fyne.Layout.
func (Middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	const between, widest = 12, 480
	most, height := min(size.Width-24, widest), float32(-between)
	for _, o := range objects {
		if o.Visible() {
			height += HeightFor(o, most) + between
		}
	}
	y := max((size.Height-height)/2, 0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		w, h := min(widthOf(o), most), HeightFor(o, most)
		Place(o, (size.Width-w)/2, y, w, h)
		y += h + between
	}
}

// widthOf is the width that an object has when there is enough.
func widthOf(o fyne.CanvasObject) float32 {
	if o, ok := o.(interface{ Natural() float32 }); ok {
		return o.Natural()
	}
	return o.MinSize().Width
}

// Shown reports whether an object is in the window, and neither it nor what it is in is hidden.
func Shown(o fyne.CanvasObject) bool {
	if !o.Visible() {
		return false
	}
	driver := fyne.CurrentApp().Driver()
	c := driver.CanvasForObject(o)
	return c != nil && (o == c.Content() || !driver.AbsolutePositionForObject(o).IsZero())
}
