package ui

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"catchlight/library"
	"catchlight/library/metadata"
)

// scopeKind is what a scope selects photos by.
type scopeKind uint8

const (
	scopeAll      scopeKind = iota
	scopeReview             // photos with open suggestions
	scopeWrite              // photos that the next write changes
	scopeBare               // photos without any keyword
	scopeProblems           // photos that need the user
	scopeFolder             // photos in a folder and below
	scopeTag                // photos for which a tag is suggested
	scopeWord               // photos that have a tag: suggested, accepted or in the file
	scopeSearch             // photos that match a query
)

// scope is the photos that the grid shows. name is the folder, the tag or the query.
type scope struct {
	kind scopeKind
	name string
}

// order is what the photos of a scope are sorted by.
type order string

const (
	orderTaken  order = "taken"
	orderName   order = "name"
	orderFolder order = "folder"
)

// facts is one photo with what the predicates of all scopes need; made once per photo and derivation.
type facts struct {
	photo   *library.Photo
	words   photoWords
	toWrite bool
}

// holds reports whether the photo belongs to s. Pure.
func (s scope) holds(f *facts, family map[string]bool) bool {
	switch s.kind {
	case scopeReview:
		return len(f.words.suggested) > 0
	case scopeWrite:
		return f.toWrite
	case scopeBare:
		return len(f.words.file) == 0 && len(f.words.pending) == 0
	case scopeProblems:
		return f.photo.Problem != "" || f.photo.Missing
	case scopeFolder:
		return within(s.name, f.photo.Path)
	case scopeTag:
		return anyWord(f.words.suggested, family)
	case scopeWord:
		return anyWord(f.words.chips(), family)
	case scopeSearch:
		return matches(s.name, f)
	default:
		return true
	}
}

// within reports whether path lies in folder or below it.
func within(folder, path string) bool {
	rest, ok := strings.CutPrefix(path, strings.TrimSuffix(folder, string(filepath.Separator)))
	return ok && strings.HasPrefix(rest, string(filepath.Separator))
}

func anyWord(ws []word, family map[string]bool) bool {
	return slices.ContainsFunc(ws, func(w word) bool { return family[metadata.Fold(w.name)] })
}

// matches finds each word of the query in the file's name or in a word of the photo; -word leaves out.
func matches(query string, f *facts) bool {
	for _, q := range strings.Fields(metadata.Fold(query)) {
		leaveOut := len(q) > 1 && strings.HasPrefix(q, "-")
		if found(strings.TrimPrefix(q, "-"), f) == leaveOut {
			return false
		}
	}
	return true
}

func found(q string, f *facts) bool {
	if strings.Contains(metadata.Fold(filepath.Base(f.photo.Path)), q) {
		return true
	}
	return slices.ContainsFunc(f.words.chips(), func(w word) bool {
		return strings.Contains(metadata.Fold(w.name), q)
	})
}

// arrange sorts photos by o; equal ones by path, so that the order is total.
func arrange(photos []*library.Photo, o order) {
	slices.SortStableFunc(photos, func(a, b *library.Photo) int {
		switch o {
		case orderTaken:
			if c := byTime(a.Taken, b.Taken); c != 0 {
				return c
			}
		case orderName:
			if c := cmp.Compare(strings.ToLower(filepath.Base(a.Path)), strings.ToLower(filepath.Base(b.Path))); c != 0 {
				return c
			}
		}
		return cmp.Compare(a.Path, b.Path)
	})
}

// byTime puts the earlier photo first, and those without a date last.
func byTime(a, b time.Time) int {
	switch {
	case a.IsZero() == b.IsZero():
		return a.Compare(b)
	case a.IsZero():
		return 1
	default:
		return -1
	}
}

// settle gives the list to show when a scope that is open is derived anew: what is shown keeps its place, even if it no
// longer matches; what left the library goes; new matches are appended. It is how the grid's order never jumps.
func settle(shown, fresh []library.ID, known func(library.ID) bool) []library.ID {
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
