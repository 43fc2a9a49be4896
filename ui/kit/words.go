package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Words are chips that are only looked at: what was, what will be.
type Words struct {
	widget.BaseWidget
	chips []Chip
	faces []*ChipFace
	size  ChipSize
}

// NewWords returns chips in the small size, in lines as wide as there is room.
func NewWords(chips []Chip) *Words {
	w := &Words{chips: chips, size: ListChip}
	w.ExtendBaseWidget(w)
	return w
}

// ListChip is the size of chips in lists: as in cells, on the ground of a page.
var ListChip = ChipSize{height: 20, text: 11, pad: 6, gap: 4, filled: TokenChip, refused: TokenDim}

// Chips are what is shown.
func (w *Words) Chips() []Chip { return w.chips }

// LineGap is between chips in lines, and between their lines, in dp.
const LineGap = 6

// Lines tells the place and size of each chip in lines of a width, on w, and returns the height of
// all lines.
func (s ChipSize) Lines(w fyne.Widget, chips []Chip, width float32, put func(i int, at fyne.Position, size fyne.Size)) float32 {
	u := unit(w)
	x, y, height := float32(0), float32(0), s.Height(u)
	for i, c := range chips {
		wide := min(s.Width(c, u), width)
		if x > 0 && x+wide > width {
			x, y = 0, y+height+LineGap
		}
		put(i, fyne.NewPos(x, y), fyne.NewSize(wide, height))
		x += wide + LineGap
	}
	if len(chips) == 0 {
		return 0
	}
	return y + height
}

// HeightFor is the height that the chips need at a width.
func (w *Words) HeightFor(width float32) float32 {
	return w.size.Lines(w, w.chips, width, func(int, fyne.Position, fyne.Size) {})
}

// AccessibilityLabel implements fyne.Accessible.
func (w *Words) AccessibilityLabel() string {
	text := ""
	for _, c := range w.chips {
		text += ", " + c.Label
	}
	return text[min(len(text), 2):]
}

// AccessibilityRole implements fyne.Accessible.
func (w *Words) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (w *Words) CreateRenderer() fyne.WidgetRenderer {
	palette := NewPalette(w)
	var objects []fyne.CanvasObject
	for range w.chips {
		face := NewChipFace()
		w.faces = append(w.faces, face)
		objects = append(objects, face.Objects()...)
	}
	layout := func(s fyne.Size) {
		palette.Update()
		w.size.Lines(w, w.chips, s.Width, func(i int, at fyne.Position, size fyne.Size) {
			w.faces[i].Show(w.chips[i], w.size, palette, at, size.Width, false)
		})
	}
	least := func() fyne.Size { return fyne.NewSize(40, w.HeightFor(max(w.Size().Width, 40))) }
	return Render(least, layout, func() { layout(w.Size()) }, objects...)
}
