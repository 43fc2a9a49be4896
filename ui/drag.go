package ui

import (
	"fyne.io/fyne/v2"

	"catchlight/library"
	"catchlight/ui/grid"
)

// A chip, or a tag of the sidebar, that is dragged onto a photo goes to that photo, or to the whole
// selection if the photo is in it; photos that are dragged onto a tag get it. Whatever is dragged is
// told of by aim while it moves, and by a drop in the end: each drag
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
	cs.unframe()
	return true
}

// aimTag frames the tag that photos would be dropped on.
func (cs *cells) aimTag(at fyne.Position) {
	if cs.drag == dragEnded {
		return
	}
	cs.drag = dragOn
	if cs.w.panes.SidebarShown() {
		cs.w.sidebar.Aim(at)
	}
}

// unframe shows that a drop would go nowhere.
func (cs *cells) unframe() {
	cs.frame(-1)
	cs.w.sidebar.Unaim()
}

// landing is the photo that what was dragged is dropped on, by its index; -1 where that does
// nothing. The drag is over then.
func (cs *cells) landing(at fyne.Position) int {
	if cs.lands() {
		return cs.targetAt(at)
	}
	return -1
}

// lands ends a drag, and reports whether it was not ended before.
func (cs *cells) lands() bool {
	ended := cs.drag == dragEnded
	cs.drag = dragNone
	cs.unframe()
	return !ended
}

// dropWord puts a word onto the photo at a position in the window; elsewhere it does nothing.
func (cs *cells) dropWord(name string, at fyne.Position) {
	i := cs.landing(at)
	if photos := cs.meant(i); len(photos) > 0 {
		cs.w.decider.put(name, photos)
	}
}

// dropPhotos gives the photo of a cell, or the whole selection if it is in that, the tag at a
// position in the window; elsewhere it does nothing.
func (cs *cells) dropPhotos(i int, at fyne.Position) {
	if !cs.lands() || !cs.w.panes.SidebarShown() {
		return
	}
	if tag, photos := cs.w.sidebar.TagAt(at), cs.meant(i); tag != "" && len(photos) > 0 {
		cs.w.decider.put(tag, photos)
	}
}

// meant are the photos that a drag to or from a cell is about.
func (cs *cells) meant(i int) []*library.Photo {
	p := cs.w.list.photoAt(i)
	switch {
	case p == nil:
		return nil
	case cs.w.grid.Selection().Has(i):
		return cs.w.list.selected()
	}
	return cs.w.folding.cellPhotos(p.ID)
}

// isChip reports whether a drag in the grid began on a chip.
func isChip(h grid.Hit) bool { return h.Part == grid.ChipBody || h.Part == grid.ChipCross }

// dragInGrid and dropInGrid are the drag of a chip from one cell to another, and of photos to a tag.
func (cs *cells) dragInGrid(from grid.Hit, at fyne.Position) {
	switch {
	case isChip(from):
		cs.aim(at)
	case from.Part == grid.Photo:
		cs.aimTag(at)
	}
}

func (cs *cells) dropInGrid(from grid.Hit, at fyne.Position) {
	switch {
	case isChip(from):
		cs.dropWord(from.Chip.Name, at)
	case from.Part == grid.Photo:
		cs.dropPhotos(from.Index, at)
	}
}
