package ui

import (
	"slices"

	"catchlight/library"
	"catchlight/library/picture"
)

// stackMemo remembers the stacks of a library between derivations. Of the deriver's goroutine only.
type stackMemo struct {
	stacks *library.Stacks
	photos []*library.Photo
	looked int
	model  string
}

// of gives the stacks for a wish, found anew only when photos or fingerprints have changed.
func (m *stackMemo) of(w wish, lib *library.Library) *library.Stacks {
	photos, looked, model := w.snap.Photos(), lib.Fingerprints(), ""
	if w.tags != nil {
		model = w.tags.model
	}
	if m.stacks == nil || model != m.model || w.changed(m.photos) || w.grown(m.looked, looked) {
		*m = stackMemo{stacks: lib.Stacks(w.snap, model), photos: photos, looked: looked, model: model}
	}
	return m.stacks
}

// changed reports whether the photos are others than those that something was made of.
func (w wish) changed(photos []*library.Photo) bool {
	now := w.snap.Photos()
	if len(now) == len(photos) && first(now) == first(photos) {
		return false
	}
	return !w.busy || w.grown(len(photos), len(now))
}

// grown reports whether a number has changed. While photos are being imported or tagged it changes all the time: then only a
// tenth more is news.
func (w wish) grown(before, now int) bool {
	if !w.busy {
		return now != before
	}
	return now < before || now > before+before/10
}

// stacking is how the grid shows bursts and pairs: closed ones are one cell.
type stacking struct {
	off    bool
	open   map[library.ID]bool // by the photo that stands for a stack
	cells  map[library.ID]stackCell
	stacks *library.Stacks // of the last fold
	dirty  bool            // off or open has changed since
}

// stackCell is what stands behind the photo of a closed stack.
type stackCell struct {
	kind   library.StackKind
	photos []library.ID // those that the scope has, the shown one too
	frames int          // what is counted on the cell
}

// folded reports whether a fold with the stacks would change nothing but for other photos.
func (s *stacking) folded(stacks *library.Stacks) bool { return s.stacks == stacks && !s.dirty }

// toggle opens or closes the stack that a photo stands for.
func (s *stacking) toggle(best library.ID) {
	if s.open == nil {
		s.open = map[library.ID]bool{}
	}
	s.open[best], s.dirty = !s.open[best], true
}

// isOff reports whether each photo has a cell of its own.
func (s *stacking) isOff() bool { return s.off }

// setOff gives each photo a cell of its own, or not.
func (s *stacking) setOff(off bool) { s.off, s.dirty = off, true }

// cell is what stands behind a photo; closed is false where it stands alone.
func (s *stacking) cell(id library.ID) (c stackCell, closed bool) {
	c, closed = s.cells[id]
	return c, closed
}

// fold makes cells of photos: the first photo of a closed stack gives its place to the best one, the others go behind it.
func (s *stacking) fold(photos []library.ID, stacks *library.Stacks) []library.ID {
	s.cells, s.stacks, s.dirty = map[library.ID]stackCell{}, stacks, false
	if s.off || stacks == nil || len(stacks.All(library.Burst))+len(stacks.All(library.Pair)) == 0 {
		return photos
	}
	here := make(map[library.ID]bool, len(photos))
	for _, id := range photos {
		here[id] = true
	}
	cells, done := make([]library.ID, 0, len(photos)), map[library.ID]bool{}
	for _, id := range photos {
		if done[id] {
			continue
		}
		stack, _ := s.closed(stacks, id)
		members := present(stack, here)
		if len(members) < 2 {
			cells = append(cells, id)
			continue
		}
		for _, m := range members {
			done[m.ID] = true
		}
		shown := members[0].ID
		if best := stack.Photos[stack.Best].ID; here[best] {
			shown = best
		}
		s.cells[shown] = stackCell{stack.Kind, idsOf(members), frames(members, stacks)}
		cells = append(cells, shown)
	}
	return cells
}

// closed is the stack that a photo is shown in: its burst, or while that is open its pair.
func (s *stacking) closed(stacks *library.Stacks, id library.ID) (library.Stack, bool) {
	for _, kind := range []library.StackKind{library.Burst, library.Pair} {
		if stack, ok := stacks.Of(kind, id); ok && !s.open[stack.Photos[stack.Best].ID] {
			return stack, true
		}
	}
	return library.Stack{}, false
}

func present(s library.Stack, here map[library.ID]bool) []*library.Photo {
	return slices.DeleteFunc(slices.Clone(s.Photos), func(p *library.Photo) bool { return !here[p.ID] })
}

// frames counts pictures: copies once, and a pair once.
func frames(photos []*library.Photo, stacks *library.Stacks) int {
	seen := map[picture.ID]bool{}
	for _, p := range photos {
		if pair, ok := stacks.Of(library.Pair, p.ID); ok {
			p = pair.Photos[0]
		}
		seen[p.Picture] = true
	}
	if len(seen) < 2 { // a pair, or copies of one frame
		return len(photos)
	}
	return len(seen)
}

func idsOf(photos []*library.Photo) []library.ID {
	ids := make([]library.ID, len(photos))
	for i, p := range photos {
		ids[i] = p.ID
	}
	return ids
}

// members are the photos of a cell: those of a closed stack, else the one.
func (s *stacking) members(cell library.ID) []library.ID {
	if c, closed := s.cells[cell]; closed {
		return c.photos
	}
	return []library.ID{cell}
}

// inStack is a filter for the photos that are in a burst, or among duplicates.
func (c *counter) inStack(scope scopeKind) library.Filter {
	kind, stacks := library.Burst, c.wish.stacks
	if scope == scopeDuplicates {
		kind = library.Duplicates
	}
	return library.Where(func(p *library.Photo, _ []library.Decision) bool {
		if stacks == nil {
			return false
		}
		_, ok := stacks.Of(kind, p.ID)
		return ok
	})
}

// byStack brings photos of one set of duplicates together, in the place of the first.
func byStack(photos []*library.Photo, stacks *library.Stacks) []*library.Photo {
	place := map[library.ID]int{}
	at := func(p *library.Photo) int {
		s, _ := stacks.Of(library.Duplicates, p.ID)
		return place[s.Photos[0].ID]
	}
	for i, p := range photos {
		s, _ := stacks.Of(library.Duplicates, p.ID)
		if _, known := place[s.Photos[0].ID]; !known {
			place[s.Photos[0].ID] = i
		}
	}
	slices.SortStableFunc(photos, func(a, b *library.Photo) int { return at(a) - at(b) })
	return photos
}
