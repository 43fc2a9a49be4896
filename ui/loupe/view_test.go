package loupe

import (
	"image"
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// chart is a picture whose pixels tell where they are.
func chart(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetRGBA(x, y, color.RGBA{uint8(x), uint8(x>>8)<<4 | uint8(y>>8), uint8(y), 255})
		}
	}
	return img
}

// charted is a view of 400×300 with a photo of 1200×800.
func charted(t *testing.T) *photoView {
	t.Helper()
	test.NewTempApp(t)
	v := newPhotoView()
	test.WidgetRenderer(v)
	v.Resize(fyne.NewSize(400, 300))
	v.show(image.Pt(1200, 800), nil)
	v.sharpen(chart(1200, 800), true)
	return v
}

func TestOnePixelIsOnePixel(t *testing.T) {
	v := charted(t)
	for z, want := range map[zoom]image.Point{zoomWhole: {400, 300}, zoomDouble: {200, 150}} {
		v.whole = chart(1200, 800)
		v.setZoom(z, nil)
		part, at := v.frame()
		if part.Size() != want || at.Size() != image.Pt(400, 300) {
			t.Errorf("zoom %d: %v is drawn at %v", z, part, at)
		}
		if got := v.picture.Image.(*image.RGBA); got.RGBAAt(5, 7) != v.whole.RGBAAt(part.Min.X+5, part.Min.Y+7) {
			t.Errorf("zoom %d: pixel 5, 7 is %v", z, got.RGBAAt(5, 7))
		}
	}
}

func TestFitKeepsTheMarginAndTheShape(t *testing.T) {
	v := charted(t)
	part, at := v.frame()
	if part != image.Rect(0, 0, 1200, 800) || at != image.Rect(16, 27, 384, 272) {
		t.Errorf("%v is drawn at %v", part, at)
	}
}

func TestZoomKeepsWhatIsUnderThePointer(t *testing.T) {
	v := charted(t)
	at := fyne.NewPos(150, 140)
	before := v.placeAt(at)
	for _, z := range []zoom{zoomWhole, zoomDouble, zoomWhole} {
		v.setZoom(z, &at)
		now := v.placeAt(at)
		if math.Abs(now[0]-before[0]) > .002 || math.Abs(now[1]-before[1]) > .002 {
			t.Errorf("zoom %d: %v has become %v", z, before, now)
		}
	}
	corner := fyne.NewPos(399, 299)
	v.setZoom(zoomFit, nil)
	v.setZoom(zoomWhole, &corner)
	if part, _ := v.frame(); part.Max != image.Pt(1200, 800) {
		t.Errorf("at the corner %v is seen", part)
	}
}

func TestPanStopsAtTheEdges(t *testing.T) {
	v := charted(t)
	v.pan(1000, 1000)
	if v.centre != [2]float64{.5, .5} {
		t.Error("a photo that fits is moved")
	}
	v.setZoom(zoomWhole, nil)
	v.Dragged(&fyne.DragEvent{Dragged: fyne.Delta{DX: 100, DY: 50}})
	if part, _ := v.frame(); part.Min != image.Pt(300, 200) {
		t.Errorf("after a drag by 100, 50 %v is seen", part)
	}
	v.pan(-1e6, 1e6)
	if part, _ := v.frame(); part != image.Rect(800, 0, 1200, 300) {
		t.Errorf("far off %v is seen", part)
	}
}

func TestASmallPhotoStandsInTheMiddle(t *testing.T) {
	v := charted(t)
	v.show(image.Pt(100, 80), nil)
	v.sharpen(chart(100, 80), true)
	v.setZoom(zoomDouble, nil)
	part, at := v.frame()
	if part != image.Rect(0, 0, 100, 80) || at != image.Rect(100, 70, 300, 230) {
		t.Errorf("%v is drawn at %v", part, at)
	}
}

func TestUntilThePixelsAreThereTheThumbnailIsEnlarged(t *testing.T) {
	v := charted(t)
	v.setZoom(zoomWhole, nil)
	v.show(image.Pt(1200, 800), chart(120, 80))
	got := v.picture.Image.(*image.RGBA).Rect.Size()
	if part, at := v.frame(); got != image.Pt(40, 30) || at.Size() != part.Size() {
		t.Errorf("a part of %v is shown at %v", got, at)
	}
}

func TestTheWheelZoomsInSteps(t *testing.T) {
	v := charted(t)
	turn := func(dy float32) { v.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: dy}}) }
	for _, c := range []struct {
		dy   float32
		want zoom
	}{{4, zoomFit}, {7, zoomWhole}, {25, zoomDouble}, {25, zoomDouble}, {-25, zoomWhole}, {-25, zoomFit}, {-25, zoomFit}} {
		if turn(c.dy); v.zoom != c.want {
			t.Errorf("after %v: zoom %d, want %d", c.dy, v.zoom, c.want)
		}
	}
}
