package grid

import (
	"image"

	"fyne.io/fyne/v2"

	"catchlight/ui/kit"
)

// Cell is what one cell of the grid shows: plain values, made by Bind for the
// cells in view. Strings are shown as they come; the grid adds none.
type Cell struct {
	// ID names what the cell shows, so that a late picture finds out whether
	// it is still wanted. Zero is a cell without a picture.
	ID uint64
	// Image is the picture at hand, upright, tightly packed, already scaled to
	// fit the photo box at device scale; nil asks Request for it.
	Image *image.RGBA
	// Aspect is width ÷ height of the upright photo; it shapes the placeholder
	// until the picture comes. Zero: the placeholder fills the photo box.
	Aspect float32
	// Name is the line under the photo while Names is on.
	Name string
	// Chips in the owner's order: suggestions by score, keywords in file
	// order. The grid itself puts the groups in order and leaves parents and
	// rejected ones out.
	Chips []kit.Chip
	// Marks stand at the right of the strip's last line, in this order.
	Marks []Mark
	// Dimmed draws the photo at 42 % opacity (below the line, or a no).
	Dimmed bool
	// Score, in a review, takes the place of the chips: a number at the left, and what
	// there is to say of it.
	Score string
	// Label is the accessible text of the cell.
	Label string
}

// Mark is a small sign at the right of a cell's strip: a glyph of 14 dp with
// an optional number before it (the count of a burst).
type Mark struct {
	Glyph kit.Glyph
	Text  string
}

// Size is one of the five steps of the photo box.
type Size int

// The five steps; Medium is the default.
const (
	Tiny   Size = iota // 128×96, one chip line
	Medium             // 176×132
	Large              // 240×180
	Huge               // 320×240
	Giant              // 448×336
	sizes
)

// box is the photo box of the step in dp; photos are fitted into it, never cropped.
func (s Size) box() fyne.Size {
	boxes := [sizes]fyne.Size{{Width: 128, Height: 96}, {Width: 176, Height: 132}, {Width: 240, Height: 180}, {Width: 320, Height: 240}, {Width: 448, Height: 336}}
	return boxes[min(max(s, Tiny), Giant)]
}

// lines is how many of the chip lines that are wanted stand under a photo. One is enough under a Tiny
// photo, as long as it holds a word beside the "+n".
func (s Size) lines(wanted int, unit float32) int {
	const largest = 1.2 // scale of the text for which it does
	if s == Tiny && unit <= largest {
		return min(wanted, 1)
	}
	return wanted
}
