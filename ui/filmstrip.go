package ui

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"catchlight/library"
	"catchlight/ui/kit"
)

// Sizes of the filmstrip in dp.
const (
	stripHeight = 84
	stripWide   = 68
	stripHigh   = 60
	stripGap    = 4
)

// filmstrip shows the photos before and after the current one. It holds those that are seen, and no more.
type filmstrip struct {
	widget.BaseWidget
	w      *Window
	ring   *canvas.Rectangle
	frames []*stripFrame
}

// stripFrame is one photo of the strip, or of another row of small pictures.
type stripFrame struct {
	picture *canvas.Image
	id      library.ID
	index   int
	cancel  func()
}

var _ fyne.Tappable = (*filmstrip)(nil)

func newFilmstrip(w *Window) *filmstrip {
	s := &filmstrip{w: w, ring: canvas.NewRectangle(color.Transparent)}
	s.ring.StrokeWidth, s.ring.CornerRadius = 2, 4
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer implements fyne.Widget.
func (s *filmstrip) CreateRenderer() fyne.WidgetRenderer {
	return &stripRenderer{s, kit.NewSurface(kit.TokenBg)}
}

// stripRenderer draws the photos that there is room for.
type stripRenderer struct {
	s      *filmstrip
	ground *kit.Surface
}

func (r *stripRenderer) Destroy()           { r.s.close() }
func (r *stripRenderer) MinSize() fyne.Size { return fyne.NewSize(stripWide, stripHeight) }

func (r *stripRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.ground}
	for _, f := range r.s.frames {
		objects = append(objects, f.picture)
	}
	return append(objects, r.s.ring)
}

func (r *stripRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.s.fill(size)
}

func (r *stripRenderer) Refresh() {
	r.s.fill(r.s.Size())
	r.ground.Refresh()
	canvas.Refresh(r.s)
}

// fill shows the photos around the current one: it stands in the middle, but at the ends of the list.
func (s *filmstrip) fill(size fyne.Size) {
	all, current := len(s.w.list.ids), s.w.grid.Selection().Current()
	room := max(int((size.Width-2*12+stripGap)/(stripWide+stripGap)), 0)
	n := min(room, all)
	first := min(max(current-n/2, 0), all-n)
	left := (size.Width - float32(n)*(stripWide+stripGap) + stripGap) / 2
	s.resize(n)
	s.ring.Hidden = current < first || current >= first+n
	s.ring.StrokeColor = kit.Tint(kit.TokenRing, s)
	for i, f := range s.frames {
		x, y := left+float32(i)*(stripWide+stripGap), float32(stripHeight-stripHigh)/2
		s.load(f, first+i)
		kit.Place(f.picture, x, y, stripWide, stripHigh)
		if f.index == current {
			kit.Place(s.ring, x-3, y-3, stripWide+6, stripHigh+6)
		}
	}
	s.ring.Refresh()
}

// resize makes the strip one of n photos.
func (s *filmstrip) resize(n int) {
	for len(s.frames) < n {
		s.frames = append(s.frames, newStripFrame(canvas.ImageFillContain))
	}
	for _, f := range s.frames[n:] {
		f.drop()
	}
	s.frames = s.frames[:n]
}

// load shows the photo at an index of the list in a frame.
func (s *filmstrip) load(f *stripFrame, index int) {
	f.index = index
	f.show(s.w, s.w.list.idAt(index), stripWide, stripHigh)
}

func newStripFrame(fill canvas.ImageFill) *stripFrame {
	return &stripFrame{picture: &canvas.Image{FillMode: fill, ScaleMode: canvas.ImageScaleSmooth}}
}

// show shows a photo, as large as the frame in dp.
func (f *stripFrame) show(w *Window, id library.ID, width, height float32) {
	if f.id == id {
		return
	}
	f.drop()
	f.id, f.picture.Image = id, nil
	scale := w.win.Canvas().Scale()
	f.cancel = w.cells.requestThumb(uint64(id), 0, int(width*scale), int(height*scale), func(img *image.RGBA) {
		if f.id == id && img != nil {
			f.picture.Image = img
			f.picture.Refresh()
		}
	})
	f.picture.Refresh()
}

func (f *stripFrame) drop() {
	if f.cancel != nil {
		f.cancel()
	}
	f.cancel, f.id = nil, 0
}

// close cancels what has been asked for.
func (s *filmstrip) close() { s.resize(0) }

// Tapped implements fyne.Tappable: it goes to the photo.
func (s *filmstrip) Tapped(e *fyne.PointEvent) {
	for _, f := range s.frames {
		at := f.picture.Position()
		if e.Position.X >= at.X && e.Position.X < at.X+stripWide {
			s.w.grid.Selection().Click(f.index)
			s.w.list.selectionChanged()
			return
		}
	}
}
