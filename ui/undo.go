package ui

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/metadata"
	"catchlight/ui/kit"
)

// The job bar's line of a decision is made of the step that it tells of: sentence and button always belong together. Undo
// shows the photos that it has changed.

// showDone says what a step has done, with the button that takes back just that.
func (w *Window) showDone(s library.Step) {
	w.show(&result{
		text: s.Label, action: lang.X("cmd.undo", "Undo"), key: w.command("undo").keys[0].String(),
		do: func() { w.only(s, w.deps.Library.LastStep, w.undo) },
	})
}

// showUndone says what was taken back, with the button that does it again.
func (w *Window) showUndone(s library.Step) {
	w.show(&result{
		text: lang.X("undo.done", "Undone: {{.what}}", map[string]any{"what": s.Label}), action: lang.X("cmd.redo", "Redo"),
		key: w.command("redo").keys[0].String(), do: func() { w.only(s, w.deps.Library.NextStep, w.redo) },
	})
}

// only goes on if the step that a button is for is still the one that would be taken back or made again.
func (w *Window) only(s library.Step, due func() (library.Step, bool), then func()) {
	if d, ok := due(); ok && d.ID == s.ID {
		then()
		return
	}
	w.show(&result{text: lang.X("undo.late", "Not the last step any more: {{.what}}", map[string]any{"what": s.Label})})
}

func (w *Window) undo() {
	w.step(w.deps.Library.UndoSoon, w.showUndone, lang.X("undo.none", "Nothing to undo."))
}

func (w *Window) redo() {
	w.step(w.deps.Library.RedoSoon, w.showDone, lang.X("redo.none", "Nothing to do again."))
}

// step takes back a step, or makes it again, says which, and shows its photos.
func (w *Window) step(do func(failed func(error)) (library.Step, bool), say func(library.Step), none string) {
	s, ok := do(w.notKept)
	if !ok {
		w.show(&result{text: none})
		return
	}
	w.decided()
	say(s)
	w.lookAt(s)
}

// lookAt shows the photos of a step: in a review of its tag, in the loupe, or else in the grid.
func (w *Window) lookAt(s library.Step) {
	if r := w.review(); r != nil {
		r.lookAt(s)
		return
	}
	if !w.onPhotos() {
		w.showGrid()
	}
	if !w.selectPhotos(s.Photos) {
		w.awaited = s.Photos // until the list of all photos is there
		w.clearFilters()
		w.enter(scope{})
	}
	if len(s.Tags) == 1 {
		w.setCurrent(s.Tags[0], kit.Suggested)
	}
}

// selectPhotos selects those of the photos that are in the list and brings the first into view; false where there are none,
// although the library has them.
func (w *Window) selectPhotos(ids []library.ID) bool {
	var here []library.ID
	known := false
	for _, id := range ids {
		known = known || w.snap.Photo(id) != nil
		if w.cellOf(id) >= 0 {
			here = append(here, id)
		}
	}
	if len(here) > 0 {
		w.reveals(here)
	}
	return len(here) > 0 || !known
}

// showAwaited selects the photos of an undo that were not in the list, now that they are.
func (w *Window) showAwaited() {
	ids := w.awaited
	w.awaited = nil
	if len(ids) > 0 {
		w.selectPhotos(ids)
	}
}

// lookAt selects the photos of a step in the review of its tag, which is opened if another is reviewed.
func (r *review) lookAt(s library.Step) {
	if len(s.Tags) == 1 && metadata.Fold(s.Tags[0]) != metadata.Fold(r.name) {
		r.w.reviewTag(s.Tags[0])
		if other := r.w.review(); other != nil && other != r {
			other.awaited = s.Photos
		}
		return
	}
	r.selectPhotos(s.Photos)
}

// selectPhotos selects those of the photos that the review lists and brings the first into view.
func (r *review) selectPhotos(ids []library.ID) {
	wanted := make(map[library.ID]bool, len(ids))
	for _, id := range ids {
		wanted[id] = true
	}
	var cells []int
	for i, s := range r.photos {
		if slices.ContainsFunc(r.stacking.members(s.id), func(id library.ID) bool { return wanted[id] }) {
			cells = append(cells, i)
		}
	}
	if len(cells) == 0 {
		return
	}
	r.grid.Selection().Set(cells, cells[0])
	r.grid.ScrollTo(cells[0])
	r.grid.SelectionChanged()
}
