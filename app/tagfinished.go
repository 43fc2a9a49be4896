package main

import (
	"slices"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging"
)

// newOn reports whether a suggestion is new on a photo that the user has finished: nobody has said
// yes to it, and the photo does not have it. In the window it waits under "New since you looked";
// here it is listed apart, and not written, unless --finished asks for it.
func (r *tagRun) newOn(p *library.Photo, now *library.Snapshot) func(tagging.Suggestion) bool {
	if r.flags.finished || !now.Finished(p.ID) {
		return func(tagging.Suggestion) bool { return false }
	}
	said := map[string]bool{}
	for _, d := range now.Decisions(p.ID) {
		if d.IsYes() {
			said[keywords.Fold(keywords.Leaf(d.Tag))] = true
		}
	}
	return func(s tagging.Suggestion) bool {
		return !slices.ContainsFunc(append([]string{s.Name}, s.Others...), func(name string) bool {
			return said[keywords.Fold(name)] || p.Keywords.Has(name)
		})
	}
}
