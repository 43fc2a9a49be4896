package review

import (
	"slices"

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
	chosen := r.chosen()
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

// chosen are the cells that an answer is for: those that are selected, or the one in the loupe.
func (r *Review) chosen() []int {
	if at := r.grid.Selection().Current(); r.enlarged && at >= 0 {
		return []int{at}
	}
	return r.grid.Selection().Indices()
}

// nextOpen goes to the next photo that is open, after the last one to the first; where none is, it
// stays and says so.
func (r *Review) nextOpen() {
	at := r.grid.Selection().Current()
	for step := 1; step <= len(r.photos); step++ {
		i := (at + step) % len(r.photos)
		if r.asks(i) {
			r.Choose(i)
			return
		}
	}
	r.deps.Note(lang.X("review.allDone", "All of these photos are decided"))
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

// AcceptAbove accepts the open photos above the line and goes to the next tag. Earlier decisions are
// never turned over.
func (r *Review) AcceptAbove() { r.decideByLine(library.Undecided) }

// DecideBoth is AcceptAbove that also rejects the open photos below the line, in one step.
func (r *Review) DecideBoth() { r.decideByLine(library.Rejected) }

// decideByLine accepts the open photos above the line, and gives those below it a verdict, if one.
func (r *Review) decideByLine(below library.Verdict) {
	var ds []library.Decision
	for i := range r.photos {
		for _, p := range r.photosAt(i) {
			if v, _ := r.verdictOn(p); v != library.Undecided {
				continue
			}
			if i < r.line {
				ds = append(ds, r.deps.Decision(p, r.name, library.Accepted, true))
			} else if below != library.Undecided && r.along[p.ID] == "" {
				ds = append(ds, r.deps.Decision(p, r.name, below, true))
			}
		}
	}
	for i := range ds {
		ds[i].Line = true
	}
	r.commitLine(ds)
	r.deps.Next(1)
}

// commitLine makes the answers that a line has given, and says how many of each there are.
func (r *Review) commitLine(ds []library.Decision) {
	yes := 0
	for _, d := range ds {
		if d.Verdict == library.Accepted {
			yes++
		}
	}
	switch no := len(ds) - yes; {
	case no == 0:
		r.deps.Commit(lang.X("review.accepted", "Accepted {{.tag}} above the line", phrase.Tag(r.name)), ds)
	case yes == 0:
		r.deps.Commit(lang.X("review.rejected", "Rejected {{.tag}} below the line", phrase.Tag(r.name)), ds)
	default:
		r.deps.CommitAs(lang.XN("review.both", "Accepted {{.tag}} on {{.m}}, rejected it on {{.n}} photos", no,
			map[string]any{"tag": r.name, "m": phrase.Number(yes), "n": phrase.Number(no)}), ds)
	}
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
