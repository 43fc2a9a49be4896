package review

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/ui/grid"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// Verdict is what the user has said of the tag on a photo; a keyword that is in the file counts as
// a yes.
func (r *Review) Verdict(i int) (v library.Verdict, bulk bool) {
	p := r.deps.Snapshot().Photo(r.photos[i].id)
	if p == nil {
		return library.Undecided, false
	}
	return r.verdictOn(p)
}

func (r *Review) verdictOn(p *library.Photo) (v library.Verdict, bulk bool) {
	for i, name := range r.names {
		for _, d := range r.deps.Snapshot().Decisions(p.ID) {
			if keywords.Fold(d.Tag) == name && (i == 0 || v == library.Undecided) {
				v, bulk = d.Verdict, d.Bulk
			}
		}
	}
	switch {
	case v == library.Typed, v == library.Undecided && slices.ContainsFunc(r.names, p.Keywords.Has):
		return library.Accepted, true
	case v == library.Removed:
		return library.Rejected, bulk
	}
	return v, bulk
}

// Decide says yes, no or nothing to the selected photos, and goes to the next open one. Only open
// ones get a yes or no: an earlier answer is never turned over, it has to be opened again first.
func (r *Review) Decide(v library.Verdict) {
	chosen := r.grid.Selection().Indices()
	var ds []library.Decision
	answered := false
	for _, i := range chosen {
		for n, p := range r.photosAt(i) { // of a burst one frame is evidence
			state := r.deps.Words(p).State(r.name)
			_, reopens := view.Reopens(state)
			answered = answered || reopens
			if said, _ := r.verdictOn(p); v != library.Undecided && said != library.Undecided {
				continue
			}
			if to, ok := view.InReviewAs(v)(state); ok {
				ds = append(ds, r.deps.Decision(p, r.name, to, len(chosen) > 1 || n > 0))
			}
		}
	}
	if len(ds) == 0 {
		r.deps.Note(r.whyNothing(answered))
		return
	}
	r.deps.Commit(saysOf(v, r.name), ds)
	if v != library.Undecided {
		r.nextOpen()
	}
	r.refresh()
}

// whyNothing says why an answer changes nothing.
func (r *Review) whyNothing(answered bool) string {
	if answered {
		return lang.X("review.answered", "{{.tag}} is answered here: U opens it again", phrase.Tag(r.name))
	}
	return lang.X("review.untouched", "Nothing to decide here: {{.tag}} stands in the file or was typed", phrase.Tag(r.name))
}

func (r *Review) nextOpen() {
	for i := r.grid.Selection().Current() + 1; i < len(r.photos); i++ {
		if v, _ := r.Verdict(i); v == library.Undecided {
			r.Choose(i)
			return
		}
	}
}

// Choose makes a photo the only selected one and brings it into view.
func (r *Review) Choose(i int) {
	r.grid.Selection().Click(i)
	r.grid.ScrollTo(i)
	r.grid.SelectionChanged()
}

// Step goes where an arrow, Home or End goes to, one photo at a time.
func (r *Review) Step(m grid.Move) {
	r.grid.Selection().Move(m, 1, 1, false)
	r.grid.ScrollTo(r.grid.Selection().Current())
	r.grid.SelectionChanged()
}

// Side is the panel beside the review, which stays beside its loupe.
func (r *Review) Side() fyne.CanvasObject { return r.side.object }

// AcceptAbove accepts the open photos above the line, with below also rejects the open ones below
// it, in one step, and goes to the next tag. Earlier decisions are never turned over.
func (r *Review) AcceptAbove(below bool) {
	var ds []library.Decision
	for i := range r.photos {
		for _, p := range r.photosAt(i) {
			if v, _ := r.verdictOn(p); v != library.Undecided {
				continue
			}
			if i < r.line {
				ds = append(ds, r.deps.Decision(p, r.name, library.Accepted, true))
			} else if below {
				ds = append(ds, r.deps.Decision(p, r.name, library.Rejected, true))
			}
		}
	}
	for i := range ds {
		ds[i].Line = true
	}
	label := lang.X("review.accepted", "Accepted {{.tag}} above the line", phrase.Tag(r.name))
	if below {
		label = lang.X("review.both", "Decided {{.tag}} on both sides of the line", phrase.Tag(r.name))
	}
	r.deps.Commit(label, ds)
	r.deps.Next(1)
}

// LookAt selects the photos of a step in the review of its tag, which is opened if another is
// reviewed.
func (r *Review) LookAt(s library.Step) {
	if len(s.Tags) == 1 && keywords.Fold(s.Tags[0]) != keywords.Fold(r.name) {
		if other := r.deps.Open(s.Tags[0]); other != nil && other != r {
			other.awaited = s.Photos
		}
		return
	}
	if len(r.all) == 0 {
		r.awaited = s.Photos // until they are scored
	}
	r.selectPhotos(s.Photos)
}

// selectPhotos selects those of the photos that the review lists and brings the first into view.
func (r *Review) selectPhotos(ids []library.ID) {
	wanted := make(map[library.ID]bool, len(ids))
	for _, id := range ids {
		wanted[id] = true
	}
	var cells []int
	for i, s := range r.photos {
		if slices.ContainsFunc(r.stacking.Members(s.id), func(id library.ID) bool { return wanted[id] }) {
			cells = append(cells, i)
		}
	}
	if len(cells) == 0 {
		return
	}
	r.grid.Selection().Set(cells, cells[0])
	r.grid.ScrollTo(cells[0])
	r.grid.SelectionChanged()
}
