package grid

// State says who put a word on a photo and whether the file has it.
type State uint8

// The nine states of a chip.
const (
	InFile    State = iota // in the file before us
	Suggested              // proposed by a model; Strength is its bars
	Accepted               // your yes, file not changed yet
	ByHand                 // you typed it, file not changed yet
	Written                // written by us; Typed tells check from pencil
	Removed                // leaves the file at the next write
	Rejected               // a no, shown in the folded list
	Parent                 // goes along because of a child
	Changed                // written, then changed by another program
)

// Chip is one tag or keyword as it stands on a photo or a selection.
type Chip struct {
	Name     string // as written
	State    State
	Strength int    // 1–3 bars of a suggestion
	Typed    bool   // for Written: typed by hand, so the pencil stands before it
	Of       string // "2 of 3" when not all selected photos have it, else ""
	Label    string // accessible text, "giraffe, suggested, strong, 3 of 3 photos"
}

// Open reports whether the chip is only proposed and waits for a decision.
func (c Chip) Open() bool { return c.State == Suggested }

// Unwritten reports whether the chip carries the dot: the file does not show
// it the way the chip does yet.
func (c Chip) Unwritten() bool {
	return c.State == Accepted || c.State == ByHand || c.State == Removed
}

// Removable reports whether a × makes sense on the chip: everything but a
// parent, a rejected and an already removed one.
func (c Chip) Removable() bool {
	return c.State != Parent && c.State != Rejected && c.State != Removed
}
