package ui

import (
	"image"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"catchlight/library"
	"catchlight/ui/chips"
	"catchlight/ui/grid"
	"catchlight/ui/kit"
	"catchlight/ui/thumbnail"
	"catchlight/ui/view"
)

// newGrid makes the grid of photos.
func newGrid(w *Window) *grid.Grid {
	g := grid.New()
	g.Bind = w.cells.cell
	g.Request = func(id uint64, _, width, height int, done func(*image.RGBA)) (cancel func()) {
		return w.thumbnails.Request(library.ID(id), width, height, done)
	}
	g.OnSelected = w.list.selectionChanged
	g.OnScrolled = w.touch
	g.OnOpen = func(int) { w.pages.toggleLoupe() }
	g.OnChip = w.cells.chipInCell
	g.OnMenu = w.cells.cellMenu
	g.OnHint = w.cells.hintCell
	g.OnKeyDown = w.menus.keyDown
	g.OnTypedKey = w.menus.typedKey
	g.OnRune = w.menus.typedRune
	g.OnFocus = func(bool) { w.post(w.menus.keysMoved) }
	g.OnDrag, g.OnDrop = w.cells.dragInGrid, w.cells.dropInGrid
	g.OnStep = w.layout.setStep
	g.SetLines(w.layout.look.lines)
	g.SetNames(w.layout.look.names)
	g.SetStep(grid.Size(w.app.Preferences().IntWithFallback(keptStepKey, int(grid.Medium))))
	return g
}

// cells are the cells of the grid: what each shows, and what the pointer does in it.
type cells struct {
	w      *Window
	drag   dragState
	framed int // the cell that a drop would go to, -1 for none
	made   chips.Made
}

// cell is what the grid shows for the photo at an index.
func (cs *cells) cell(i int) grid.Cell {
	p := cs.w.list.photoAt(i)
	if p == nil {
		return grid.Cell{}
	}
	words := cs.w.list.words(p)
	c := grid.Cell{ID: uint64(p.ID), Aspect: thumbnail.Aspect(p), Name: filepath.Base(p.Path), Label: filepath.Base(p.Path)}
	for _, x := range words.Chips() {
		c.Chips = append(c.Chips, cs.made.Of(x))
	}
	if m, ok := cs.w.folding.stackMark(p.ID); ok {
		c.Marks = append(c.Marks, m)
	}
	if len(cs.w.snap.Problems(p.ID)) > 0 {
		c.Marks = append(c.Marks, grid.Mark{Glyph: kit.GlyphWarning})
	}
	return c
}

// chipInCell is a click on a chip in a cell: it acts on this photo only.
func (cs *cells) chipInCell(h grid.Hit, mod fyne.KeyModifier) {
	p := cs.w.list.photoAt(h.Index)
	if p == nil {
		return
	}
	switch {
	case h.Part == grid.MarkSign && h.Mark.Glyph == kit.GlyphStack:
		cs.w.list.goTo(h.Index)
		cs.w.folding.toggleStack()
	case h.Part == grid.MarkSign:
		cs.w.pages.open(newProblems(cs.w))
	case h.Part == grid.ChipCross:
		cs.w.decider.reject(h.Chip.Name, cs.w.folding.cellPhotos(p.ID))
	case h.Part == grid.ChipBody && mod&ctrl != 0:
		cs.w.enter(view.Scope{Kind: view.ScopeWord, Name: h.Chip.Name})
	case h.Part == grid.ChipBody && mod&shift != 0:
		cs.w.decider.put(h.Chip.Name, cs.w.list.selected())
	case h.Part == grid.ChipBody && h.Chip.State == kit.Rejected:
		cs.w.decider.reopen(h.Chip.Name, cs.w.folding.cellPhotos(p.ID))
	case h.Part == grid.ChipBody && h.Chip.Open():
		cs.w.decider.accept(h.Chip.Name, cs.w.folding.cellPhotos(p.ID))
	default:
		cs.w.list.goTo(h.Index)
		cs.w.decider.setCurrent(h.Chip.Name, chips.State(h.Chip))
	}
}

// cellMenu is a right click: the commands for photos, or for the chip.
func (cs *cells) cellMenu(h grid.Hit, at fyne.Position) {
	p := cs.w.list.photoAt(h.Index)
	if p == nil {
		return
	}
	if !cs.w.grid.Selection().Has(h.Index) {
		cs.w.list.goTo(h.Index)
	}
	if h.Part == grid.ChipBody || h.Part == grid.ChipCross {
		cs.chipMenu(h.Chip, cs.w.folding.cellPhotos(p.ID), at)
		return
	}
	cs.w.menus.popUp(cs.w.menus.contextMenu(), at)
}

// chipMenu is what a chip can do, in words.
func (cs *cells) chipMenu(c kit.Chip, photos []*library.Photo, at fyne.Position) {
	item := fyne.NewMenuItem
	items := []*fyne.MenuItem{}
	switch {
	case c.State == kit.Suggested:
		items = append(items, item(lang.X("chip.accept", "Accept"), func() { cs.w.decider.accept(c.Name, photos) }),
			item(lang.X("chip.reject", "Reject"), func() { cs.w.decider.reject(c.Name, photos) }))
	case c.State == kit.Rejected:
		items = append(items, item(lang.X("chip.accept", "Accept"), func() { cs.w.decider.restore(c.Name, photos) }))
	case c.Removable():
		items = append(items, item(lang.X("chip.remove", "Remove"), func() { cs.w.decider.strike(c.Name, photos) }))
	}
	if _, can := view.Reopens(chips.State(c)); can {
		items = append(items, item(lang.X("chip.reopen", "Open again"), func() { cs.w.decider.reopen(c.Name, photos) }))
	}
	items = append(items,
		item(lang.X("chip.putOnAll", "Put on all selected photos"), func() { cs.w.decider.put(c.Name, cs.w.list.selected()) }),
		item(lang.X("chip.show", "Show the photos with it"), func() { cs.w.enter(view.Scope{Kind: view.ScopeWord, Name: c.Name}) }),
		item(lang.X("tag.review", "Review this tag"), func() { cs.w.pages.reviewTag(c.Name) }),
		item(lang.X("chip.why", "Why"), func() { cs.w.decider.setCurrent(c.Name, chips.State(c)) }))
	cs.w.menus.popUp(items, at)
}

func (m *menus) popUp(items []*fyne.MenuItem, at fyne.Position) {
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), m.w.win.Canvas(), at)
}

// hintCell says in the hint line what a click would do to what is under the pointer. Of a photo it
// says nothing: the keys that work stand there then.
func (cs *cells) hintCell(h grid.Hit) {
	switch h.Part {
	case grid.ChipBody, grid.ChipCross:
		cs.w.bar.Hint(cs.w.grid, chips.HintInCell(h.Chip))
	case grid.More:
		cs.w.bar.Hint(cs.w.grid, lang.X("hint.more", "More words: a click shows them all at the right"))
	case grid.MarkSign:
		if h.Mark.Glyph == kit.GlyphStack {
			cs.w.bar.Hint(cs.w.grid, lang.X("hint.stack", "Photos that belong together: a click or B shows all, or one for all"))
			return
		}
		cs.w.bar.Hint(cs.w.grid, lang.X("hint.problem", "This photo has a problem: a click shows it"))
	default:
		cs.w.bar.Unhint(cs.w.grid)
	}
}
