package review

import (
	"catchlight/library"
	"catchlight/ui/grid"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
)

// fold makes the cells of the review: a burst or pair counts as one, which stands where its best
// score does.
func (r *Review) fold() {
	ids, scores := make([]library.ID, len(r.all)), make(map[library.ID]float32, len(r.all))
	for i, s := range r.all {
		ids[i], scores[s.id] = s.id, s.score
	}
	r.photos = nil
	for _, cell := range r.stacking.Fold(ids, r.deps.Stacks()) {
		best := scores[cell]
		for _, id := range r.stacking.Members(cell) {
			best = max(best, scores[id])
		}
		r.photos = append(r.photos, scored{cell, best})
	}
	r.grid.SetLength(len(r.photos))
}

// ToggleStack opens the burst or pair of the current cell, or closes it; the line stays after the
// same photo.
func (r *Review) ToggleStack() {
	at := r.grid.Selection().Current()
	if at < 0 || at >= len(r.photos) {
		return
	}
	stack, ok := r.stackAt(at)
	if !ok {
		return
	}
	above := map[library.ID]bool{}
	for _, s := range r.photos[:r.line] {
		for _, id := range r.stacking.Members(s.id) {
			above[id] = true
		}
	}
	best := stack.Photos[stack.Best].ID
	r.stacking.Toggle(best)
	r.fold()
	line := 0
	for line < len(r.photos) && above[r.photos[line].id] {
		line++
	}
	r.SetLine(line)
	r.deps.Post(func() { // after the key that opened it, which the grid takes as a move too
		r.grid.Selection().Click(min(at, len(r.photos)-1))
		r.grid.SelectionChanged()
	})
}

// stackAt is the stack that the photo of a cell is in, or that stands behind it.
func (r *Review) stackAt(i int) (library.Stack, bool) {
	kind, id := library.Burst, r.photos[i].id
	if c, closed := r.stacking.Cell(id); closed {
		kind = c.Kind
	} else if _, ok := r.stackOf(library.Burst, id); !ok {
		kind = library.Pair
	}
	return r.stackOf(kind, id)
}

// stackOf is the stack of a kind that a photo is in.
func (r *Review) stackOf(k library.StackKind, id library.ID) (library.Stack, bool) {
	stacks := r.deps.Stacks()
	if stacks == nil {
		return library.Stack{}, false
	}
	return stacks.Of(k, id)
}

// OpenStack opens a closed burst: Shift and the right arrow, which in all else extend the
// selection.
func (r *Review) OpenStack() {
	at := r.grid.Selection().Current()
	if at < 0 || at >= len(r.photos) {
		return
	}
	if _, closed := r.stacking.Cell(r.photos[at].id); closed {
		r.ToggleStack()
	}
}

// photosAt are the photos of a cell as the library has them now, the shown one first.
func (r *Review) photosAt(i int) []*library.Photo {
	shown := r.photos[i].id
	var photos []*library.Photo
	for _, id := range append([]library.ID{shown}, r.stacking.Members(shown)...) {
		if p := r.deps.Snapshot().Photo(id); p != nil && (id != shown || len(photos) == 0) {
			photos = append(photos, p)
		}
	}
	return photos
}

// stackMark is the number of frames behind a cell, or that a RAW file is.
func (r *Review) stackMark(id library.ID) []grid.Mark {
	c, closed := r.stacking.Cell(id)
	switch {
	case !closed:
		return nil
	case c.Kind == library.Pair:
		return []grid.Mark{{Glyph: kit.GlyphStack, Text: "RAW"}}
	}
	return []grid.Mark{{Glyph: kit.GlyphStack, Text: phrase.Number(c.Frames)}}
}
