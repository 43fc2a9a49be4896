package view

import (
	"slices"

	"catchlight/library"
	"catchlight/library/picture"
)

// stackCache remembers the stacks of a library from one state to the next. Of the builder's
// goroutine only.
type stackCache struct {
	stacks *library.Stacks
	photos []*library.Photo
	looked int // fingerprints and vectors
	model  string
}

// of gives the stacks for a request, found anew only when photos, fingerprints or vectors have
// changed.
func (m *stackCache) of(req Request, lib *library.Library) *library.Stacks {
	photos, now, model := req.Snapshot.Photos(), looked(req, lib), req.model() // a picture's fingerprint comes before its vector, and bursts need both
	if m.stacks == nil || model != m.model || req.changed(m.photos) || req.grown(m.looked, now) {
		*m = stackCache{stacks: lib.Stacks(req.Snapshot, model), photos: photos, looked: now, model: model}
	}
	return m.stacks
}

// changed reports whether the photos are others than those that something was made of.
func (req Request) changed(photos []*library.Photo) bool {
	now := req.Snapshot.Photos()
	if len(now) == len(photos) && first(now) == first(photos) {
		return false
	}
	return !req.Busy || req.grown(len(photos), len(now))
}

// grown reports whether a number has changed. While photos are being imported or tagged it changes
// all the time: then only a tenth more is news.
func (req Request) grown(before, now int) bool {
	if !req.Busy {
		return now != before
	}
	return now < before || now > before+before/10
}

// Stacking is how the grid shows bursts and pairs: closed ones are one cell.
type Stacking struct {
	off    bool
	open   map[library.ID]bool // by the photo that stands for a stack
	cells  map[library.ID]stackCell
	stacks *library.Stacks // of the last fold
	dirty  bool            // off or open has changed since
}

// stackCell is what stands behind the photo of a closed stack.
type stackCell struct {
	Kind   library.StackKind
	photos []library.ID // those that the scope has, the shown one too
	Frames int          // what is counted on the cell
}

// Folded reports whether a fold with the stacks would change nothing but for other photos.
func (s *Stacking) Folded(stacks *library.Stacks) bool { return s.stacks == stacks && !s.dirty }

// Toggle opens or closes the stack that a photo stands for.
func (s *Stacking) Toggle(best library.ID) {
	if s.open == nil {
		s.open = map[library.ID]bool{}
	}
	s.open[best], s.dirty = !s.open[best], true
}

// IsOff reports whether each photo has a cell of its own.
func (s *Stacking) IsOff() bool { return s.off }

// SetOff gives each photo a cell of its own, or not.
func (s *Stacking) SetOff(off bool) { s.off, s.dirty = off, true }

// Cell is what stands behind a photo; closed is false where it stands alone.
func (s *Stacking) Cell(id library.ID) (c stackCell, closed bool) {
	c, closed = s.cells[id]
	return c, closed
}

// Fold makes cells of photos: the first photo of a closed stack gives its place to the best one,
// the others go behind it.
func (s *Stacking) Fold(photos []library.ID, stacks *library.Stacks) []library.ID {
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
		s.cells[shown] = stackCell{stack.Kind, IDsOf(members), Frames(members, stacks)}
		cells = append(cells, shown)
	}
	return cells
}

// closed is the stack that a photo is shown in: its burst, or while that is open its pair.
func (s *Stacking) closed(stacks *library.Stacks, id library.ID) (library.Stack, bool) {
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

// Frames counts pictures: copies once, and a pair once.
func Frames(photos []*library.Photo, stacks *library.Stacks) int {
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

// IDsOf are the identities of photos, in their order.
func IDsOf(photos []*library.Photo) []library.ID {
	ids := make([]library.ID, len(photos))
	for i, p := range photos {
		ids[i] = p.ID
	}
	return ids
}

// Members are the photos of a cell: those of a closed stack, else the one.
func (s *Stacking) Members(cell library.ID) []library.ID {
	if c, closed := s.cells[cell]; closed {
		return c.photos
	}
	return []library.ID{cell}
}

// inStack is a filter for the photos that are in a burst, or among duplicates.
func (c *counter) inStack(scope ScopeKind) library.Filter {
	kind, stacks := library.Burst, c.request.stacks
	if scope == ScopeDuplicates {
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
