package ui

import (
	"slices"

	"catchlight/library"
	"catchlight/tagging/facts"
)

// take is handed what the deriver made.
func (w *Window) take(d *derived) {
	if w.quitting {
		return
	}
	if !d.wish.shows(w.scope, w.order, w.chosen) {
		return // an answer to an older wish
	}
	fresh := w.derived == nil || !w.derived.wish.shows(w.scope, w.order, w.chosen)
	w.derived = d
	if d.wish.tags.same(w.engine.tags) {
		w.engine.tags = d.wish.tags // with what they have learned
	}
	if fresh || w.reorder {
		w.setList(d.ids)
		w.reorder = false
		w.decider.showAwaited()
	} else {
		w.setList(settle(w.list, d.ids, func(id library.ID) bool { return w.snap.Photo(id) != nil }))
	}
	w.tour.seen(w, stepAdd, d.total > 0)
	w.refresh()
	if len(w.ids) > 0 && w.win.Canvas().Focused() == nil {
		w.focusGrid()
	}
}

// shows reports whether the wish is for the photos of a scope that the choices leave, in an order.
func (w wish) shows(s scope, o order, chosen []library.Choice) bool {
	return w.scope == s && w.order == o && slices.Equal(w.chosen, chosen)
}

// setList changes the photos in the grid; selection and current photo stay on their photos.
func (w *Window) setList(list []library.ID) {
	var stacks *library.Stacks
	if w.derived != nil && w.scope.kind != scopeDuplicates { // where each file counts
		stacks = w.derived.stacks
	}
	if len(w.at) == len(list) && w.stacking.folded(stacks) && slices.Equal(w.list, list) {
		return
	}
	sel := w.grid.Selection()
	selected, current := w.selectedIDs(), w.idAt(sel.Current())
	w.list, w.ids = list, w.stacking.fold(list, stacks)
	w.at = make(map[library.ID]int, len(list))
	for i, cell := range w.ids {
		for _, id := range w.stacking.members(cell) {
			w.at[id] = i
		}
	}
	w.grid.SetLength(len(w.ids))
	w.selectIDs(selected, current)
}

// selectIDs selects those of the photos that are in the list.
func (w *Window) selectIDs(selected []library.ID, current library.ID) {
	var indices []int
	for _, id := range selected {
		if i, ok := w.at[id]; ok {
			indices = append(indices, i)
		}
	}
	at, ok := w.at[current]
	if !ok {
		at = -1
	}
	w.grid.Selection().Set(indices, at)
	w.grid.SelectionChanged()
}

// idAt is the photo at an index of the grid, 0 outside.
func (w *Window) idAt(i int) library.ID {
	if i < 0 || i >= len(w.ids) {
		return 0
	}
	return w.ids[i]
}

// photoAt is the photo at an index of the grid, nil when it left the library meanwhile.
func (w *Window) photoAt(i int) *library.Photo { return w.snap.Photo(w.idAt(i)) }

// selectedIDs are the selected photos in the grid's order, all of a closed stack.
func (w *Window) selectedIDs() []library.ID {
	var ids []library.ID
	for _, i := range w.grid.Selection().Indices() {
		if id := w.idAt(i); id != 0 {
			ids = append(ids, w.stacking.members(id)...)
		}
	}
	return ids
}

// selected are the selected photos, in the grid's order; in the loupe the one that is shown, with those that are behind it
// in a closed stack.
func (w *Window) selected() []*library.Photo {
	if w.pages.loupeShown() {
		return w.cellPhotos(w.idAt(w.grid.Selection().Current()))
	}
	var photos []*library.Photo
	for _, id := range w.selectedIDs() {
		if p := w.snap.Photo(id); p != nil {
			photos = append(photos, p)
		}
	}
	return photos
}

// words are the words of a photo as the window shows them.
func (w *Window) words(p *library.Photo) photoWords {
	proposed, _ := w.proposals.get(p.Picture, strengthOf(w.settings))
	var place *facts.PlaceTag
	if w.derived != nil {
		place = w.derived.places[p.ID]
	}
	return wordsOf(p, w.snap.Decisions(p.ID), proposed, place, w.settings.Ancestors)
}

// wordsTogether are the words of all selected photos.
func (w *Window) wordsTogether(photos []*library.Photo) photoWords {
	each := make([]photoWords, len(photos))
	for i, p := range photos {
		each[i] = w.words(p)
	}
	return together(each)
}

// enter opens a scope; entering the scope that is open makes its list afresh.
func (w *Window) enter(s scope) {
	for len(w.pages.stack) > 0 {
		w.pages.close()
	}
	if s.kind != scopeSearch && s != w.scope {
		w.toolbar.empty()
	}
	w.scope, w.direction = s, nil
	w.reorder = true
	w.grid.Selection().Set(nil, -1)
	w.grid.SetOffset(0)
	w.ask()
	w.refresh()
}

// setOrder sorts the list.
func (w *Window) setOrder(o order) {
	w.order = o
	w.app.Preferences().SetString(keptOrderKey, string(o))
	w.reorder = true
	w.ask()
	w.refresh()
}

// allDecided reports whether the scope has photos, all of them indexed, and no open suggestion is left on them.
func (w *Window) allDecided() bool {
	d := w.derived
	return d != nil && w.engine.ready() && w.scope.kind != scopeSearch && d.open == 0 && d.unindexed == 0 && len(w.ids) > 0
}
