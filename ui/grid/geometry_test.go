package grid

import (
	"testing"

	"fyne.io/fyne/v2"
	"pgregory.net/rapid"
)

func TestCellSizes(t *testing.T) {
	for _, c := range []struct {
		step  Size
		lines int
		names bool
		unit  float32
		want  fyne.Size
	}{
		{Tiny, 1, false, 1, fyne.NewSize(140, 96+12+6+20)},
		{Medium, 2, false, 1, fyne.NewSize(188, 132+12+6+44)},
		{Large, 2, false, 1, fyne.NewSize(252, 180+12+6+44)},
		{Huge, 2, false, 1, fyne.NewSize(332, 240+12+6+44)},
		{Giant, 2, false, 1, fyne.NewSize(460, 336+12+6+44)},
		{Medium, 0, false, 1, fyne.NewSize(188, 132+12+6)},
		{Medium, 1, false, 1, fyne.NewSize(188, 132+12+6+20)},
		{Medium, 2, true, 1, fyne.NewSize(188, 132+12+6+44+15)},
		{Medium, 2, false, 1.5, fyne.NewSize(188, 132+12+6+66)},
	} {
		if got := measured(fyne.NewSize(768, 600), 10, c.step, c.lines, c.names, c.unit).cell; got != c.want {
			t.Errorf("step %d, %d lines, names %v, text %v: cell %v, want %v", c.step, c.lines, c.names, c.unit, got, c.want)
		}
	}
}

func TestMarginsAreEqual(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := float32(rapid.IntRange(152, 4000).Draw(t, "width"))
		g := measured(fyne.NewSize(width, 600), 1000, Size(rapid.IntRange(0, 4).Draw(t, "step")), 2, false, 1)
		right := width - (g.at(g.columns-1, 0).X + g.cell.Width)
		if g.columns > 1 && (g.left < 0 || right-g.left < 0 || right-g.left > 1) {
			t.Fatalf("margins %v and %v at %d columns", g.left, right, g.columns)
		}
		if right < barRight-inset && g.columns > 1 {
			t.Fatalf("the scroll bar would cover a photo: %v left", right)
		}
	})
}

func TestHitIsWhereDrawn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 2_000_000).Draw(t, "n")
		view := fyne.NewSize(float32(rapid.IntRange(300, 3000).Draw(t, "w")), float32(rapid.IntRange(200, 2000).Draw(t, "h")))
		g := measured(view, n, Size(rapid.IntRange(0, 4).Draw(t, "step")), 2, false, 1)
		i := rapid.IntRange(0, n-1).Draw(t, "i")
		offset := min(max(g.showing(i, rapid.Float64Range(0, g.limit()).Draw(t, "from")), 0), g.limit())
		at := g.at(i, offset)
		if got, in := g.index(at.AddXY(g.cell.Width/2, g.cell.Height/2), offset); got != i || in.X != g.cell.Width/2 {
			t.Fatalf("cell %d is drawn at %v, but there is %d", i, at, got)
		}
		first, last := g.inView(offset)
		if i < first || i > last {
			t.Fatalf("cell %d is scrolled into view %d–%d", i, first, last)
		}
		if g.pitch() <= float64(view.Height) && (at.Y < 0 || at.Y+g.cell.Height > view.Height) {
			t.Fatalf("cell %d at %v is cut by the view's %v", i, at.Y, view.Height)
		}
	})
}

func TestExactAtAnyLength(t *testing.T) {
	g := measured(fyne.NewSize(400, 600), 4_000_000, Medium, 2, false, 1) // 2 columns: 396 million dp high
	last := g.limit()
	for _, shift := range []float64{0, 1, 2, 3} {
		a, b := g.at(3_999_999, last-shift), g.at(3_999_998, last-shift)
		if a.Y != 600-gutter-g.cell.Height+float32(shift) || b.Y != a.Y {
			t.Errorf("scrolled by %v the last row is at %v and %v", shift, a.Y, b.Y)
		}
	}
}

func TestPhotosAreWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scale := float32(rapid.SampledFrom([]float64{1, 1.25, 1.5, 2, 3}).Draw(t, "scale"))
		g := measured(fyne.NewSize(800, 600), 10, Size(rapid.IntRange(0, 4).Draw(t, "step")), 2, false, 1)
		aspect := float32(rapid.Float64Range(.02, 50).Draw(t, "aspect"))
		at, size := g.fitted(aspect, scale)
		if at.X < inset || at.Y < inset || at.X+size.Width > inset+g.box.Width+.01 || at.Y+size.Height > inset+g.box.Height+.01 {
			t.Fatalf("aspect %v: %v at %v leaves the box %v", aspect, size, at, g.box)
		}
		if size.Width < g.box.Width-1 && size.Height < g.box.Height-1 {
			t.Fatalf("aspect %v: %v does not fill the box %v", aspect, size, g.box)
		}
	})
}

func TestGapIsNearest(t *testing.T) {
	g := measured(fyne.NewSize(768, 600), 10, Medium, 1, false, 1) // 4 columns, margin 2, pitch 192×174
	for _, c := range []struct {
		x, y float32
		want int
	}{
		{0, 50, 0}, {90, 50, 0}, {110, 50, 1}, {766, 50, 4}, {10, 200, 4}, {400, 200, 6}, {766, 400, 10}, {10, 5000, 10}, {10, -50, 0},
	} {
		if got := g.gap(fyne.NewPos(c.x, c.y), 0); got != c.want {
			t.Errorf("at %v,%v the line stands after %d, want %d", c.x, c.y, got, c.want)
		}
	}
}
