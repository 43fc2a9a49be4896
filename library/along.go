package library

import (
	"slices"

	"catchlight/library/keywords"
)

// Along are the words that a write adds because of a decision, beside its tag: those above it in
// its hierarchy, with ancestors all that may be words, and the other names that the user's list
// lets go along. Of those that the user has taken off the photo, by the decisions that stand there,
// none is among them. Pure.
func Along(d Decision, standing []Decision, ancestors bool) []string {
	return keywords.Along(wordOf(d, standing), ancestors)
}

// WithOtherNames adds to decisions what follows from them for the other names that a tag has
// brought to a photo: they leave the file with the tag, and stay where its removal is taken back.
// Then the yes stands again that had brought them, so that they go with the tag the next time, too.
// Names that the file had before, that another tag brings or that the user has decided on are left
// alone. ds stays as it is. Pure.
func (s *Snapshot) WithOtherNames(ds []Decision) []Decision {
	all := slices.Clone(ds)
	for i, d := range ds {
		p, list := s.Photo(d.Photo), s.said(d.Photo)
		was, at := standing(list, d)
		if p == nil || at < 0 || d.Tag == "" {
			continue
		}
		for _, name := range keywords.Beside(was.Path) {
			of, _ := standing(list, Decision{Photo: d.Photo, Tag: name, Bulk: true})
			switch left := of.Verdict == Removed && of.Time.Equal(was.Time); {
			case saysOf(ds, d.Photo, name):
			case was.Verdict == Removed && d.Verdict != Removed && left:
				all[i] = broughtAgain(d, was)
				all = append(all, Decision{Photo: d.Photo, Tag: of.Tag})
			case was.IsYes() && d.Verdict == Removed && of.Verdict == Undecided && p.Keywords.Has(name) && !brought(list, ds, name, d):
				all = append(all, Decision{Photo: d.Photo, Tag: name, Verdict: Removed, Bulk: true})
			}
		}
	}
	return all
}

// broughtAgain is a decision that takes the removal of a tag back with the names that it had brought:
// a yes, which alone knows them. It teaches nothing that the first one has not taught.
func broughtAgain(d, removal Decision) Decision {
	if d.Verdict == Undecided {
		d.Verdict, d.Bulk, d.Model, d.Path = Accepted, true, removal.Model, removal.Path
	}
	return d
}

// Hierarchy is the hierarchy of the decision that stands on the tag of d; "" where there is none.
func (s *Snapshot) Hierarchy(d Decision) string {
	was, _ := standing(s.said(d.Photo), d)
	return was.Path
}

// saysOf reports whether decisions are about a word on a photo.
func saysOf(ds []Decision, photo ID, word string) bool {
	return slices.ContainsFunc(ds, func(d Decision) bool { return d.Photo == photo && keywords.Fold(d.Tag) == keywords.Fold(word) })
}

// brought reports whether a tag that stays on a photo, other than that of but, has a word go along.
func brought(list, ds []Decision, word string, but Decision) bool {
	return slices.ContainsFunc(list, func(d Decision) bool {
		along := func() bool {
			return slices.ContainsFunc(Along(d, list, true), func(w string) bool { return keywords.Fold(w) == keywords.Fold(word) })
		}
		return d.IsYes() && keywords.Fold(d.Tag) != keywords.Fold(but.Tag) && !saysOf(ds, but.Photo, d.Tag) && along()
	})
}
