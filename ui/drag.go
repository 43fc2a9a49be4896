package ui

import (
	"fyne.io/fyne/v2"

	"catchlight/ui/grid"
)

// A chip that is dragged onto a photo goes to that photo, or to the whole selection if the photo is
// in it. Whatever is dragged is told of by aim while it moves, and by a drop in the end: each drag
// has one, wherever the button is let go.

// dragState is how it stands with what is dragged over the photos.
type dragState uint8

const (
	dragNone  dragState = iota
	dragOn              // its target is framed
	dragEnded           // by Esc: what is still heard of it does nothing
)

// targetAt is the index of the photo at a position in the window, -1 when there is none.
func (cs *cells) targetAt(at fyne.Position) int {
	if cs.w.pages.page() != nil {
		return -1
	}
	if h := cs.w.grid.HitWindow(at); h.Part != grid.Nothing {
		return h.Index
	}
	return -1
}

// aim frames the photo that a drop would go to.
func (cs *cells) aim(at fyne.Position) {
	if cs.drag == dragEnded {
		return
	}
	cs.drag = dragOn
	cs.frame(cs.targetAt(at))
}

// frame shows which cell a drop would go to, -1 for none.
func (cs *cells) frame(i int) {
	cs.framed = i
	cs.w.grid.SetTarget(i)
}

// endDrag ends what is dragged without a drop, and reports whether anything was.
func (cs *cells) endDrag() bool {
	if cs.drag != dragOn {
		return false
	}
	cs.drag = dragEnded
	cs.frame(-1)
	return true
}

// landing is the photo that what was dragged is dropped on, by its index; -1 where that does
// nothing. The drag is over then.
func (cs *cells) landing(at fyne.Position) int {
	ended := cs.drag == dragEnded
	cs.drag = dragNone
	cs.frame(-1)
	if ended {
		return -1
	}
	return cs.targetAt(at)
}

// dropWord puts a word onto the photo at a position in the window; elsewhere it does nothing.
func (cs *cells) dropWord(name string, at fyne.Position) {
	i := cs.landing(at)
	p := cs.w.list.photoAt(i)
	if p == nil {
		return
	}
	photos := cs.w.folding.cellPhotos(p.ID)
	if cs.w.grid.Selection().Has(i) {
		photos = cs.w.list.selected()
	}
	cs.w.decider.put(name, photos)
}

// isChip reports whether a drag in the grid began on a chip.
func isChip(h grid.Hit) bool { return h.Part == grid.ChipBody || h.Part == grid.ChipCross }

// dragInGrid and dropInGrid are the drag of a chip from one cell to another.
func (cs *cells) dragInGrid(from grid.Hit, at fyne.Position) {
	if isChip(from) {
		cs.aim(at)
	}
}

func (cs *cells) dropInGrid(from grid.Hit, at fyne.Position) {
	if isChip(from) {
		cs.dropWord(from.Chip.Name, at)
	}
}
