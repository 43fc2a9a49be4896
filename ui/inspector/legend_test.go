package inspector

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/ui/kit"
)

// TestTheLegendIsReadAtEverySize: no text of it is cut or lies over another, at any width of the
// panel and size of text, and all stand as far from their signs.
func TestTheLegendIsReadAtEverySize(t *testing.T) {
	for _, scale := range []float32{1, 1.25, 1.5} {
		for _, width := range []float32{208, 256, 368} {
			test.NewTempApp(t).Settings().SetTheme(kit.NewTheme(kit.LookDark, scale))
			l := newLegend()
			column := kit.NewColumn(8, l)
			w := test.NewTempWindow(t, column)
			w.SetPadded(false)
			w.Resize(fyne.NewSize(width, 300))
			for i, text := range l.texts {
				cut := text.Size().Height < text.HeightFor(text.Size().Width)
				if end := text.Position().Add(text.Size()); cut || end.X > width+.5 || end.Y > l.Size().Height+.5 {
					t.Errorf("%v wide at %v: %q is cut, or ends at %v of %v", width, scale, text.Text, end, l.Size())
				}
				if sign := l.signs[i]; text.Position().X-sign.Position().X != 12*scale+legendGap {
					t.Errorf("%v wide at %v: %q begins at %v, its sign at %v", width, scale, text.Text, text.Position(), sign.Position())
				}
				for _, sign := range l.signs {
					if sign != l.signs[i] && overlap(text, sign) {
						t.Errorf("%v wide at %v: a sign lies over %q", width, scale, text.Text)
					}
				}
			}
		}
	}
}

func overlap(a, b fyne.CanvasObject) bool {
	from, to := a.Position(), b.Position()
	return from.X < to.X+b.Size().Width && to.X < from.X+a.Size().Width && from.Y < to.Y+b.Size().Height && to.Y < from.Y+a.Size().Height
}
