package review

import (
	"fyne.io/fyne/v2"

	"catchlight/library"
	"catchlight/ui/chips"
	"catchlight/ui/grid"
	"catchlight/ui/kit"
	"catchlight/ui/view"
)

// Enlarge hears of the loupe that opens over the photos, and closes: keys answer for its photo alone
// then, and the panel says how the tag stands on it.
func (r *Review) Enlarge(on bool) {
	r.enlarged = on
	r.refresh()
	if !on {
		r.grid.ScrollTo(r.grid.Selection().Current())
		r.deps.Post(r.grid.Focus) // once the page is there again
	}
}

// menu is a right click: it selects a photo that was not selected.
func (r *Review) menu(h grid.Hit, at fyne.Position) {
	if h.Index < 0 {
		return
	}
	if !r.grid.Selection().Has(h.Index) {
		r.Choose(h.Index)
	}
	r.deps.Menu(at)
}

// answer is the chip of the tag on the photo in the loupe: a click accepts or opens again, × refuses.
type answer struct {
	r    *Review
	flow *kit.Flow
	chip *kit.ChipButton
}

func newAnswer(r *Review) *answer {
	a := &answer{r: r, flow: kit.NewFlow(0, 0), chip: kit.NewChipButton(kit.Chip{})}
	a.chip.OnClicked = func(fyne.KeyModifier) {
		if a.chip.Chip().State == kit.Suggested {
			r.Decide(library.Accepted)
		} else {
			r.Decide(library.Undecided)
		}
	}
	a.chip.OnCross = func() { r.Decide(library.Rejected) }
	a.flow.SetObjects([]fyne.CanvasObject{a.chip})
	return a
}

// refresh shows how the tag stands on the current photo; one on which it does not is as open as one
// that it is suggested for, without its bars.
func (a *answer) refresh() {
	kit.ShowIf(a.flow, a.r.enlarged)
	p := a.r.deps.Snapshot().Photo(a.r.PhotoID(a.r.grid.Selection().Current()))
	if p == nil || !a.r.enlarged {
		return
	}
	c := kit.Chip{Name: a.r.name, State: kit.Suggested, Label: a.r.name}
	if word, on := a.r.deps.Words(p).Of(a.r.name); on && word.State != view.Parent {
		c = chips.Of(word)
	}
	a.chip.SetChip(c)
	a.chip.SetCurrent(a.r.deps.Reached())
}
