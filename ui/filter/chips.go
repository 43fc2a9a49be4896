package filter

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/ui/kit"
)

// Chips are the filters as chips: a click or the × drops one. They live on while their number
// stays.
type Chips struct {
	Filters *Filters
	Leave   func()                                         // gives the keyboard back to the photos
	Hint    func(owner any, text string) func(inside bool) // makes what shows a hint
	chips   []*kit.ChipButton
}

// Objects brings the chips up to date.
func (cs *Chips) Objects() []fyne.CanvasObject {
	for len(cs.chips) < len(cs.Filters.chosen) {
		cs.chips = append(cs.chips, cs.chip(len(cs.chips)))
	}
	objects := make([]fyne.CanvasObject, len(cs.Filters.chosen))
	for i, c := range cs.Filters.chosen {
		cs.chips[i].SetChip(chipOf(c))
		objects[i] = cs.chips[i]
	}
	return objects
}

func (cs *Chips) chip(i int) *kit.ChipButton {
	drop := func() {
		if i < len(cs.Filters.chosen) {
			cs.Filters.Toggle(cs.Filters.chosen[i])
		}
	}
	return cs.newDropChip(drop, lang.X("hint.dropFilter", "A click or Delete drops this filter"))
}

// newDropChip makes a chip that a click, its × and the keys Enter, X and Delete drop.
func (cs *Chips) newDropChip(drop func(), hint string) *kit.ChipButton {
	c := kit.NewChipButton(emptyChip)
	c.SetSize(kit.WellChip)
	c.OnClicked = func(fyne.KeyModifier) { drop() }
	c.OnCross = drop
	c.OnKeyDown = func(key fyne.KeyName, _ fyne.KeyModifier) {
		switch key {
		case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyX, fyne.KeyDelete, fyne.KeyBackspace:
			drop()
			cs.Leave()
		case fyne.KeyEscape:
			cs.Leave()
		}
	}
	say := cs.Hint(c, hint)
	c.OnHint = func(inside, _ bool) { say(inside) }
	return c
}
