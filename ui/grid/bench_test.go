package grid

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"catchlight/ui/kit"
)

// BenchmarkScroll scrolls 100,000 cells by rows of 7: what it costs on the Fyne
// goroutine, without drawing.
func BenchmarkScroll(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(plain{theme.DefaultTheme()})
	g, cell, photo := New(), full(), image.NewRGBA(image.Rect(0, 0, 176, 117))
	cell.Image = photo
	names := []string{"giraffe", "savanna", "waterhole", "golden hour", "young animal", "dry season", "herd"}
	g.Bind = func(i int) Cell {
		c := cell
		c.ID = uint64(i + 1)
		c.Chips = append([]kit.Chip{{Name: names[i%7], State: kit.Suggested, Strength: i%3 + 1}}, cell.Chips...)
		return c
	}
	w := test.NewTempWindow(b, g)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1350, 1000))
	g.SetLength(100_000)
	b.ReportAllocs()
	for b.Loop() {
		g.SetOffset(g.Offset() + g.geo.pitch())
		if g.Offset() >= g.geo.limit() {
			g.SetOffset(0)
		}
	}
}
