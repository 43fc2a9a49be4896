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

// folding opens and closes the stacks in the grid, and knows what belongs together there.
type folding struct{ w *Window }

// stackMark is the mark of a cell: how many frames are behind it, or that a RAW file is. A frame of an open burst has the
// sign alone.
func (fo *folding) stackMark(id library.ID) (grid.Mark, bool) {
	c, closed := fo.w.stacking.cells[id]
	switch {
	case closed && c.kind == library.Pair:
		return grid.Mark{Glyph: kit.GlyphStack, Text: "RAW"}, true
	case closed:
		return grid.Mark{Glyph: kit.GlyphStack, Text: number(c.frames)}, true
	}
	if _, ok := fo.burstOf(id); ok && !fo.w.stacking.off {
		return grid.Mark{Glyph: kit.GlyphStack}, true
	}
	return grid.Mark{}, false
}

// stackOf is the stack of a kind that a photo is in.
func (fo *folding) stackOf(k library.StackKind, id library.ID) (library.Stack, bool) {
	if fo.w.derived == nil || fo.w.derived.stacks == nil {
		return library.Stack{}, false
	}
	return fo.w.derived.stacks.Of(k, id)
}

func (fo *folding) burstOf(id library.ID) (library.Stack, bool) { return fo.stackOf(library.Burst, id) }

// cellPhotos are the photos of a cell as the library has them now.
func (fo *folding) cellPhotos(cell library.ID) []*library.Photo {
	var photos []*library.Photo
	for _, id := range fo.w.stacking.members(cell) {
		if p := fo.w.snap.Photo(id); p != nil {
			photos = append(photos, p)
		}
	}
	return photos
}

// toggleStack opens or closes the stack of the current photo.
func (fo *folding) toggleStack() {
	if r := fo.w.pages.review(); r != nil {
		r.toggleStack()
		return
	}
	current := fo.w.list.idAt(fo.w.grid.Selection().Current())
	kind, s := library.Burst, &fo.w.stacking
	if c, closed := s.cells[current]; closed {
		kind = c.kind
	} else if _, ok := fo.burstOf(current); !ok {
		kind = library.Pair
	}
	stack, ok := fo.stackOf(kind, current)
	if !ok {
		return
	}
	if s.open == nil {
		s.open = map[library.ID]bool{}
	}
	best := stack.Photos[stack.Best].ID
	s.open[best], s.dirty = !s.open[best], true
	fo.w.list.setList(fo.w.list.photos)
	fo.w.refresh()
}

// canStack reports whether the current photo is in a burst or a pair that the grid shows as one.
func (fo *folding) canStack() bool {
	if fo.w.pages.reviewShown() {
		return !fo.w.stacking.off
	}
	if fo.w.grid == nil || fo.w.stacking.off || !fo.w.onPhotos() {
		return false
	}
	current := fo.w.list.idAt(fo.w.grid.Selection().Current())
	_, burst := fo.burstOf(current)
	_, pair := fo.stackOf(library.Pair, current)
	return burst || pair
}

// toggleStacking shows bursts and pairs as one cell, or each photo in its own.
func (fo *folding) toggleStacking() {
	fo.w.stacking.off, fo.w.stacking.dirty = !fo.w.stacking.off, true
	fo.w.app.Preferences().SetBool(keptStacksKey, fo.w.stacking.off)
	fo.w.list.setList(fo.w.list.photos)
	fo.w.refresh()
}

// selectBest makes the sharpest frame of the current photo's burst the only selected photo, and opens the burst for that.
func (fo *folding) selectBest() {
	burst, ok := fo.burstOf(fo.w.list.idAt(fo.w.grid.Selection().Current()))
	if !ok {
		return
	}
	best := burst.Photos[burst.Best].ID
	if _, closed := fo.w.stacking.cells[best]; closed {
		fo.toggleStack()
	}
	if i, ok := fo.w.list.at[best]; ok {
		fo.w.list.goTo(i)
	}
}

func (fo *folding) inBurst() bool {
	if fo.w.grid == nil || !fo.w.onPhotos() {
		return false
	}
	_, ok := fo.burstOf(fo.w.list.idAt(fo.w.grid.Selection().Current()))
	return ok
}

// withFrames adds the other photos of a closed stack to what was decided on some of them: a yes is meant for the moment, not
// for the frame on which the model was sure.
func (fo *folding) withFrames(ds []library.Decision, name string) []library.Decision {
	decided := map[library.ID]bool{}
	for _, d := range ds {
		decided[d.Photo] = true
	}
	for _, d := range slices.Clone(ds) {
		if d.Verdict != library.Accepted {
			continue
		}
		for _, p := range fo.cellPhotos(fo.w.list.idAt(fo.cellOf(d.Photo))) {
			if !decided[p.ID] && fo.w.list.words(p).state(name) == absent {
				decided[p.ID] = true
				ds = append(ds, fo.w.decider.decision(p, name, library.Accepted, true))
			}
		}
	}
	return ds
}

// cellOf is the index of the cell that a photo is shown in or behind, -1 when it is not in the list.
func (fo *folding) cellOf(id library.ID) int {
	if i, ok := fo.w.list.at[id]; ok {
		return i
	}
	return -1
}

// stackLine says in the inspector what the photos of one cell belong to; "" nothing.
func (fo *folding) stackLine(cell library.ID) string {
	var lines []string
	if burst, ok := fo.burstOf(cell); ok {
		lines = append(lines, lang.X("stack.burst", "Burst of {{.n}}, the sharpest is {{.best}}.", map[string]any{
			"n": number(frames(burst.Photos, fo.w.derived.stacks)), "best": filepath.Base(burst.Photos[burst.Best].Path),
		}))
	}
	if pair, ok := fo.stackOf(library.Pair, cell); ok {
		lines = append(lines, lang.X("stack.pair", "One photo in two files: {{.raw}} and {{.picture}}. Words go to both.", map[string]any{
			"raw": filepath.Base(pair.Photos[0].Path), "picture": filepath.Base(pair.Photos[1].Path),
		}))
	}
	if same, ok := fo.stackOf(library.Duplicates, cell); ok {
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
