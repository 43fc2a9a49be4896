package ui

import (
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/ui/grid"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// keptStacksKey is the preference that keeps every photo in a cell of its own.
const keptStacksKey = "view.unstacked"

// folding opens and closes the stacks in the grid, and knows what belongs together there.
type folding struct{ w *Window }

// stackMark is the mark of a cell: how many frames are behind it, or that a RAW file is. A frame of
// an open burst has the sign alone.
func (fo *folding) stackMark(id library.ID) (grid.Mark, bool) {
	c, closed := fo.w.stacking.Cell(id)
	switch {
	case closed && c.Kind == library.Pair:
		return grid.Mark{Glyph: kit.GlyphStack, Text: "RAW"}, true
	case closed:
		return grid.Mark{Glyph: kit.GlyphStack, Text: phrase.Number(c.Frames)}, true
	}
	if _, ok := fo.burstOf(id); ok && !fo.w.stacking.IsOff() {
		return grid.Mark{Glyph: kit.GlyphStack}, true
	}
	return grid.Mark{}, false
}

// stackOf is the stack of a kind that a photo is in.
func (fo *folding) stackOf(k library.StackKind, id library.ID) (library.Stack, bool) {
	stacks := fo.stacks()
	if stacks == nil {
		return library.Stack{}, false
	}
	return stacks.Of(k, id)
}

// stacks are all that are known, nil before the first view of the library.
func (fo *folding) stacks() *library.Stacks {
	if fo.w.view == nil {
		return nil
	}
	return fo.w.view.Stacks
}

func (fo *folding) burstOf(id library.ID) (library.Stack, bool) { return fo.stackOf(library.Burst, id) }

// cellPhotos are the photos of a cell as the library has them now.
func (fo *folding) cellPhotos(cell library.ID) []*library.Photo {
	var photos []*library.Photo
	for _, id := range fo.w.stacking.Members(cell) {
		if p := fo.w.snap.Photo(id); p != nil {
			photos = append(photos, p)
		}
	}
	return photos
}

// toggleStack opens or closes the stack of the current photo.
func (fo *folding) toggleStack() {
	if r := fo.w.pages.review(); r != nil {
		r.ToggleStack()
		return
	}
	current := fo.w.list.idAt(fo.w.grid.Selection().Current())
	kind, s := library.Burst, &fo.w.stacking
	if c, closed := s.Cell(current); closed {
		kind = c.Kind
	} else if _, ok := fo.burstOf(current); !ok {
		kind = library.Pair
	}
	stack, ok := fo.stackOf(kind, current)
	if !ok {
		return
	}
	s.Toggle(stack.Photos[stack.Best].ID)
	fo.w.list.setList(fo.w.list.photos)
	fo.w.refresh()
}

// canStack reports whether the current photo is in a burst or a pair that the grid shows as one.
func (fo *folding) canStack() bool {
	if fo.w.pages.reviewShown() {
		return !fo.w.stacking.IsOff()
	}
	if fo.w.grid == nil || fo.w.stacking.IsOff() || !fo.w.onPhotos() {
		return false
	}
	current := fo.w.list.idAt(fo.w.grid.Selection().Current())
	_, burst := fo.burstOf(current)
	_, pair := fo.stackOf(library.Pair, current)
	return burst || pair
}

// toggleStacking shows bursts and pairs as one cell, or each photo in its own.
func (fo *folding) toggleStacking() {
	fo.w.stacking.SetOff(!fo.w.stacking.IsOff())
	fo.w.app.Preferences().SetBool(keptStacksKey, fo.w.stacking.IsOff())
	fo.w.list.setList(fo.w.list.photos)
	fo.w.refresh()
}

// selectBest makes the sharpest frame of the current photo's burst the only selected photo, and
// opens the burst for that.
func (fo *folding) selectBest() {
	burst, ok := fo.burstOf(fo.w.list.idAt(fo.w.grid.Selection().Current()))
	if !ok {
		return
	}
	best := burst.Photos[burst.Best].ID
	if _, closed := fo.w.stacking.Cell(best); closed {
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

// withFrames adds the other photos of a closed stack to what was decided on some of them: a yes is
// meant for the moment, not for the frame on which the model was sure.
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
			if !decided[p.ID] && fo.w.list.words(p).State(name) == view.Absent {
				decided[p.ID] = true
				ds = append(ds, fo.w.decider.decision(p, name, library.Accepted, true))
			}
		}
	}
	return ds
}

// cellOf is the index of the cell that a photo is shown in or behind, -1 when it is not in the
// list.
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
			"n": phrase.Number(view.Frames(burst.Photos, fo.w.view.Stacks)), "best": filepath.Base(burst.Photos[burst.Best].Path),
		}))
	}
	if pair, ok := fo.stackOf(library.Pair, cell); ok {
		lines = append(lines, lang.X("stack.pair", "One photo in two files: {{.raw}} and {{.picture}}. Words go to both.", map[string]any{
			"raw": filepath.Base(pair.Photos[0].Path), "picture": filepath.Base(pair.Photos[1].Path),
		}))
	}
	if same, ok := fo.stackOf(library.Duplicates, cell); ok {
		others := slices.DeleteFunc(slices.Clone(same.Photos), func(p *library.Photo) bool { return p.ID == cell })
		lines = append(lines, samePicture(others))
	}
	return strings.Join(lines, " ")
}

// samePicture says where else a picture is: one place, or one and how many more.
func samePicture(others []*library.Photo) string {
	data := map[string]any{"path": others[0].Path, "n": phrase.Number(len(others) - 1)}
	if len(others) == 1 {
		return lang.X("stack.duplicate", "The same picture is in {{.path}}.", data)
	}
	return lang.XN("stack.duplicates", "The same picture is in {{.path}} and {{.n}} more.", len(others)-1, data)
}

// ofSelected says what the photos of the only selected cell belong to. A closed stack is known by
// the photo that is shown for it, nil otherwise.
func (fo *folding) ofSelected() (line string, shown *library.Photo) {
	selected := fo.w.grid.Selection()
	if selected.Count() != 1 {
		return "", nil
	}
	cell := fo.w.list.idAt(selected.Indices()[0])
	if len(fo.w.stacking.Members(cell)) > 1 {
		shown = fo.w.snap.Photo(cell)
	}
	return fo.stackLine(cell), shown
}
