package grid

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"catchlight/ui/kit"
)

// stripGap is between chips, and between the two lines of a strip.
const stripGap = 4

// morePad is before a "+n", besides the gap.
const morePad = 2

// stub is the width below which a chip is too short for a word, beside its glyph: "w…" says nothing.
const stub = 62

// spot is the place of one chip in a strip.
type spot struct {
	chip  kit.Chip
	at    fyne.Position // from the strip's corner
	width float32
	gone  bool // the word has left the photo while the pointer was in the cell: its place stays empty
}

// stripRoom is what chips are laid out in.
type stripRoom struct {
	width   float32 // of a line
	reserve float32 // taken by marks at the end of the last line
	lines   int
	unit    float32 // the user's text scale
}

// strip is the layout of a cell's chips: those with a place, and how many have
// none.
type strip struct {
	spots []spot
	more  int           // chips without a place, the "+n"
	dot   bool          // one of them is not written yet
	at    fyne.Position // of the "+n"
}

// filler lays out a strip.
type filler struct {
	strip
	stripRoom
	x    float32
	line int
}

// layOut places chips, which are in order, in lines; what marks take is kept free at the end of the
// last line, and the "+n" with it. A chip that is longer than what a line can hold is cut.
func layOut(chips []kit.Chip, room stripRoom) strip {
	f := &filler{stripRoom: room}
	if room.lines <= 0 {
		return strip{}
	}
	for i, c := range chips {
		if !f.add(c, chips[i+1:]) {
			f.end(chips[i:])
			break
		}
	}
	return f.strip
}

// renew shows chips as they are now at the places where they were: nothing moves under the pointer.
// What is new comes after them, where there is room, or waits behind the "+n". Where none of them is
// left they are laid out anew, unless what comes could be decided by the click that took the last.
func (s *strip) renew(chips []kit.Chip, room stripRoom) {
	placed, left := map[string]bool{}, false
	for i := range s.spots {
		at := slices.IndexFunc(chips, func(c kit.Chip) bool { return c.Name == s.spots[i].chip.Name && c.State != kit.Parent })
		if s.spots[i].gone = at < 0; at >= 0 {
			s.spots[i].chip, left = chips[at], true
		}
		placed[s.spots[i].chip.Name] = true
	}
	if !left && !slices.ContainsFunc(chips, kit.Chip.Open) {
		*s = layOut(ordered(chips), room)
		return
	}
	rest := slices.DeleteFunc(ordered(chips), func(c kit.Chip) bool { return placed[c.Name] })
	if s.more > 0 {
		s.more, s.dot = len(rest), unwritten(rest)
		return
	}
	s.append(rest, room)
}

// append places chips behind those that are there. Where not even a "+n" has room any more, they
// are seen when the strip is laid out anew.
func (s *strip) append(chips []kit.Chip, room stripRoom) {
	f := &filler{strip: *s, stripRoom: room}
	if n := len(s.spots); n > 0 {
		last := s.spots[n-1]
		f.x, f.line = last.at.X+last.width+stripGap*f.unit, int(last.at.Y/(kit.CellChip.Height(f.unit)+stripGap*f.unit)+.5)
	}
	for i, c := range chips {
		if f.add(c, chips[i+1:]) {
			continue
		}
		if f.x+moreWidth(len(chips[i:]), unwritten(chips[i:]), f.unit) <= f.width-f.reserve {
			f.end(chips[i:])
		}
		break
	}
	*s = f.strip
}

// add gives a chip its place; false when there is none that leaves room for the
// "+n" of what follows.
func (f *filler) add(c kit.Chip, rest []kit.Chip) bool {
	width := kit.CellChip.Width(c, f.unit)
	if f.x > 0 && f.x+width > f.room(rest) && f.line < f.lines-1 {
		f.x, f.line = 0, f.line+1
	}
	room := f.room(rest)
	if f.x+width > room {
		if f.x > 0 || room < stub*f.unit {
			return false
		}
		width = room
	}
	f.spots = append(f.spots, spot{chip: c, at: f.here(), width: width})
	f.x += width + stripGap*f.unit
	return true
}

// room is how far the present line may be filled.
func (f *filler) room(rest []kit.Chip) float32 {
	switch {
	case f.line < f.lines-1:
		return f.width
	case len(rest) == 0:
		return f.width - f.reserve
	}
	return f.width - f.reserve - stripGap*f.unit - moreWidth(len(rest), unwritten(rest), f.unit)
}

// end puts the "+n" where the next chip would have been.
func (f *filler) end(rest []kit.Chip) {
	f.more, f.dot, f.at = len(rest), unwritten(rest), f.here()
}

func (f *filler) here() fyne.Position {
	return fyne.NewPos(f.x, float32(f.line)*(kit.CellChip.Height(f.unit)+stripGap*f.unit))
}

// unwritten reports whether one of the chips carries the dot.
func unwritten(chips []kit.Chip) bool {
	for _, c := range chips {
		if c.Unwritten() {
			return true
		}
	}
	return false
}

// moreText is the "+n".
func moreText(n int) string { return "+" + strconv.Itoa(n) }

// moreWidth is the width of the "+n" with its dot and the pad before it.
func moreWidth(n int, dot bool, unit float32) float32 {
	w := morePad*unit + kit.TextWidth(moreText(n), kit.CellChip.TextSize(unit), fyne.TextStyle{})
	if dot {
		w += kit.CellChip.Gap(unit) + kit.DotSide*unit
	}
	return w
}

// ordered puts chips in the order of a cell: open suggestions, then what is not
// yet written, then the rest; parents and rejected ones are left out. Within a
// group the order stays.
func ordered(chips []kit.Chip) []kit.Chip {
	out := make([]kit.Chip, 0, len(chips))
	for group := range 3 {
		for _, c := range chips {
			if c.State != kit.Parent && c.State != kit.Rejected && groupOf(c) == group {
				out = append(out, c)
			}
		}
	}
	return out
}

// groupOf is a chip's place in a cell: 0 first.
func groupOf(c kit.Chip) int {
	switch {
	case c.Open():
		return 0
	case c.Unwritten():
		return 1
	}
	return 2
}
