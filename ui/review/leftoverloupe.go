package review

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/ui/grid"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
)

// In the loupe the photos of all rows are one list: each stands there once for each of its tags.

// leftoverCell is a photo of that list, by its row and its place in it.
type leftoverCell struct{ row, photo int }

// Len is how many photos the loupe goes through.
func (l *Leftovers) Len() int { return len(l.cells) }

// PhotoID is a photo of the loupe's list, 0 outside.
func (l *Leftovers) PhotoID(i int) library.ID {
	if i < 0 || i >= len(l.cells) {
		return 0
	}
	return l.rows[l.cells[i].row].Photos[l.cells[i].photo]
}

// Current is the place in the loupe's list of the photo that the keys act on: of a row that is
// chosen as a whole, the first.
func (l *Leftovers) Current() int {
	for i, c := range l.cells {
		if c.row == l.current && c.photo == max(l.photo, 0) {
			return i
		}
	}
	return -1
}

// Choose makes a photo of the loupe's list current.
func (l *Leftovers) Choose(i int) {
	if i < 0 || i >= len(l.cells) {
		return
	}
	l.choose(l.cells[i].row, l.cells[i].photo)
}

// Step goes to another photo of the loupe's list, at its ends nowhere.
func (l *Leftovers) Step(m grid.Move) {
	i := l.Current()
	switch m {
	case grid.Left:
		i--
	case grid.Right:
		i++
	case grid.Home:
		i = 0
	case grid.End:
		i = len(l.cells) - 1
	}
	l.Choose(i)
}

// Tag is the name of the tag that the keys act on.
func (l *Leftovers) Tag() string { return l.rows[l.current].Name }

// DecideHere says yes, no or nothing for the tag on the photo in the loupe alone, and goes on to the
// next that is open.
func (l *Leftovers) DecideHere(v library.Verdict) {
	at := l.Current()
	cell := l.cells[at]
	if l.decide(cell.row, cell.photo, v) && v != library.Undecided {
		at = l.openAfter(at)
	}
	l.Choose(at)
}

// LookAt chooses the row of a step, or the one of its photos that the step is about; nothing where
// the step is about several rows.
func (l *Leftovers) LookAt(s library.Step) {
	for i, row := range l.rows {
		if len(s.Tags) == 1 && keywords.Fold(row.Name) == keywords.Fold(s.Tags[0]) {
			photo := -1
			if len(s.Photos) == 1 {
				photo = slices.Index(row.Photos, s.Photos[0])
			}
			l.choose(i, photo)
			return
		}
	}
	l.refresh()
	l.deps.Moved()
}

// openAfter is the next photo of the loupe's list that is open, after the last one the first; the
// same where none is.
func (l *Leftovers) openAfter(at int) int {
	for step := 1; step < len(l.cells); step++ {
		i := (at + step) % len(l.cells)
		if len(l.open(l.cells[i].row, l.cells[i].photo)) > 0 {
			return i
		}
	}
	return at
}

// Enlarge hears of the loupe that opens over the rows, and closes: the ring is where the keys go.
func (l *Leftovers) Enlarge(on bool) {
	l.enlarged = on
	l.refresh()
}

// leftoverSide is that panel: which tag is asked for, and what was answered.
type leftoverSide struct {
	in     *Leftovers
	object fyne.CanvasObject
	name   *kit.Text
	above  *kit.Paragraph
	chip   *kit.ChipButton
	left   *kit.Paragraph
}

func newLeftoverSide(l *Leftovers) *leftoverSide {
	s := &leftoverSide{in: l, name: kit.NewText("", kit.StyleTitle), above: kit.NewParagraph("", kit.StyleCaption), left: kit.NewParagraph("", kit.StyleDim)}
	s.name.Width = 1
	s.chip = kit.NewChipButton(kit.Chip{})
	s.chip.OnCross = func() { s.answer(library.Rejected) }
	s.chip.OnClicked = func(fyne.KeyModifier) {
		if len(l.open(l.current, l.photo)) > 0 {
			s.answer(library.Accepted)
		} else {
			s.answer(library.Undecided)
		}
	}
	flow := kit.NewFlow(0, 0)
	flow.SetObjects([]fyne.CanvasObject{s.chip})
	column := kit.NewColumn(8, s.name, s.above, flow, kit.NewSpace(0, 4), s.left,
		kit.NewParagraph(lang.X("leftovers.keys", "A accepts, X rejects, U opens again. The arrows go on, Esc goes back."), kit.StyleCaption))
	column.Margin, column.Top = 16, 12
	s.object = container.NewStack(kit.NewSurface(kit.TokenPanel), kit.NewScroll(column))
	return s
}

// answer says yes, no or nothing where the keys would: on the chosen photo, or on the whole row.
func (s *leftoverSide) answer(v library.Verdict) {
	if s.in.photo < 0 {
		s.in.Decide(v)
		return
	}
	s.in.DecideHere(v)
}

// refresh shows the current photo's tag.
func (s *leftoverSide) refresh() {
	l := s.in
	if len(l.rows) == 0 {
		return
	}
	row := l.rows[l.current]
	s.name.SetText(row.Name)
	s.above.SetText(row.parents())
	if p, _ := l.state(l.current, max(l.photo, 0)); p != nil {
		s.chip.SetChip(l.chip(p, row.Name))
	}
	s.chip.SetCurrent(l.enlarged && l.deps.Reached())
	open := l.Open()
	s.left.SetText(lang.XN("leftovers.left", "{{.n}} suggestions are open here", open, phrase.Count(open)))
}
