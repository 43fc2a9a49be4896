package grid

// Glyph is one of the small signs of chips and marks.
type Glyph uint8

// The glyphs. The bars count a suggestion's strength.
const (
	GlyphNone Glyph = iota
	GlyphBars1
	GlyphBars2
	GlyphBars3
	GlyphCheck
	GlyphCross
	GlyphPencil
	GlyphParent
	GlyphWarning
	GlyphStack
)
