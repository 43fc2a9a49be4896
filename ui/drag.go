package ui

import (
	"fyne.io/fyne/v2"

	"catchlight/library"
	"catchlight/ui/grid"
)

// A chip that is dragged onto a photo goes to that photo, or to the whole selection if the photo is in it.

// targetAt is the index of the photo at a position in the window, -1 when there is none.
func (w *Window) targetAt(at fyne.Position) int {
	if w.page() != nil {
		return -1
	}
	if h := w.grid.HitWindow(at); h.Part != grid.Nothing {
		return h.Index
	}
	return -1
}

// aim frames the photo that a drop would go to.
func (w *Window) aim(at fyne.Position) { w.grid.SetTarget(w.targetAt(at)) }

// dropWord puts a word onto the photo at a position in the window; elsewhere it does nothing.
func (w *Window) dropWord(name string, at fyne.Position) {
	i := w.targetAt(at)
	w.grid.SetTarget(-1)
	p := w.photoAt(i)
	if p == nil {
		return
	}
	photos := []*library.Photo{p}
	if w.grid.Selection().Has(i) {
		photos = w.selected()
	}
	w.decider.put(name, photos)
}

// isChip reports whether a drag in the grid began on a chip.
func isChip(h grid.Hit) bool { return h.Part == grid.ChipBody || h.Part == grid.ChipCross }

// dragInGrid and dropInGrid are the drag of a chip from one cell to another.
func (w *Window) dragInGrid(from grid.Hit, at fyne.Position) {
	if isChip(from) {
		w.aim(at)
	}
}

func (w *Window) dropInGrid(from grid.Hit, at fyne.Position) {
	if isChip(from) {
		w.dropWord(from.Chip.Name, at)
	}
}
