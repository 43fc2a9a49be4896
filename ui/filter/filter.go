// Package filter is what the user has chosen in the facets of the library: the filters that hold,
// their names and their chips. They stay while scopes come and go, and all that the sidebar counts
// is counted under them.
package filter

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
)

// Filters are the values by which the user chooses photos. They belong to Fyne's goroutine; nothing
// blocks.
type Filters struct {
	changed func()
	chosen  []library.Choice // nil: none
}

// New returns filters of which none is set. changed is called when others hold.
func New(changed func()) *Filters { return &Filters{changed: changed} }

// Chosen are the filters that are set, nil for none; not to be changed.
func (fi *Filters) Chosen() []library.Choice { return fi.chosen }

// In are the filters that are set in a facet.
func (fi *Filters) In(f library.Facet) []library.Choice {
	return slices.DeleteFunc(slices.Clone(fi.chosen), func(c library.Choice) bool { return c.Facet != f })
}

// Any reports whether a filter is set.
func (fi *Filters) Any() bool { return len(fi.chosen) > 0 }

// Clear takes all filters away.
func (fi *Filters) Clear() { fi.Set(nil) }

// Forget is Clear without a word to anybody, for who shows something else anyway.
func (fi *Filters) Forget() { fi.chosen = nil }

// Choose makes a value the only one of its facet; the only one already: any will do again. With
// Ctrl it comes or goes beside the others.
func (fi *Filters) Choose(f library.Facet, v library.Value, beside bool) {
	c := library.Choice{Facet: f, Value: v}
	had, others := slices.Contains(fi.chosen, c), fi.without(f)
	switch {
	case beside:
		fi.Toggle(c)
	case had && len(fi.chosen) == len(others)+1:
		fi.Set(others)
	default:
		fi.Set(append(others, c))
	}
}

// Toggle adds a choice to the others, or takes it away.
func (fi *Filters) Toggle(c library.Choice) {
	left := slices.DeleteFunc(slices.Clone(fi.chosen), func(o library.Choice) bool { return o.Facet == c.Facet && o.Value == c.Value })
	if !slices.Contains(fi.chosen, c) {
		left = append(left, c)
	}
	fi.Set(left)
}

// without are the choices in other facets.
func (fi *Filters) without(f library.Facet) []library.Choice {
	return slices.DeleteFunc(slices.Clone(fi.chosen), func(c library.Choice) bool { return c.Facet == f })
}

// Set shows what the choices leave of the scope.
func (fi *Filters) Set(chosen []library.Choice) {
	if len(chosen) == 0 {
		chosen = nil
	}
	fi.chosen = chosen
	fi.changed()
}

// Menu is what can be done with a value, in words.
func (fi *Filters) Menu(f library.Facet, v library.Value) []*fyne.MenuItem {
	c := library.Choice{Facet: f, Value: v}
	not := library.Choice{Facet: f, Value: v, Not: true}
	return []*fyne.MenuItem{
		fyne.NewMenuItem(lang.X("filter.only", "Only this"), func() { fi.Set(append(fi.without(f), c)) }),
		fyne.NewMenuItem(lang.X("filter.too", "This too (Ctrl-click)"), func() { fi.Toggle(c) }),
		fyne.NewMenuItem(lang.X("filter.leaveOut", "Leave this out"), func() { fi.Toggle(not) }),
		fyne.NewMenuItem(lang.X("filter.anyAgain", "Any"), func() { fi.Set(fi.without(f)) }),
	}
}
