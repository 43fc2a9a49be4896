package loupe

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"catchlight/ui/kit"
	"catchlight/ui/thumbnail"
)

// Sizes of the filmstrip in dp.
const (
	stripHeight = 84
	stripWide   = 68
	stripHigh   = 60
	stripGap    = 4
)

// filmstrip shows the photos before and after the current one. It holds those that are seen, and no
// more.
type filmstrip struct {
	widget.BaseWidget
	list       List
	thumbnails *thumbnail.Source
	ring       *canvas.Rectangle
	frames     []*stripFrame
}

// stripFrame is one photo of the strip.
type stripFrame struct {
	*thumbnail.Frame
	index int // in the list
}

var _ fyne.Tappable = (*filmstrip)(nil)

func newFilmstrip(list List, thumbnails *thumbnail.Source) *filmstrip {
	s := &filmstrip{list: list, thumbnails: thumbnails, ring: canvas.NewRectangle(color.Transparent)}
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
		objects = append(objects, f.Picture)
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

// fill shows the photos around the current one: it stands in the middle, but at the ends of the
// list.
func (s *filmstrip) fill(size fyne.Size) {
	all, current := s.list.Len(), s.list.Current()
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
		kit.Place(f.Picture, x, y, stripWide, stripHigh)
		if f.index == current {
			kit.Place(s.ring, x-3, y-3, stripWide+6, stripHigh+6)
		}
	}
	s.ring.Refresh()
}

// resize makes the strip one of n photos.
func (s *filmstrip) resize(n int) {
	for len(s.frames) < n {
		s.frames = append(s.frames, &stripFrame{Frame: thumbnail.NewFrame(canvas.ImageFillContain)})
	}
	for _, f := range s.frames[n:] {
		f.Drop()
	}
	s.frames = s.frames[:n]
}

// load shows the photo at an index of the list in a frame.
func (s *filmstrip) load(f *stripFrame, index int) {
	f.index = index
	f.Show(s.thumbnails, s.list.ID(index), stripWide, stripHigh)
}

// close cancels what has been asked for.
func (s *filmstrip) close() { s.resize(0) }

// Tapped implements fyne.Tappable: it goes to the photo.
func (s *filmstrip) Tapped(e *fyne.PointEvent) {
	for _, f := range s.frames {
		at := f.Picture.Position()
		if e.Position.X >= at.X && e.Position.X < at.X+stripWide {
			s.list.Choose(f.index)
			return
		}
	}
}
