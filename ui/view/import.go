package view

import (
	"path/filepath"
	"time"

	"catchlight/library"
)

// Import is what the user has added last: the photos at some paths and below. Immutable.
type Import struct {
	places map[string]bool
	until  time.Time
}

// NewImport returns an import of photos and folders at absolute paths. What the library has met
// later than until is none of it; the zero time leaves it open.
func NewImport(paths []string, until time.Time) *Import {
	im := &Import{places: make(map[string]bool, len(paths)), until: until}
	for _, path := range paths {
		im.places[filepath.Clean(path)] = true
	}
	return im
}

// Holds reports whether a photo belongs to the import. im may be nil: then none does.
func (im *Import) Holds(p *library.Photo) bool {
	if im == nil || !im.until.IsZero() && p.Since().After(im.until) {
		return false
	}
	for path := p.Path; ; {
		if im.places[path] {
			return true
		}
		above := filepath.Dir(path)
		if above == path {
			return false
		}
		path = above
	}
}
