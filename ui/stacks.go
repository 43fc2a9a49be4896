package ui

import (
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/ui/grid"
	"catchlight/ui/kit"
)

// keptStacksKey is the preference that keeps every photo in a cell of its own.
const keptStacksKey = "view.unstacked"

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

// stackMark is the mark of a cell: how many frames are behind it, or that a RAW file is. A frame of an open burst has the
// sign alone.
func (w *Window) stackMark(id library.ID) (grid.Mark, bool) {
	c, closed := w.stacking.cells[id]
	switch {
	case closed && c.kind == library.Pair:
		return grid.Mark{Glyph: kit.GlyphStack, Text: "RAW"}, true
	case closed:
		return grid.Mark{Glyph: kit.GlyphStack, Text: number(c.frames)}, true
	}
	if _, ok := w.burstOf(id); ok && !w.stacking.off {
		return grid.Mark{Glyph: kit.GlyphStack}, true
	}
	return grid.Mark{}, false
}

// stackOf is the stack of a kind that a photo is in.
func (w *Window) stackOf(k library.StackKind, id library.ID) (library.Stack, bool) {
	if w.derived == nil || w.derived.stacks == nil {
		return library.Stack{}, false
	}
	return w.derived.stacks.Of(k, id)
}

func (w *Window) burstOf(id library.ID) (library.Stack, bool) { return w.stackOf(library.Burst, id) }

// cellPhotos are the photos of a cell as the library has them now.
func (w *Window) cellPhotos(cell library.ID) []*library.Photo {
	var photos []*library.Photo
	for _, id := range w.stacking.members(cell) {
		if p := w.snap.Photo(id); p != nil {
			photos = append(photos, p)
		}
	}
	return photos
}

// toggleStack opens or closes the stack of the current photo.
func (w *Window) toggleStack() {
	if r := w.pages.review(); r != nil {
		r.toggleStack()
		return
	}
	current := w.idAt(w.grid.Selection().Current())
	kind, s := library.Burst, &w.stacking
	if c, closed := s.cells[current]; closed {
		kind = c.kind
	} else if _, ok := w.burstOf(current); !ok {
		kind = library.Pair
	}
	stack, ok := w.stackOf(kind, current)
	if !ok {
		return
	}
	if s.open == nil {
		s.open = map[library.ID]bool{}
	}
	best := stack.Photos[stack.Best].ID
	s.open[best], s.dirty = !s.open[best], true
	w.setList(w.list)
	w.refresh()
}

// canStack reports whether the current photo is in a burst or a pair that the grid shows as one.
func (w *Window) canStack() bool {
	if w.pages.reviewShown() {
		return !w.stacking.off
	}
	if w.grid == nil || w.stacking.off || !w.onPhotos() {
		return false
	}
	current := w.idAt(w.grid.Selection().Current())
	_, burst := w.burstOf(current)
	_, pair := w.stackOf(library.Pair, current)
	return burst || pair
}

// toggleStacking shows bursts and pairs as one cell, or each photo in its own.
func (w *Window) toggleStacking() {
	w.stacking.off, w.stacking.dirty = !w.stacking.off, true
	w.app.Preferences().SetBool(keptStacksKey, w.stacking.off)
	w.setList(w.list)
	w.refresh()
}

// selectBest makes the sharpest frame of the current photo's burst the only selected photo, and opens the burst for that.
func (w *Window) selectBest() {
	burst, ok := w.burstOf(w.idAt(w.grid.Selection().Current()))
	if !ok {
		return
	}
	best := burst.Photos[burst.Best].ID
	if _, closed := w.stacking.cells[best]; closed {
		w.toggleStack()
	}
	if i, ok := w.at[best]; ok {
		w.goTo(i)
	}
}

func (w *Window) inBurst() bool {
	if w.grid == nil || !w.onPhotos() {
		return false
	}
	_, ok := w.burstOf(w.idAt(w.grid.Selection().Current()))
	return ok
}

// withFrames adds the other photos of a closed stack to what was decided on some of them: a yes is meant for the moment, not
// for the frame on which the model was sure.
func (w *Window) withFrames(ds []library.Decision, name string) []library.Decision {
	decided := map[library.ID]bool{}
	for _, d := range ds {
		decided[d.Photo] = true
	}
	for _, d := range slices.Clone(ds) {
		if d.Verdict != library.Accepted {
			continue
		}
		for _, p := range w.cellPhotos(w.idAt(w.cellOf(d.Photo))) {
			if !decided[p.ID] && w.words(p).state(name) == absent {
				decided[p.ID] = true
				ds = append(ds, w.decider.decision(p, name, library.Accepted, true))
			}
		}
	}
	return ds
}

// cellOf is the index of the cell that a photo is shown in or behind, -1 when it is not in the list.
func (w *Window) cellOf(id library.ID) int {
	if i, ok := w.at[id]; ok {
		return i
	}
	return -1
}

// stackLine says in the inspector what the photos of one cell belong to; "" nothing.
func (w *Window) stackLine(cell library.ID) string {
	var lines []string
	if burst, ok := w.burstOf(cell); ok {
		lines = append(lines, lang.X("stack.burst", "Burst of {{.n}}, the sharpest is {{.best}}.", map[string]any{
			"n": number(frames(burst.Photos, w.derived.stacks)), "best": filepath.Base(burst.Photos[burst.Best].Path),
		}))
	}
	if pair, ok := w.stackOf(library.Pair, cell); ok {
		lines = append(lines, lang.X("stack.pair", "One photo in two files: {{.raw}} and {{.picture}}. Words go to both.", map[string]any{
			"raw": filepath.Base(pair.Photos[0].Path), "picture": filepath.Base(pair.Photos[1].Path),
		}))
	}
	if same, ok := w.stackOf(library.Duplicates, cell); ok {
		others := slices.DeleteFunc(slices.Clone(same.Photos), func(p *library.Photo) bool { return p.ID == cell })
		lines = append(lines, lang.XN("stack.duplicate", "The same picture is in {{.path}} and {{.n}} more.", len(others), map[string]any{
			"path": others[0].Path, "n": number(len(others) - 1),
		}))
	}
	return strings.Join(lines, " ")
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
