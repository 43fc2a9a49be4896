package kit

import "fyne.io/fyne/v2"

// State says who put a word on a photo and whether the file has it.
type State uint8

// The states of a chip.
const (
	InFile    State = iota // in the file before us
	Suggested              // proposed by a model; Strength is its bars
	Accepted               // your yes, file not changed yet
	ByHand                 // you typed it, file not changed yet
	Written                // written by us; Typed tells check from pencil
	Removed                // leaves the file at the next write
	Rejected               // a no, shown in the folded list
	Parent                 // goes along because of a child
	Changed                // written, then taken out by another program
	PutBack                // removed, then put into the file again by another program
)

// Chip is one tag or keyword as it stands on a photo or a selection.
type Chip struct {
	Name     string // as written
	State    State
	Strength int    // 1–3 bars of a suggestion
	Typed    bool   // for Written: typed by hand, so the pencil stands before it
	Private  bool   // for Accepted and ByHand: no write puts it into a file
	Of       string // "2 of 3" when not all selected photos have it, else ""
	Label    string // accessible text, "giraffe, suggested, strong, 3 of 3 photos"
}

// Open reports whether the chip is only proposed and waits for a decision.
func (c Chip) Open() bool { return c.State == Suggested }

// Unwritten reports whether the chip carries the dot: the file does not show
// it the way the chip does yet.
func (c Chip) Unwritten() bool {
	return (c.State == Accepted || c.State == ByHand) && !c.Private || c.State == Removed
}

// Removable reports whether a × makes sense on the chip: everything but a
// parent, a rejected and an already removed one.
func (c Chip) Removable() bool {
	switch c.State {
	case Parent, Rejected, Removed, PutBack:
		return false
	}
	return true
}

// Glyph is the sign before the name: who put the word there.
func (c Chip) Glyph() Glyph {
	switch c.State {
	case Suggested:
		return GlyphBars1 + Glyph(min(max(c.Strength, 1), 3)-1)
	case Accepted:
		return GlyphCheck
	case ByHand:
		return GlyphPencil
	case Written:
		if c.Typed {
			return GlyphPencil
		}
		return GlyphCheck
	case Parent:
		return GlyphParent
	case Changed, PutBack:
		return GlyphWarning
	}
	return GlyphNone
}

// filled reports whether the chip has a body: it is in the file, going there or
// leaving it. A proposal has an outline, parents and rejected ones nothing.
func (c Chip) filled() bool {
	return c.State != Suggested && c.State != Parent && c.State != Rejected
}

// struck reports whether the name is struck through.
func (c Chip) struck() bool { return c.State == Removed || c.State == Rejected }

// token is the colour of the name of a chip that is no no.
func (c Chip) token() fyne.ThemeColorName {
	if c.State == Parent {
		return TokenDim
	}
	return TokenText
}

// glyphToken is the colour of the sign before the name.
func (c Chip) glyphToken() fyne.ThemeColorName {
	switch c.State {
	case Suggested:
		return TokenAccent
	case Changed, PutBack:
		return TokenAlert
	}
	return c.token()
}
