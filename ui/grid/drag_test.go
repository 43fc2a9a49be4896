package grid

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

func TestDragOfAPhoto(t *testing.T) {
	b := newBench(t, 100)
	b.sel.Set([]int{1, 2}, 1)
	dropped := -1
	b.OnDrop = func(from Hit, _ fyne.Position) { dropped = from.Index }
	at := b.geo.at(2, 0).AddXY(50, 50)
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: at}}
	b.MouseDown(e)
	b.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at.AddXY(90, 0)}})
	b.MouseUp(e)
	b.DragEnd()
	if dropped != 2 || b.sel.Count() != 2 {
		t.Errorf("dropped %d; %d stay selected", dropped, b.sel.Count())
	}
}

// TestEachDragEndsInOneDrop: whatever happens while a chip is dragged, its end is told once and
// names what was taken; what was not taken from a cell is not dropped.
func TestEachDragEndsInOneDrop(t *testing.T) {
	for name, c := range map[string]struct {
		midway func(b *bench, at fyne.Position)
		press  bool
		want   []int
	}{
		"plain":          {func(*bench, fyne.Position) {}, true, []int{2}},
		"another button": {func(b *bench, at fyne.Position) { pressAt(b, at.AddXY(380, 0), desktop.MouseButtonSecondary) }, true, []int{2}},
		"the list grows": {func(b *bench, _ fyne.Position) { b.SetLength(200) }, true, []int{2}},
		"it scrolls":     {func(b *bench, _ fyne.Position) { b.SetOffset(1e4) }, true, []int{2}},
		"began elsewhere, after a click on a photo": {func(*bench, fyne.Position) {}, false, nil},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, 100)
			var dropped []int
			b.OnDrop = func(from Hit, _ fyne.Position) { dropped = append(dropped, from.Index) }
			at := b.geo.at(2, 0).AddXY(50, 50)
			e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: at}}
			b.MouseDown(e)
			if !c.press {
				b.MouseUp(e)
			}
			b.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at.AddXY(90, 0)}})
			c.midway(b, at)
			b.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at.AddXY(2000, 0)}})
			b.MouseUp(e)
			b.DragEnd()
			b.DragEnd()
			if !slices.Equal(dropped, c.want) {
				t.Errorf("dropped %v, want %v", dropped, c.want)
			}
		})
	}
}

// pressAt presses a button of the mouse and does not let it go.
func pressAt(b *bench, at fyne.Position, button desktop.MouseButton) {
	b.MouseDown(&desktop.MouseEvent{Button: button, PointEvent: fyne.PointEvent{Position: at}})
}
