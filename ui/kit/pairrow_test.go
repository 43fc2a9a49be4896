package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// TestANameStandsBesideTheFirstLine of what it is about: a text on one baseline with it, whatever
// their sizes, all else in the middle of it; and all that begins on whole dp.
func TestANameStandsBesideTheFirstLine(t *testing.T) {
	long := strings.Repeat("a text of many words ", 10)
	for _, scale := range []float32{1, 1.25, 1.5} {
		for _, c := range []struct {
			what       string
			name, text fyne.CanvasObject
			written    bool // both are texts
		}{
			{"a figure", NewText("31", StylePage), NewParagraph("14 yes, 1 no", StyleText), true},
			{"a key", NewParagraph("Ctrl+Z", StyleDim), NewParagraph("Undo", StyleText), true},
			{"why", NewText("Prompt", StyleJobDim), NewParagraph(long, StyleJob), true},
			{"an icon", NewMark(theme.WarningIcon(), 16, TokenAlert), NewParagraph(long, StyleCaption), false},
			{"a photo", NewText("a.jpg", StyleText), NewParagraph(long, StyleCaption), true},
			{"words", NewText("Now", StyleCaption), NewWords([]Chip{{Name: "dog"}, {Name: long}}), false},
		} {
			r := NewLabelled(c.name, c.text)
			column := NewColumn(0, r)
			themed(t, LookLight, scale, fyne.NewSize(240*scale, 400), func() fyne.CanvasObject { return container.NewStack(column) })
			name, text := c.name.Position().Y, c.text.Position().Y
			lower := (name + firstLine(c.name, 40)/2) - (text + firstLine(c.text, 200)/2)
			if c.written {
				lower = (name + sizeOf(c.name)*ascent) - (text + sizeOf(c.text)*ascent)
			}
			if lower < -.51 || lower > .51 || name != round(name) || text != round(text) {
				t.Errorf("%s at %v: the name begins at %v, the text at %v: %v lower", c.what, scale, name, text, lower)
			}
			if end := max(name+c.name.Size().Height, text+c.text.Size().Height); end > r.Size().Height+.01 {
				t.Errorf("%s at %v ends at %v of %v", c.what, scale, end, r.Size().Height)
			}
		}
	}
}
