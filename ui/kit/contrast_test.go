package kit

import (
	"fmt"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"catchlight/ui/testwindow"
)

// leastRead is the contrast from which text of this size is read (WCAG 2.2, 1.4.3).
const leastRead = 4.5

// readOn fails the test for each text among objects that is not read on a ground. A body that is
// drawn below a text is its ground.
func readOn(t *testing.T, what string, ground fyne.ThemeColorName, look int, objects []fyne.CanvasObject) {
	t.Helper()
	on := tokens[ground][look]
	for _, o := range objects {
		switch o := o.(type) {
		case *canvas.Rectangle:
			if fill := nrgba(o.FillColor); o.Visible() && fill.A == 0xFF {
				on = fill
			}
		case *canvas.Text:
			if got := testwindow.Contrast(over(nrgba(o.Color), on), on); o.Visible() && o.Text != "" && got < leastRead {
				t.Errorf("%s, %q on %s: %.2f : 1", what, o.Text, ground, got)
			}
		}
	}
}

func nrgba(c color.Color) color.NRGBA { return color.NRGBAModel.Convert(c).(color.NRGBA) }

// over is a colour that may be seen through, on a ground.
func over(c, ground color.NRGBA) color.NRGBA {
	mix := func(a, b uint8) uint8 { return uint8((int(a)*int(c.A) + int(b)*(255-int(c.A))) / 255) }
	return color.NRGBA{mix(c.R, ground.R), mix(c.G, ground.G), mix(c.B, ground.B), 0xFF}
}

// TestChipsAreRead in all states, in each size on the grounds that it stands on.
func TestChipsAreRead(t *testing.T) {
	for look, name := range []Look{LookDark, LookLight} {
		for _, c := range []struct {
			name string
			size ChipSize
			on   []fyne.ThemeColorName
			of   bool // it may say on how many photos it is
		}{
			{"panel", PanelChip, []fyne.ThemeColorName{TokenPanel}, true},
			{"leftovers", WellChip, []fyne.ThemeColorName{TokenWell, TokenSel}, false},
			{"cell", CellChip, []fyne.ThemeColorName{TokenWell, TokenSel}, false},
			{"list", ListChip, []fyne.ThemeColorName{TokenBg, TokenPanel, TokenSel}, false},
		} {
			for _, chip := range append(nine(), Chip{Name: "changed", State: Changed}, Chip{Name: "put back", State: PutBack}) {
				if c.name == "cell" && chip.State == Rejected {
					continue // shown in no cell
				}
				if !c.of {
					chip.Of = ""
				}
				face, button := NewChipFace(), NewChipButton(chip)
				themed(t, name, 1, fyne.NewSize(300, 60), func() fyne.CanvasObject { return button })
				palette := NewPalette(button)
				palette.Update()
				face.Show(chip, c.size, palette, fyne.Position{}, 300, false)
				for _, ground := range c.on {
					readOn(t, fmt.Sprintf("%s in the look %s, %s", c.name, name, chip.Name), ground, look, face.Objects())
				}
			}
		}
	}
}

// TestRowsAreRead chosen or not, under the pointer or not, also of what is not there or is wrong.
func TestRowsAreRead(t *testing.T) {
	for look, name := range []Look{LookDark, LookLight} {
		for flags := range 16 {
			r := NewRow("baby animal")
			r.Count = "12"
			r.Selected, r.Faint, r.Alert, r.hovered = flags&1 > 0, flags&2 > 0, flags&4 > 0, flags&8 > 0
			themed(t, name, 1, fyne.NewSize(224, 60), func() fyne.CanvasObject { return r })
			what := fmt.Sprintf("look %s, chosen %v, not there %v, wrong %v, pointed at %v", name, r.Selected, r.Faint, r.Alert, r.hovered)
			readOn(t, what, TokenPanel, look, test.WidgetRenderer(r).Objects())
		}
	}
}

// TestButtonsAreRead in all states, on the grounds that they stand on.
func TestButtonsAreRead(t *testing.T) {
	for look, name := range []Look{LookDark, LookLight} {
		for flags := range 16 {
			b := NewButton("Accept 9", nil)
			b.Shortcut = "Enter"
			b.Accent, b.Quiet, b.hovered, b.disabled = flags&3 == 1, flags&3 == 2, flags&4 > 0, flags&8 > 0
			b.Chosen = flags&3 == 3
			themed(t, name, 1, fyne.NewSize(300, 30), func() fyne.CanvasObject { return b })
			what := fmt.Sprintf("look %s, accent %v, quiet %v, pressed %v, pointed at %v, off %v", name, b.Accent, b.Quiet, b.Chosen, b.hovered, b.disabled)
			for _, ground := range []fyne.ThemeColorName{TokenBg, TokenPanel, TokenWell} {
				readOn(t, what, ground, look, test.WidgetRenderer(b).Objects())
			}
		}
	}
}
