package sidebar

import (
	"maps"
	"slices"

	"fyne.io/fyne/v2"

	"catchlight/ui/kit"
)

// The names under which it is kept that a section is folded.
const (
	sectionLibrary    = "library"
	sectionFolders    = "folders"
	sectionVocabulary = "vocabulary"
	sectionFilters    = "filters"
)

// section begins a section, and reports whether it is folded, so that nothing of it shows.
func (s *Sidebar) section(name string, heading *kit.Heading) (folded bool) {
	folded = s.folded[name]
	heading.Fold = kit.ExpandIf(true, !folded)
	heading.OnFold = func() { s.fold(name, !folded) }
	heading.Refresh()
	s.list = append(s.list, heading)
	return folded
}

// fold folds a section, or opens it, and keeps that.
func (s *Sidebar) fold(name string, on bool) {
	if s.folded[name] == on {
		return
	}
	if s.folded[name] = on; !on {
		delete(s.folded, name)
	}
	s.deps.Fold(slices.Sorted(maps.Keys(s.folded)))
	s.Refresh()
	if name == sectionFilters {
		s.deps.CountAnew() // values are counted only while they are shown
	}
}

// draggable lets the row of a tag be dragged onto photos, and photos onto it.
func (s *Sidebar) draggable(r *kit.Row, tag string) {
	s.tags[r] = tag
	r.OnDrag, r.OnDrop = s.deps.Aim, func(at fyne.Position) { s.deps.Drop(tag, at) }
}

// TagAt is the tag whose row is at a position in the window, "" where there is none.
func (s *Sidebar) TagAt(at fyne.Position) string {
	if r := s.rowAt(at); r != nil {
		return s.tags[r]
	}
	return ""
}

// rowAt is the row of a tag at a position in the window, nil where none shows.
func (s *Sidebar) rowAt(at fyne.Position) *kit.Row {
	if !covers(s.scroll, at) {
		return nil
	}
	for r := range s.tags {
		if covers(r, at) {
			return r
		}
	}
	return nil
}

// covers reports whether an object that shows is at a position in the window.
func covers(o fyne.CanvasObject, at fyne.Position) bool {
	in, size := at.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(o)), o.Size()
	return in.X >= 0 && in.Y >= 0 && in.X < size.Width && in.Y < size.Height
}

// Aim frames the tag that photos would be dropped on at a position in the window.
func (s *Sidebar) Aim(at fyne.Position) { s.frame(s.rowAt(at)) }

// Unaim frames none.
func (s *Sidebar) Unaim() { s.frame(nil) }

func (s *Sidebar) frame(r *kit.Row) {
	if r == s.aimed {
		return
	}
	for _, row := range []*kit.Row{s.aimed, r} {
		if row != nil {
			row.Aimed = row == r
			row.Refresh()
		}
	}
	s.aimed = r
}
