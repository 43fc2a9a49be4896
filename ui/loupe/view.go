package loupe

import (
	"image"
	"image/draw"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"catchlight/ui/kit"
)

// zoom is how large the loupe shows a photo.
type zoom uint8

// The steps of the zoom. At 100 % one pixel of the photo is one pixel of the screen, at 200 % it is
// two by two.
const (
	zoomFit zoom = iota
	zoomWhole
	zoomDouble
)

// margin is the space around a photo that fits, in dp.
const margin = 16

// wheelStep is how much the wheel must turn for a step of the zoom: a notch of a mouse, some way of
// a touch pad.
const wheelStep = 10

// photoView shows one photo, whole or enlarged. The user drags it, and zooms with the wheel and by
// a double-click.
type photoView struct {
	widget.BaseWidget
	// OnZoom hears of a step by the user.
	OnZoom func()
	// OnSize hears of another size, while the window is laid out.
	OnSize func()

	picture *canvas.Image
	fitted  *image.RGBA    // a thumbnail, then the sharp picture that fits
	whole   *image.RGBA    // all pixels; nil while they are not needed, or not there yet
	pixels  image.Point    // width and height of the upright photo
	zoom    zoom           // how large it is shown
	centre  [2]float64     // the point of the photo in the middle, from 0 to 1
	pointer *fyne.Position // nil: not over the view
	turned  float32        // of the wheel, since the last step
	laid    fyne.Size      // the size that was heard of last
}

var (
	_ fyne.Draggable      = (*photoView)(nil)
	_ fyne.DoubleTappable = (*photoView)(nil)
	_ fyne.Scrollable     = (*photoView)(nil)
	_ desktop.Hoverable   = (*photoView)(nil)
)

func newPhotoView() *photoView {
	v := &photoView{picture: &canvas.Image{FillMode: canvas.ImageFillStretch}, centre: [2]float64{.5, .5}}
	v.ExtendBaseWidget(v)
	return v
}

// show begins with another photo, of whose picture nothing more than a thumbnail may be there. The
// zoom stays, and so does the place, for who compares photos of one moment.
func (v *photoView) show(pixels image.Point, thumbnail *image.RGBA) {
	v.pixels, v.fitted, v.whole = pixels, thumbnail, nil
	v.Refresh()
}

// sharpen takes the sharp picture, which fits or is whole.
func (v *photoView) sharpen(picture *image.RGBA, whole bool) {
	if whole {
		v.whole, v.pixels = picture, picture.Rect.Size()
	} else {
		v.fitted = picture
	}
	if v.pixels == (image.Point{}) {
		v.pixels = picture.Rect.Size() // nobody knew it before
	}
	v.Refresh()
}

// setZoom changes the zoom; what is at a point of the view stays there, nil: in the middle.
func (v *photoView) setZoom(z zoom, at *fyne.Position) {
	if z == v.zoom || z > zoomDouble {
		return
	}
	if at == nil {
		at = &fyne.Position{X: v.Size().Width / 2, Y: v.Size().Height / 2}
	}
	place := v.placeAt(*at)
	v.zoom = z
	if z == zoomFit {
		v.whole = nil
	} else {
		now := v.placeAt(*at)
		v.move(place[0]-now[0], place[1]-now[1])
	}
	v.Refresh()
	if v.OnZoom != nil {
		v.OnZoom()
	}
}

// toggle goes from the whole photo to 100 % and back.
func (v *photoView) toggle(at *fyne.Position) {
	if v.zoom == zoomFit {
		v.setZoom(zoomWhole, at)
	} else {
		v.setZoom(zoomFit, at)
	}
}

// pan moves the photo by a distance in dp.
func (v *photoView) pan(dx, dy float32) {
	if v.zoom == zoomFit || v.pixels.X == 0 || v.pixels.Y == 0 {
		return
	}
	k := float64(v.scale()) / v.factor()
	v.move(-float64(dx)*k/float64(v.pixels.X), -float64(dy)*k/float64(v.pixels.Y))
	v.Refresh()
}

// move shifts the middle by parts of the photo, as far as there is more of it to see.
func (v *photoView) move(dx, dy float64) {
	w, h := v.seen()
	v.centre = [2]float64{clamped(v.centre[0]+dx, w), clamped(v.centre[1]+dy, h)}
}

// clamped keeps a middle where a part of the photo is seen; a photo of which all is seen stands in
// the middle.
func clamped(middle, part float64) float64 {
	if part >= 1 {
		return .5
	}
	return min(max(middle, part/2), 1-part/2)
}

// seen is the part of the width and of the height that the view has room for; more than 1 where
// there is room left.
func (v *photoView) seen() (w, h float64) {
	size, k := v.Size(), float64(v.scale())/v.factor()
	return float64(size.Width) * k / float64(max(v.pixels.X, 1)), float64(size.Height) * k / float64(max(v.pixels.Y, 1))
}

// factor is how many pixels of the screen a pixel of the photo takes.
func (v *photoView) factor() float64 {
	if v.zoom != zoomFit {
		return float64(v.zoom)
	}
	size, scale := v.Size(), v.scale()
	w, h := (size.Width-2*margin)*scale, (size.Height-2*margin)*scale
	return max(min(float64(w)/float64(max(v.pixels.X, 1)), float64(h)/float64(max(v.pixels.Y, 1))), 1e-6)
}

// placeAt is the point of the photo at a point of the view, from 0 to 1 where it is on the photo.
func (v *photoView) placeAt(at fyne.Position) [2]float64 {
	w, h := v.seen()
	size := v.Size()
	middle := [2]float64{clamped(v.centre[0], w), clamped(v.centre[1], h)}
	return [2]float64{
		middle[0] + (float64(at.X/size.Width)-.5)*w,
		middle[1] + (float64(at.Y/size.Height)-.5)*h,
	}
}

// scale is how many pixels of the screen a dp has.
func (v *photoView) scale() float32 {
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil {
		return c.Scale()
	}
	return 1
}

// frame is the part of the photo to draw, in its pixels, and where, in pixels of the screen.
func (v *photoView) frame() (part, place image.Rectangle) {
	size, scale := v.Size(), v.scale()
	room := image.Pt(int(size.Width*scale), int(size.Height*scale))
	w, h := v.seen()
	k := v.factor()
	part = image.Rectangle{Max: v.pixels}
	if w < 1 {
		part.Min.X, part.Max.X = cut(clamped(v.centre[0], w), v.pixels.X, int(math.Ceil(float64(room.X)/k)))
	}
	if h < 1 {
		part.Min.Y, part.Max.Y = cut(clamped(v.centre[1], h), v.pixels.Y, int(math.Ceil(float64(room.Y)/k)))
	}
	wide, high := int(math.Round(float64(part.Dx())*k)), int(math.Round(float64(part.Dy())*k))
	place.Min = image.Pt(max((room.X-wide)/2, 0), max((room.Y-high)/2, 0))
	place.Max = place.Min.Add(image.Pt(wide, high))
	return part, place
}

// cut is the run of length pixels around a middle, within all.
func cut(middle float64, all, length int) (from, to int) {
	length = min(length, all)
	from = min(max(int(middle*float64(all))-length/2, 0), all-length)
	return from, from + length
}

// CreateRenderer implements fyne.Widget.
func (v *photoView) CreateRenderer() fyne.WidgetRenderer {
	return kit.Render(func() fyne.Size { return fyne.Size{} }, v.layout, v.draw, v.picture)
}

func (v *photoView) layout(size fyne.Size) {
	v.draw()
	if size != v.laid && v.OnSize != nil {
		v.laid = size
		v.OnSize()
	}
}

// draw shows what is to be seen: of the whole photo where it is there, else of what fits, enlarged.
func (v *photoView) draw() {
	source := v.whole
	if source == nil || v.zoom == zoomFit {
		source = v.fitted
	}
	v.picture.Hidden = source == nil || v.pixels.X == 0
	if v.picture.Hidden {
		v.picture.Refresh()
		return
	}
	part, at := v.frame()
	v.picture.ScaleMode = canvas.ImageScaleFastest
	if source == v.whole {
		v.picture.ScaleMode = canvas.ImageScalePixels
	}
	v.picture.Image = crop(source, part, v.pixels)
	scale := v.scale()
	kit.Place(v.picture, float32(at.Min.X)/scale, float32(at.Min.Y)/scale, float32(at.Dx())/scale, float32(at.Dy())/scale)
	v.picture.Refresh()
}

// crop copies a part, given in pixels of a photo of that size, out of a picture of any size.
func crop(source *image.RGBA, part image.Rectangle, of image.Point) *image.RGBA {
	size := source.Rect.Size()
	if part == (image.Rectangle{Max: of}) {
		return source
	}
	if size != of {
		part = image.Rect(part.Min.X*size.X/of.X, part.Min.Y*size.Y/of.Y,
			max(part.Max.X*size.X/of.X, part.Min.X*size.X/of.X+1), max(part.Max.Y*size.Y/of.Y, part.Min.Y*size.Y/of.Y+1))
	}
	copied := image.NewRGBA(image.Rectangle{Max: part.Size()})
	draw.Draw(copied, copied.Rect, source, source.Rect.Min.Add(part.Min), draw.Src)
	return copied
}

// Dragged implements fyne.Draggable.
func (v *photoView) Dragged(e *fyne.DragEvent) { v.pan(e.Dragged.DX, e.Dragged.DY) }

// DragEnd implements fyne.Draggable.
func (v *photoView) DragEnd() {}

// DoubleTapped implements fyne.DoubleTappable.
func (v *photoView) DoubleTapped(e *fyne.PointEvent) { v.toggle(&e.Position) }

// Scrolled implements fyne.Scrollable: the wheel zooms at the pointer.
func (v *photoView) Scrolled(e *fyne.ScrollEvent) {
	v.turned += e.Scrolled.DY
	switch {
	case v.turned >= wheelStep:
		v.step(1, &e.Position)
	case v.turned <= -wheelStep:
		v.step(-1, &e.Position)
	default:
		return
	}
	v.turned = 0
}

// step zooms in (1) or out (-1).
func (v *photoView) step(by int, at *fyne.Position) {
	if by > 0 {
		v.setZoom(v.zoom+1, at)
	} else if v.zoom > zoomFit {
		v.setZoom(v.zoom-1, at)
	}
}

// MouseIn implements desktop.Hoverable.
func (v *photoView) MouseIn(e *desktop.MouseEvent) { v.pointer = &e.Position }

// MouseMoved implements desktop.Hoverable.
func (v *photoView) MouseMoved(e *desktop.MouseEvent) { v.pointer = &e.Position }

// MouseOut implements desktop.Hoverable.
func (v *photoView) MouseOut() { v.pointer = nil }
