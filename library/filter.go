package library

import (
	"path/filepath"
	"slices"
	"strings"
)

// Filter says which photos are wanted. It is a value: the zero Filter wants all, and And, Or and Not make new ones. Any
// goroutine may use it.
type Filter struct{ wants func(*entry) bool }

// Where makes a filter of what the library cannot know, such as suggestions. It changes nothing of what it is
// given.
func Where(wants func(*Photo, []Decision) bool) Filter {
	return Filter{func(e *entry) bool { return wants(e.photo, e.decisions) }}
}

// In wants the photo at an absolute path or, where that is a folder, the photos in it and below.
func In(path string) Filter {
	folder := strings.TrimSuffix(path, string(filepath.Separator)) + string(filepath.Separator)
	return Filter{func(e *entry) bool { return strings.HasPrefix(e.photo.Path, folder) || e.photo.Path == path }}
}

// Has wants the photos that have a value in a facet.
func Has(f Facet, v Value) Filter {
	matches := f.matcher(v)
	return Filter{func(e *entry) bool {
		var room [8]Value
		return slices.ContainsFunc(f.values(e, room[:0]), matches)
	}}
}

// And wants what both want.
func (f Filter) And(g Filter) Filter {
	switch {
	case f.wants == nil:
		return g
	case g.wants == nil:
		return f
	}
	return Filter{func(e *entry) bool { return f.wants(e) && g.wants(e) }}
}

// Or wants what one of them wants.
func (f Filter) Or(g Filter) Filter {
	if f.wants == nil || g.wants == nil {
		return Filter{}
	}
	return Filter{func(e *entry) bool { return f.wants(e) || g.wants(e) }}
}

// Not wants what f does not want.
func (f Filter) Not() Filter { return Filter{func(e *entry) bool { return !f.holds(e) }} }

func (f Filter) holds(e *entry) bool { return f.wants == nil || f.wants(e) }

// Fits reports whether a filter wants the photo with the ID.
func (s *Snapshot) Fits(id ID, f Filter) bool {
	e := s.entry(id)
	return e != nil && f.holds(e)
}
