package ui

import (
	"fyne.io/fyne/v2"

	"catchlight/library"
	"catchlight/ui/grid"
)

// A chip that is dragged onto a photo goes to that photo, or to the whole selection if the photo is
// in it.

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
func (cs *cells) aim(at fyne.Position) { cs.w.grid.SetTarget(cs.targetAt(at)) }

// dropWord puts a word onto the photo at a position in the window; elsewhere it does nothing.
func (cs *cells) dropWord(name string, at fyne.Position) {
	i := cs.targetAt(at)
	cs.w.grid.SetTarget(-1)
	p := cs.w.list.photoAt(i)
	if p == nil {
		return
	}
	photos := []*library.Photo{p}
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
