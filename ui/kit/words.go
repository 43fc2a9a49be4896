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

// walk tells the place and width of each chip and returns the height of all lines.
func (w *Words) walk(width float32, put func(i int, at fyne.Position, width float32)) float32 {
	const gap = 6
	u := unit(w)
	x, y, height := float32(0), float32(0), w.size.Height(u)
	for i, c := range w.chips {
		wide := min(w.size.Width(c, u), width)
		if x > 0 && x+wide > width {
			x, y = 0, y+height+gap
		}
		put(i, fyne.NewPos(x, y), wide)
		x += wide + gap
	}
	if len(w.chips) == 0 {
		return 0
	}
	return y + height
}

// HeightFor is the height that the chips need at a width.
func (w *Words) HeightFor(width float32) float32 {
	return w.walk(width, func(int, fyne.Position, float32) {})
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
		w.walk(s.Width, func(i int, at fyne.Position, width float32) {
			w.faces[i].Show(w.chips[i], w.size, palette, at, width, false)
		})
	}
	least := func() fyne.Size { return fyne.NewSize(40, w.HeightFor(max(w.Size().Width, 40))) }
	return Render(least, layout, func() { layout(w.Size()) }, objects...)
}
