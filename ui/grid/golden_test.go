package grid

import (
	"fmt"
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"catchlight/ui/kit"
)

// full is a cell with something of everything.
func full() Cell {
	return Cell{
		ID: 1, Aspect: 1.5, Name: "DSC_0412.NEF",
		Chips: []kit.Chip{
			{Name: "Etosha"},
			{Name: "animal", State: kit.Parent},
			{Name: "giraffe", State: kit.Suggested, Strength: 3},
			{Name: "waterhole", State: kit.ByHand},
			{Name: "savanna", State: kit.Suggested, Strength: 1},
			{Name: "zebra", State: kit.Rejected},
			{Name: "wildlife", State: kit.Written},
			{Name: "safari", State: kit.Removed},
			{Name: "acacia", State: kit.Changed},
		},
		Marks: []Mark{{Glyph: kit.GlyphStack, Text: "7"}, {Glyph: kit.GlyphWarning}},
	}
}

// TestCellLooks holds the drawing of one cell to texts in testdata. After a
// change that is meant, copy testdata/failed over them.
func TestCellLooks(t *testing.T) {
	photo := image.NewRGBA(image.Rect(0, 0, 117, 132))
	for name, c := range map[string]struct {
		step  Size
		names bool
		set   func(c *Cell, g *Grid)
	}{
		"tiny":     {Tiny, false, nil},
		"medium":   {Medium, false, nil},
		"large":    {Large, false, nil},
		"huge":     {Huge, false, nil},
		"giant":    {Giant, false, nil},
		"names":    {Medium, true, nil},
		"photo":    {Medium, false, func(c *Cell, _ *Grid) { c.Image = photo }},
		"dimmed":   {Medium, false, func(c *Cell, _ *Grid) { c.Image, c.Dimmed = photo, true }},
		"selected": {Medium, false, func(_ *Cell, g *Grid) { g.sel.Set([]int{0}, -1) }},
		"current":  {Medium, false, func(_ *Cell, g *Grid) { g.sel.Click(0) }},
		"review": {Medium, false, func(c *Cell, g *Grid) {
			c.Score, c.Marks, g.lines = "0.28", []Mark{{Glyph: kit.GlyphCross}}, 1
		}},
		"line": {Medium, false, func(_ *Cell, g *Grid) { g.divider, g.handle = 1, "1 above" }},
	} {
		t.Run(name, func(t *testing.T) {
			test.NewTempApp(t).Settings().SetTheme(plain{theme.DefaultTheme()})
			g, cell := New(), full()
			g.step, g.names = c.step, c.names
			if c.set != nil {
				g.sel.setLen(1)
				c.set(&cell, g)
			}
			g.Bind = func(int) Cell { return cell }
			w := test.NewTempWindow(t, g)
			w.SetPadded(false)
			w.Resize(fyne.NewSize(c.step.box().Width+40, c.step.box().Height+100))
			g.SetLength(1)
			test.AssertRendersToMarkup(t, fmt.Sprintf("cell_%s.xml", name), w.Canvas())
		})
	}
}
