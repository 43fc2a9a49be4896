package grid

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// TestABandSelectsWhatItSpans: from any corner, with Ctrl beside what is selected; a hand that
// trembles in a click selects one photo.
func TestABandSelectsWhatItSpans(t *testing.T) {
	middle := func(b *bench, i int) fyne.Position {
		at := b.geo.at(i, b.offset)
		return at.AddXY(b.geo.cell.Width/2, b.geo.cell.Height/2)
	}
	drag := func(b *bench, from, to fyne.Position, mod fyne.KeyModifier) {
		e := fyne.PointEvent{Position: from}
		b.MouseDown(&desktop.MouseEvent{PointEvent: e, Button: desktop.MouseButtonPrimary, Modifier: mod})
		b.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: to}})
		b.MouseUp(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: to}, Button: desktop.MouseButtonPrimary, Modifier: mod})
		b.DragEnd()
	}
	b := newBench(t, 12)
	b.Banded = true
	columns := b.Columns()
	for _, c := range []struct {
		from, to int
		mod      fyne.KeyModifier
		want     []int
	}{
		{0, columns + 1, 0, []int{0, 1, columns, columns + 1}},
		{columns + 1, 0, 0, []int{0, 1, columns, columns + 1}},
		{2, 2, 0, []int{2}},
		{columns, columns + 1, fyne.KeyModifierControl, []int{2, columns, columns + 1}},
	} {
		to := middle(b, c.to)
		if c.from == c.to {
			to = to.AddXY(1, 1)
		}
		if drag(b, middle(b, c.from), to, c.mod); !slices.Equal(b.Selection().Indices(), c.want) {
			t.Errorf("from %d to %d: selected %v, want %v", c.from, c.to, b.Selection().Indices(), c.want)
		}
	}
	if b.parts.band.Visible() {
		t.Error("the band stays")
	}
}
