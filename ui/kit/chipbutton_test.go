package kit

import (
	"image"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// themed puts what build returns into a test window of a size, in a look at a
// text scale.
func themed(t *testing.T, look Look, scale float32, size fyne.Size, build func() fyne.CanvasObject) fyne.Window {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(NewTheme(look, scale))
	w := test.NewTempWindow(t, build())
	w.SetPadded(false)
	w.Resize(size)
	return w
}

// nine are chips in all states, with what else a chip can show.
func nine() []Chip {
	return []Chip{
		{Name: "in the file"},
		{Name: "strict", State: Suggested, Strength: 3, Of: "3 of 3"},
		{Name: "balanced", State: Suggested, Strength: 2},
		{Name: "loose", State: Suggested, Strength: 1},
		{Name: "accepted", State: Accepted},
		{Name: "by hand", State: ByHand, Of: "2 of 3"},
		{Name: "written", State: Written},
		{Name: "typed", State: Written, Typed: true},
		{Name: "removed", State: Removed},
		{Name: "rejected", State: Rejected},
		{Name: "parent", State: Parent},
		{Name: "elsewhere", State: Changed},
	}
}

// cellSheet draws chips in the size of cells, below one another.
type cellSheet struct {
	Surface
	chips []Chip
}

func newCellSheet(chips []Chip) *cellSheet {
	s := &cellSheet{chips: chips}
	s.ExtendBaseWidget(s)
	return s
}

func (s *cellSheet) CreateRenderer() fyne.WidgetRenderer {
	var objects []fyne.CanvasObject
	p := NewPalette(s)
	p.Update()
	for i, c := range s.chips {
		f := NewChipFace()
		f.Show(c, CellChip, p, fyne.NewPos(0, float32(24*i)), 400, false)
		objects = append(objects, f.Objects()...)
	}
	return Render(func() fyne.Size { return fyne.NewSize(100, 300) }, func(fyne.Size) {}, func() {}, objects...)
}

// TestChipLooks holds nine states × two sizes × two looks to texts in testdata.
// After a change that is meant, copy testdata/failed over them.
func TestChipLooks(t *testing.T) {
	for _, look := range []Look{LookDark, LookLight} {
		t.Run("panel "+string(look), func(t *testing.T) {
			w := themed(t, look, 1, fyne.NewSize(240, 400), func() fyne.CanvasObject {
				column := container.NewVBox()
				for _, c := range nine() {
					column.Add(container.NewHBox(NewChipButton(c)))
				}
				return column
			})
			test.AssertRendersToMarkup(t, "chips_panel_"+string(look)+".xml", w.Canvas())
		})
		t.Run("cell "+string(look), func(t *testing.T) {
			w := themed(t, look, 1, fyne.NewSize(240, 400), func() fyne.CanvasObject { return newCellSheet(nine()) })
			test.AssertRendersToMarkup(t, "chips_cell_"+string(look)+".xml", w.Canvas())
		})
	}
}

func TestChipStates(t *testing.T) {
	for _, c := range []struct {
		chip                 Chip
		glyph                Glyph
		dot, removable, open bool
	}{
		{Chip{}, GlyphNone, false, true, false},
		{Chip{State: Suggested, Strength: 3}, GlyphBars3, false, true, true},
		{Chip{State: Suggested, Strength: 1}, GlyphBars1, false, true, true},
		{Chip{State: Suggested}, GlyphBars1, false, true, true},
		{Chip{State: Accepted}, GlyphCheck, true, true, false},
		{Chip{State: ByHand}, GlyphPencil, true, true, false},
		{Chip{State: Written}, GlyphCheck, false, true, false},
		{Chip{State: Written, Typed: true}, GlyphPencil, false, true, false},
		{Chip{State: Removed}, GlyphNone, true, false, false},
		{Chip{State: Rejected}, GlyphNone, false, false, false},
		{Chip{State: Parent}, GlyphParent, false, false, false},
		{Chip{State: Changed}, GlyphWarning, false, true, false},
		{Chip{State: PutBack}, GlyphWarning, false, false, false},
	} {
		if c.chip.Glyph() != c.glyph || c.chip.Unwritten() != c.dot || c.chip.Removable() != c.removable || c.chip.Open() != c.open {
			t.Errorf("%+v: glyph %v, dot %v, × %v, open %v", c.chip, c.chip.Glyph(), c.chip.Unwritten(), c.chip.Removable(), c.chip.Open())
		}
	}
}

// press presses and releases a button of the mouse at x on a chip.
func press(c *ChipButton, x float32, button desktop.MouseButton, mod fyne.KeyModifier) {
	e := &desktop.MouseEvent{Button: button, Modifier: mod, PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 12)}}
	c.MouseDown(e)
	c.MouseUp(e)
}

func TestChipClicks(t *testing.T) {
	var heard []string
	c := NewChipButton(Chip{Name: "giraffe", State: Suggested, Strength: 2})
	c.OnClicked = func(mod fyne.KeyModifier) {
		heard = append(heard, map[fyne.KeyModifier]string{0: "click", fyne.KeyModifierShift: "shift"}[mod])
	}
	c.OnCross = func() { heard = append(heard, "cross") }
	c.OnMenu = func(fyne.Position) { heard = append(heard, "menu") }
	c.OnDrop = func(c Chip, _ fyne.Position) { heard = append(heard, "drop "+c.Name) }
	themed(t, LookDark, 1, fyne.NewSize(300, 100), func() fyne.CanvasObject { return container.NewHBox(c) })
	width := c.Size().Width
	press(c, 10, desktop.MouseButtonPrimary, 0)
	press(c, 10, desktop.MouseButtonPrimary, fyne.KeyModifierShift)
	press(c, width-10, desktop.MouseButtonPrimary, 0)
	press(c, width-24, desktop.MouseButtonPrimary, 0)
	press(c, 10, desktop.MouseButtonSecondary, 0)
	press(c, width+5, desktop.MouseButtonPrimary, 0)
	c.MouseDown(&desktop.MouseEvent{})
	c.Dragged(&fyne.DragEvent{})
	c.SetChip(Chip{Name: "zebra", State: Suggested, Strength: 2}) // another stands here by then
	c.Dragged(&fyne.DragEvent{})
	c.MouseUp(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
	c.DragEnd()
	if want := []string{"click", "shift", "cross", "click", "menu", "drop giraffe"}; !slices.Equal(heard, want) {
		t.Errorf("heard %v, want %v", heard, want)
	}
}

func TestChipHintsAndFocus(t *testing.T) {
	var heard [][2]bool
	c := NewChipButton(Chip{Name: "giraffe", State: Suggested, Strength: 2, Label: "giraffe, suggested, likely"})
	c.OnHint = func(inside, cross bool) { heard = append(heard, [2]bool{inside, cross}) }
	w := themed(t, LookDark, 1, fyne.NewSize(300, 100), func() fyne.CanvasObject { return container.NewHBox(c) })
	at := func(x float32) *desktop.MouseEvent {
		return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 5)}}
	}
	c.MouseIn(at(10))
	c.MouseMoved(at(20))
	c.MouseMoved(at(c.Size().Width - 8))
	c.MouseOut()
	if want := [][2]bool{{true, false}, {true, true}, {false, false}}; !slices.Equal(heard, want) {
		t.Errorf("hints %v, want %v", heard, want)
	}
	w.Canvas().Focus(c)
	ring := test.WidgetRenderer(c).Objects()[0]
	if !ring.Visible() || ring.Size().Width != c.Size().Width+6 {
		t.Errorf("the ring is %v around %v", ring.Size(), c.Size())
	}
	w.Canvas().Unfocus()
	if ring.Visible() || c.AccessibilityLabel() != "giraffe, suggested, likely" {
		t.Error("the ring stays, or the chip has no accessible text")
	}
}

func TestChipGrowsWithText(t *testing.T) {
	c := NewChipButton(Chip{Name: "giraffe", State: Suggested, Strength: 2})
	themed(t, LookDark, 1.5, fyne.NewSize(300, 100), func() fyne.CanvasObject { return container.NewHBox(c) })
	if got := c.MinSize().Height; got != 36 {
		t.Errorf("at 150 %% a chip is %v high", got)
	}
	if PanelChip.Height(1) < 24 {
		t.Error("the hit area is less than 24")
	}
}

func TestChipsPixelsAreNeutralButTheBars(t *testing.T) {
	w := themed(t, LookDark, 1, fyne.NewSize(240, 40), func() fyne.CanvasObject {
		return container.NewStack(NewSurface(TokenPanel), container.NewHBox(NewChipButton(Chip{Name: "in the file"})))
	})
	img := w.Canvas().Capture()
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			if r, g, b, _ := img.At(x, y).RGBA(); r>>8 != g>>8 || g>>8 != b>>8 {
				t.Fatalf("at %v the chip has a hue: %d %d %d", image.Pt(x, y), r>>8, g>>8, b>>8)
			}
		}
	}
}

// TestAChipSaysWhatItIsNow: another word, or another state, under a pointer that rests is said.
func TestAChipSaysWhatItIsNow(t *testing.T) {
	var heard []bool
	c := NewChipButton(Chip{Name: "giraffe", State: Suggested})
	c.OnHint = func(inside, _ bool) { heard = append(heard, inside) }
	themed(t, LookDark, 1, fyne.NewSize(300, 100), func() fyne.CanvasObject { return container.NewHBox(c) })
	c.SetChip(Chip{Name: "zebra", State: Suggested})
	c.MouseIn(&desktop.MouseEvent{})
	c.SetChip(Chip{Name: "zebra", State: Accepted})
	c.SetChip(Chip{Name: "zebra", State: Accepted})
	c.MouseOut()
	c.SetChip(Chip{Name: "lion", State: Accepted})
	if want := []bool{true, true, false}; !slices.Equal(heard, want) {
		t.Errorf("heard %v, want %v", heard, want)
	}
}
