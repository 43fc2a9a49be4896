package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/ui/kit"
)

// The filters are what the user has chosen in the facets of the sidebar. They stay while scopes come and go, and all that
// the sidebar counts is counted under them.

// filters are the values by which the user chooses photos.
type filters struct {
	w      *Window
	chosen []library.Choice // nil: none
}

// chooseValue makes a value the only one of its facet; the only one already: any will do again. With Ctrl it comes or goes
// beside the others.
func (fi *filters) chooseValue(f library.Facet, v library.Value, beside bool) {
	c := library.Choice{Facet: f, Value: v}
	had, others := slices.Contains(fi.chosen, c), fi.without(f)
	switch {
	case beside:
		fi.toggleChoice(c)
	case had && len(fi.chosen) == len(others)+1:
		fi.setChosen(others)
	default:
		fi.setChosen(append(others, c))
	}
}

// toggleChoice adds a choice to the others, or takes it away.
func (fi *filters) toggleChoice(c library.Choice) {
	left := slices.DeleteFunc(slices.Clone(fi.chosen), func(o library.Choice) bool { return o.Facet == c.Facet && o.Value == c.Value })
	if !slices.Contains(fi.chosen, c) {
		left = append(left, c)
	}
	fi.setChosen(left)
}

// without are the choices in other facets.
func (fi *filters) without(f library.Facet) []library.Choice {
	return slices.DeleteFunc(slices.Clone(fi.chosen), func(c library.Choice) bool { return c.Facet == f })
}

// setChosen shows what the choices leave of the scope.
func (fi *filters) setChosen(chosen []library.Choice) {
	if len(chosen) == 0 {
		chosen = nil
	}
	fi.chosen = chosen
	fi.w.reorder = true
	fi.w.grid.SetOffset(0)
	fi.w.ask()
	fi.w.refresh()
}

// focusFilters brings the first filter into view and gives it the keyboard.
func (fi *filters) focusFilters() {
	fi.w.panes.ShowSidebar(true)
	fi.w.menus.refreshMenu()
	last := fi.w.sidebar.rows[facetID(shownFacets[len(shownFacets)-1])]
	first := fi.w.sidebar.rows[facetID(shownFacets[0])]
	if first == nil || last == nil {
		return
	}
	fi.w.sidebar.reveal(last)
	fi.w.post(func() { fi.w.win.Canvas().Focus(first) }) // after the key that called it
}

func (fi *filters) clearFilters()    { fi.setChosen(nil) }
func (fi *filters) hasFilters() bool { return len(fi.chosen) > 0 }

// choiceMenu is what can be done with a value, in words.
func (fi *filters) choiceMenu(f library.Facet, v library.Value, at fyne.Position) {
	c := library.Choice{Facet: f, Value: v}
	not := library.Choice{Facet: f, Value: v, Not: true}
	fi.w.menus.popUp([]*fyne.MenuItem{
		fyne.NewMenuItem(lang.X("filter.only", "Only this"), func() { fi.setChosen(append(fi.without(f), c)) }),
		fyne.NewMenuItem(lang.X("filter.too", "This too (Ctrl-click)"), func() { fi.toggleChoice(c) }),
		fyne.NewMenuItem(lang.X("filter.leaveOut", "Leave this out"), func() { fi.toggleChoice(not) }),
		fyne.NewMenuItem(lang.X("filter.anyAgain", "Any"), func() { fi.setChosen(fi.without(f)) }),
	}, at)
}

// choiceChips are the filters as chips: a click or the × drops one. They live on while their number stays.
type choiceChips struct {
	w     *Window
	chips []*kit.ChipButton
}

// objects brings the chips up to date.
func (cs *choiceChips) objects() []fyne.CanvasObject {
	for len(cs.chips) < len(cs.w.filters.chosen) {
		cs.chips = append(cs.chips, cs.chip(len(cs.chips)))
	}
	objects := make([]fyne.CanvasObject, len(cs.w.filters.chosen))
	for i, c := range cs.w.filters.chosen {
		cs.chips[i].SetChip(choiceChip(c))
		objects[i] = cs.chips[i]
	}
	return objects
}

func (cs *choiceChips) chip(i int) *kit.ChipButton {
	drop := func() {
		if i < len(cs.w.filters.chosen) {
			cs.w.filters.toggleChoice(cs.w.filters.chosen[i])
		}
	}
	return newDropChip(cs.w, drop, lang.X("hint.dropFilter", "A click or Delete drops this filter"))
}

// newDropChip makes a chip that a click, its × and the keys Enter, X and Delete drop.
func newDropChip(w *Window, drop func(), hint string) *kit.ChipButton {
	c := kit.NewChipButton(emptyChip)
	c.SetSize(kit.WellChip)
	c.OnClicked = func(fyne.KeyModifier) { drop() }
	c.OnCross = drop
	c.OnKeyDown = func(key fyne.KeyName, _ fyne.KeyModifier) {
		switch key {
		case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyX, fyne.KeyDelete, fyne.KeyBackspace:
			drop()
			w.focusGrid()
		case fyne.KeyEscape:
			w.focusGrid()
		}
	}
	say := w.bar.hintFor(c, hint)
	c.OnHint = func(inside, _ bool) { say(inside) }
	return c
}
