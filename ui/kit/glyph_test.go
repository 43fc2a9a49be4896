package kit

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func TestGlyphsAreDrawn(t *testing.T) {
	for g := GlyphBars1; g < glyphs; g++ {
		for _, px := range []int{12, 18, 24, 36} {
			img := sign{glyph: g, px: px, ink: plainInk, dull: plainInk}.draw()
			inked, edge := 0, 0
			for y := range px {
				for x := range px {
					if img.RGBAAt(x, y).A > 0x80 {
						inked++
					}
					if (x == 0 || y == 0) && img.RGBAAt(x, y).A > 0x80 {
						edge++
					}
				}
			}
			if share := float64(inked) / float64(px*px); share < .05 || share > .7 || edge > px/2 {
				t.Errorf("%s at %d px: %.0f %% inked, %d on the edge", g, px, share*100, edge)
			}
		}
	}
}

var plainInk = color.NRGBA{A: 0xFF}

func TestOutlineIsSharp(t *testing.T) {
	img := frame{w: 60, h: 20, radius: 4, stroke: 1, ink: plainInk}.draw()
	for _, p := range []image.Point{{30, 0}, {30, 19}, {0, 10}, {59, 10}} {
		if a := img.RGBAAt(p.X, p.Y).A; a != 0xFF {
			t.Errorf("at %v the outline is %d of 255", p, a)
		}
	}
	for _, p := range []image.Point{{30, 1}, {30, 18}, {1, 10}, {58, 10}, {0, 0}, {30, 10}} {
		if a := img.RGBAAt(p.X, p.Y).A; a > 0x20 {
			t.Errorf("at %v there is %d of 255", p, a)
		}
	}
}

// TestMarksGrowWithTheText: an icon beside a text is as large, to it, at any size of text.
func TestMarksGrowWithTheText(t *testing.T) {
	for _, scale := range []float32{1, 1.25, 1.5} {
		m := NewMark(theme.WarningIcon(), 16, TokenAlert)
		themed(t, LookDark, scale, fyne.NewSize(100, 100), func() fyne.CanvasObject { return container.NewHBox(m) })
		icon := test.WidgetRenderer(m).Objects()[0]
		if m.MinSize() != fyne.NewSquareSize(16*scale) || icon.Size() != m.MinSize() || !icon.Visible() {
			t.Errorf("at %v: %v in %v", scale, icon.Size(), m.MinSize())
		}
	}
}

// TestSignsGrowWithTheText as marks do, so that texts beside them begin together.
func TestSignsGrowWithTheText(t *testing.T) {
	for _, scale := range []float32{1, 1.25, 1.5} {
		sign, mark := NewSign(GlyphBars3, TokenAccent), NewMark(theme.ConfirmIcon(), 12, TokenText)
		themed(t, LookDark, scale, fyne.NewSize(100, 100), func() fyne.CanvasObject { return container.NewHBox(sign, mark) })
		picture := test.WidgetRenderer(sign).Objects()[0].(*canvas.Image)
		if sign.MinSize() != mark.MinSize() || picture.Image.Bounds().Dx() != int(12*scale+.5) {
			t.Errorf("at %v: %v and %v, of %v pixels", scale, sign.MinSize(), mark.MinSize(), picture.Image.Bounds())
		}
	}
}

// TestWhatIsDrawnForTheFirstTimeIsSharp: with as many pixels as the window has in a dp, also before the
// toolkit knows which window it is in.
func TestWhatIsDrawnForTheFirstTimeIsSharp(t *testing.T) {
	w := themed(t, LookDark, 1, fyne.NewSize(100, 100), func() fyne.CanvasObject { return NewSpace(10, 10) })
	w.Canvas().(interface{ SetScale(float32) }).SetScale(2)
	app := fyne.CurrentApp()
	fyne.SetCurrentApp(unknowing{app})
	t.Cleanup(func() { fyne.SetCurrentApp(app) })
	for name, o := range map[string]fyne.Widget{
		"chip": NewChipButton(Chip{Name: "dog", State: Suggested, Strength: 2}), "words": NewWords([]Chip{{Name: "dog", State: Accepted}}),
		"sign": NewSign(GlyphCheck, TokenText), "check": NewCheck("Private", true, nil),
	} {
		o.Resize(o.MinSize())
		pictures := 0
		for _, part := range test.WidgetRenderer(o).Objects() {
			if img, ok := part.(*canvas.Image); ok && img.Image != nil && img.Visible() {
				pictures++
				if got, want := img.Image.Bounds().Dx(), int(2*img.Size().Width+.5); got != want {
					t.Errorf("%s: a picture of %v dp has %d pixels, want %d", name, img.Size().Width, got, want)
				}
			}
		}
		if pictures == 0 {
			t.Errorf("%s has no picture", name)
		}
	}
}

// unknowing is an app that does not know yet which window a widget is in.
type unknowing struct{ fyne.App }

func (a unknowing) Driver() fyne.Driver { return unknowingDriver{a.App.Driver()} }

type unknowingDriver struct{ fyne.Driver }

func (unknowingDriver) CanvasForObject(fyne.CanvasObject) fyne.Canvas { return nil }
