package ui

import (
	"slices"

	"catchlight/library"
)

// scopeKind is what a scope selects photos by.
type scopeKind uint8

const (
	scopeAll        scopeKind = iota
	scopeReview               // photos with open suggestions
	scopeWrite                // photos that the next write changes
	scopeBare                 // photos without any keyword
	scopeProblems             // photos that need the user
	scopeBursts               // photos that are frames of one moment with others
	scopeDuplicates           // photos whose picture is in several files
	scopeFolder               // photos in a folder and below
	scopeTag                  // photos for which a tag is suggested
	scopeWord                 // photos that have a tag: suggested, accepted or in the file
	scopeSearch               // photos that match a query
)

// scope is the photos that the grid shows. name is the folder, the tag or the query; like is the photo that a search begins
// with, 0 for none.
type scope struct {
	kind scopeKind
	name string
	like library.ID
}

// order is what the photos of a scope are sorted by.
type order string

const (
	orderTaken  order = "taken"
	orderName   order = "name"
	orderFolder order = "folder"
	orderScore  order = "score" // the best first
)

// stored is the order in which the library gives the photos; where scores decide, it is that of equal ones.
func (o order) stored() library.Order {
	switch o {
	case orderName:
		return library.ByName
	case orderFolder:
		return library.ByPath
	default:
		return library.ByTaken
	}
}

// scopeFilter is a scope as the library understands it; what it does not know, the words of photos, c tells it.
func (c *counter) scopeFilter(s scope) library.Filter {
	state := func(name string) library.Filter { return library.Has(library.FacetState, library.Value{Name: name}) }
	switch s.kind {
	case scopeReview:
		return c.where(func(_ *library.Photo, ws *photoWords) bool { return len(ws.suggested) > 0 })
	case scopeWrite:
		return state(library.ToBeWritten)
	case scopeBare:
		return library.Has(library.FacetKeyword, library.Value{})
	case scopeProblems:
		return state(library.WithProblem).Or(state(library.Away))
	case scopeBursts, scopeDuplicates:
		return c.inStack(s.kind)
	case scopeFolder:
		return library.In(s.name)
	case scopeTag:
		of := family(c.wish.vocabulary(), s.name)
		return c.where(func(_ *library.Photo, ws *photoWords) bool { return anyWord(ws.suggested, of) })
	case scopeWord:
		of := family(c.wish.vocabulary(), s.name)
		return c.where(func(_ *library.Photo, ws *photoWords) bool {
			return anyWord(ws.suggested, of) || anyWord(ws.pending, of) || anyWord(ws.file, of)
		})
	case scopeSearch:
		return c.where(func(p *library.Photo, ws *photoWords) bool { return c.search.finds(p, ws, c.meaning) })
	default:
		return library.Filter{}
	}
}

func anyWord(ws []word, test func(string) bool) bool {
	return slices.ContainsFunc(ws, func(w word) bool { return test(w.name) })
}

// settle gives the list to show when a scope that is open is derived anew: what is shown keeps its place, even if it no
// longer matches; what left the library goes; new matches are appended. It is how the grid's order never jumps.
func settle(shown, fresh []library.ID, known func(library.ID) bool) []library.ID {
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
