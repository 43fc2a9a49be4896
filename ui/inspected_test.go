package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/ui/kit"
)

// shownIn finds what an object shows of a kind, nil when there is nothing that is wanted.
func shownIn[T fyne.CanvasObject](in fyne.CanvasObject, wanted func(T) bool) (found T) {
	for _, o := range test.LaidOutObjects(in) {
		if x, ok := o.(T); ok && x.Visible() && wanted(x) {
			return x
		}
	}
	return found
}

// inspected is shownIn for the inspector.
func inspected[T fyne.CanvasObject](r *rig, wanted func(T) bool) T {
	return shownIn(r.inspector.Object, wanted)
}

// dropPhoto is the × behind the photo that a search begins with, nil where it begins with none.
func (r *rig) dropPhoto() *kit.Button {
	return shownIn(r.search.Field, func(b *kit.Button) bool { return b.Access == "Search without the photo" })
}

// addField is Add keyword.
func (r *rig) addField() *kit.Entry {
	return inspected(r, func(*kit.Entry) bool { return true })
}

// typed is Enter in Add keyword.
func (r *rig) typed(line string) { r.addField().OnSubmitted(line) }

// openChip is the chip of the first open suggestion.
func (r *rig) openChip() *kit.ChipButton {
	return inspected(r, func(c *kit.ChipButton) bool { return c.Chip().State == kit.Suggested })
}

// chipOf is the chip of a word.
func (r *rig) chipOf(word string) *kit.ChipButton {
	return inspected(r, func(c *kit.ChipButton) bool { return c.Chip().Name == word })
}

// foldRejected opens the list of rejected words, or closes it.
func (r *rig) foldRejected() {
	inspected(r, func(h *kit.Heading) bool { return h.OnFold != nil }).OnFold()
}

// rankedRow is the nth row of the ranking, from 0.
func (r *rig) rankedRow(n int) *kit.Row {
	return inspected(r, func(*kit.Row) bool { n--; return n < 0 })
}
