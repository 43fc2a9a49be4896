package library

import (
	"cmp"
	"slices"
	"strings"
	"time"

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
		if p == nil || at < 0 || d.IsWhole() {
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

// A run takes minutes, and the user goes on deciding. What is taken back before a photo's turn is
// not written; what is taken back while it is written is in the file by then, and goes with the next
// write: nothing that the user has taken back stays, and nothing that the user keeps is lost.

// still is an edit without what the user has taken back since.
func (r WriteRequest) still(standing []Decision) keywords.Edit {
	if !r.Decided && !r.InPlace {
		return r.Edit
	}
	gone := r.takenBack(standing)
	without := func(words, gone []string) []string {
		return slices.DeleteFunc(slices.Clone(words), func(word string) bool { return slices.Contains(gone, word) })
	}
	return keywords.Edit{Add: without(r.Edit.Add, gone.Add), Remove: without(r.Edit.Remove, gone.Remove)}
}

// takenBack is what of an edit is not wanted any more.
func (r WriteRequest) takenBack(standing []Decision) (e keywords.Edit) {
	holds := func(word string, is func(Decision) bool) bool {
		i := indexTag(standing, keywords.Leaf(word))
		return i >= 0 && is(standing[i])
	}
	if !r.Decided {
		return r.refused(func(word string) bool { return holds(word, Decision.IsNo) })
	}
	for _, word := range r.Edit.Add {
		if !holds(word, Decision.IsYes) {
			e.Add = append(e.Add, word)
		}
	}
	for _, word := range r.Edit.Remove {
		if !holds(word, func(d Decision) bool { return d.Verdict == Removed }) {
			e.Remove = append(e.Remove, word)
		}
	}
	return e
}

// refused is what of an edit that puts words in the place of others is about words that the user does
// not want; none of it where it is no such edit. With the last one of those its new name goes, too.
func (r WriteRequest) refused(isRefused func(word string) bool) (e keywords.Edit) {
	if !r.InPlace {
		return e
	}
	var names []string
	for _, word := range r.Edit.Remove {
		if isRefused(word) {
			e.Remove, names = append(e.Remove, word), append(names, keywords.Leaf(word))
		}
	}
	for _, word := range r.Edit.Add {
		if len(e.Remove) == len(r.Edit.Remove) || containsFolded(names, keywords.Leaf(word)) {
			e.Add = append(e.Add, word)
		}
	}
	return e
}

// overtake adds to the decisions of a task that is done what has to be decided because the user has
// taken something back while its photo was written. l.mu is held.
func (w *writing) overtake(t *task) {
	req := w.reqs[t.n]
	if !req.Decided && !req.InPlace || t.err != nil || t.skipped || t.record == nil || t.overtaken {
		return
	}
	t.overtaken = true
	snap := w.lib.Snapshot()
	gone := req.takenBack(snap.said(t.photo))
	ds := snap.unwanted(t.photo, gone.Add, t.record.Added)
	for _, tag := range gone.Remove {
		if req.Decided && containsFolded(t.record.Removed, tag) && indexTag(snap.said(t.photo), tag) < 0 {
			ds = append(ds, Decision{Tag: tag, Path: snap.pathOf(t.photo, tag), Verdict: Typed, Bulk: true})
		}
	}
	t.decisions = append(t.decisions, writeDecisions(t.photo, ds)...)
	t.record.Decisions = t.decisions
}

// unwanted are decisions that take words off a photo again which a write has added, with what came
// along and goes along with nothing that is wanted.
func (s *Snapshot) unwanted(photo ID, words, added []string) (ds []Decision) {
	var wanted []string
	for _, d := range s.said(photo) {
		if d.IsYes() {
			wanted = append(append(wanted, d.Tag), keywords.Along(d.Path, true)...)
		}
	}
	for _, word := range words {
		for _, name := range append(keywords.Along(word, true), keywords.Leaf(word)) {
			if containsFolded(added, name) && !containsFolded(wanted, name) {
				wanted = append(wanted, name) // once
				ds = append(ds, Decision{Tag: name, Verdict: Removed, Bulk: true})
			}
		}
	}
	return ds
}

// pathOf is where the file of a photo has a word, "" where it stands alone.
func (s *Snapshot) pathOf(photo ID, word string) string {
	p := s.Photo(photo)
	if p == nil {
		return ""
	}
	i := slices.IndexFunc(p.Keywords.Hierarchy, func(path string) bool { return keywords.Fold(keywords.Leaf(path)) == keywords.Fold(word) })
	if i < 0 {
		return ""
	}
	return p.Keywords.Hierarchy[i]
}

// Undo and redo change no file. Where a write has come between, a word that the step took off a photo
// is in its file no more, and one that it put in the place of another is. What is taken back then is
// decided so that the next write brings the photo the words that it had.

// heldWords is how files have the words that a step decides on where it takes words off their photos:
// the hierarchy, else the word; "" not at all. nil: it takes none.
func (s *Snapshot) heldWords(before, after []Decision) []string {
	takes := map[ID]bool{}
	for i, d := range after {
		if was := before[i]; was.IsYes() && !d.IsYes() || was.Verdict == Removed || d.Verdict == Removed {
			takes[d.Photo] = true
		}
	}
	if len(takes) == 0 {
		return nil
	}
	held := make([]string, len(after))
	for i, d := range after {
		if takes[d.Photo] && s.Photo(d.Photo).Keywords.Has(d.Tag) {
			held[i] = cmp.Or(s.pathOf(d.Photo, d.Tag), d.Tag)
		}
	}
	return held
}

// hierarchy is where a word of the step stood in its file; "" for one that stood alone, in which a bar
// parts no levels.
func (s step) hierarchy(i int) string {
	if s.held[i] == s.after[i].Tag {
		return ""
	}
	return s.held[i]
}

// afterWrites are the decisions that a step goes over to from others, where words that stood in files
// without a decision have been taken out since, or have come into them in the place of another word:
// with an edit of a list, or where a word comes back to the photo.
func (s *Snapshot) afterWrites(of step, to, from []Decision) []Decision {
	if of.held == nil {
		return to
	}
	wanted := map[ID]bool{}
	for i, d := range to {
		wanted[d.Photo] = wanted[d.Photo] || d.IsYes() && !from[i].IsYes()
	}
	to = slices.Clone(to)
	for i, d := range to {
		p := s.Photo(d.Photo)
		if p == nil || d.Verdict != Undecided {
			continue
		}
		now, had := p.Keywords.Has(d.Tag), of.held[i] != ""
		switch {
		case had && !now && from[i].Verdict == Removed:
			to[i] = Decision{Photo: d.Photo, Tag: d.Tag, Path: of.hierarchy(i), Verdict: Typed, Bulk: true, Time: time.Now().Round(0).UTC()}
		case now && !had && from[i].IsYes() && (wanted[d.Photo] || of.text != nil):
			to[i] = Decision{Photo: d.Photo, Tag: d.Tag, Verdict: Removed, Bulk: true, Time: time.Now().Round(0).UTC()}
		}
	}
	return to
}

// EditDecisions are the user's yes and no in an edit that the user has asked for in so many words:
// what was to be added is typed, also where it was there already, and what was to be removed, or
// had to go, is not wanted, also where it was not there. bulk is for edits of several photos: they
// teach nothing.
func (r WriteResult) EditDecisions(e keywords.Edit, bulk bool) []Decision {
	said := editWords{at: map[string]int{}, bulk: bulk}
	for _, word := range e.Add {
		said.note(word, Typed)
	}
	for _, word := range r.Added { // ancestors too
		said.note(keywords.Whole(word), Typed)
	}
	for _, word := range e.Remove {
		switch name := keywords.Leaf(word); {
		case !r.Keywords.Has(name) && !containsFolded(r.Removed, name):
			said.note(word, Rejected) // a no to what may be proposed one day
		case name == word || !r.Keywords.Has(name):
			said.note(word, Removed)
		default: // another path that ends in the word was to stay
		}
	}
	for _, word := range r.Removed {
		said.note(keywords.Whole(word), Removed)
	}
	return said.list
}

// editWords collects decisions, the first one on each word.
type editWords struct {
	list []Decision
	at   map[string]int
	bulk bool
}

func (w *editWords) note(word string, v Verdict) {
	d := Decision{Tag: keywords.Leaf(word), Verdict: v, Bulk: w.bulk}
	switch {
	case strings.Contains(d.Tag, "|"):
		d.Tag = word // whole, and no hierarchy
	case d.Tag != word:
		d.Path = word
	}
	key := keywords.Fold(d.Tag)
	if _, known := w.at[key]; !known {
		w.at[key] = len(w.list)
		w.list = append(w.list, d)
	}
}
