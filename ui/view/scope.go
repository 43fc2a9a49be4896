package view

import (
	"slices"

	"catchlight/library"
)

// ScopeKind is what a scope selects photos by.
type ScopeKind uint8

// The kinds of a scope.
const (
	ScopeAll        ScopeKind = iota
	ScopeReview               // photos with open suggestions
	ScopeWrite                // photos that the next write changes
	ScopeBare                 // photos without any keyword
	ScopeProblems             // photos that need the user
	ScopeBursts               // photos that are frames of one moment with others
	ScopeDuplicates           // photos whose picture is in several files
	ScopeFolder               // photos in a folder and below
	ScopeTag                  // photos for which a tag is suggested
	ScopeWord                 // photos that have a tag: suggested, accepted or in the file
	ScopeSearch               // photos that match a query
	ScopeNew                  // finished photos for which something was suggested since
	ScopeImport               // photos that the user has added last
)

// Scope is the photos that the grid shows. Name is the folder, the tag or the query; Like is the
// photo that a search begins with, 0 for none.
type Scope struct {
	Kind ScopeKind
	Name string
	Like library.ID
}

// Order is what the photos of a scope are sorted by.
type Order string

// The orders.
const (
	OrderTaken  Order = "taken"
	OrderName   Order = "name"
	OrderFolder Order = "folder"
	OrderScore  Order = "score" // the best first
)

// Orders are the orders that the user can choose from.
func Orders() []Order { return []Order{OrderTaken, OrderName, OrderFolder, OrderScore} }

// stored is the order in which the library gives the photos; where scores decide, it is that of
// equal ones.
func (o Order) stored() library.Order {
	switch o {
	case OrderName:
		return library.ByName
	case OrderFolder:
		return library.ByPath
	default:
		return library.ByTaken
	}
}

// scopeFilter is a scope as the library understands it; what it does not know, the words of photos,
// c tells it.
func (c *counter) scopeFilter(s Scope) library.Filter {
	state := func(name string) library.Filter { return library.Has(library.FacetState, library.Value{Name: name}) }
	switch s.Kind {
	case ScopeReview:
		return c.where(func(_ *library.Photo, ws *brief) bool { return len(ws.open) > 0 })
	case ScopeNew:
		return c.where(func(_ *library.Photo, ws *brief) bool { return len(ws.later) > 0 })
	case ScopeWrite:
		return state(library.ToBeWritten)
	case ScopeBare:
		return library.Has(library.FacetKeyword, library.Value{})
	case ScopeProblems:
		return library.HasProblem()
	case ScopeImport:
		return library.Where(func(p *library.Photo, _ []library.Decision) bool { return c.request.Import.Holds(p) })
	case ScopeBursts, ScopeDuplicates:
		return c.inStack(s.Kind)
	case ScopeFolder:
		return library.In(s.Name)
	case ScopeTag:
		of := family(c.request.vocabulary(), s.Name)
		return c.where(func(_ *library.Photo, ws *brief) bool { return ws.suggests(of) })
	case ScopeWord:
		of := family(c.request.vocabulary(), s.Name)
		return c.where(func(_ *library.Photo, ws *brief) bool { return ws.any(of) })
	case ScopeSearch:
		return c.where(c.search.finds)
	default:
		return library.Filter{}
	}
}

// KeepOrder gives the list to show when a scope that is open is made anew: what is shown keeps its
// place, even if it no longer matches; what left the library goes; new matches are appended. It is
// how the grid's order never jumps.
func KeepOrder(shown, fresh []library.ID, known func(library.ID) bool) []library.ID {
	if slices.Equal(shown, fresh) {
		return shown
	}
	list := make([]library.ID, 0, max(len(shown), len(fresh)))
	seen := make(map[library.ID]bool, len(shown))
	for _, id := range shown {
		if known(id) {
			list = append(list, id)
			seen[id] = true
		}
	}
	for _, id := range fresh {
		if !seen[id] {
			list = append(list, id)
		}
	}
	return list
}
