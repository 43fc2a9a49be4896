package ui

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// A photo is finished when no suggestion is open on it any more, or when the user says so. It stays
// finished: what is suggested for it later waits in a scope of its own. A word that the user opens
// again takes the end back.

// withEnds adds to the decisions of a step that they finish photos, or open finished ones again.
func (dr *decider) withEnds(ds []library.Decision) []library.Decision {
	of := map[library.ID][]library.Decision{}
	var order []library.ID
	for _, d := range ds {
		if of[d.Photo] == nil {
			order = append(order, d.Photo)
		}
		of[d.Photo] = append(of[d.Photo], d)
	}
	all := slices.Clone(ds)
	for _, id := range order {
		p := dr.w.snap.Photo(id)
		if p == nil || slices.ContainsFunc(of[id], library.Decision.IsWhole) {
			continue
		}
		before, after := dr.openAfter(p, nil), dr.openAfter(p, of[id])
		switch finished := dr.w.snap.Finished(id); {
		case finished && opensAgain(of[id], after):
			all = append(all, library.Unfinish(id))
		case !finished && len(before) > 0 && len(after) == 0:
			all = append(all, library.Finish(id))
		}
	}
	return all
}

// openAfter are the suggestions that decisions leave open on a photo, finished or not.
func (dr *decider) openAfter(p *library.Photo, ds []library.Decision) []view.Word {
	said := slices.Clone(dr.w.snap.Decisions(p.ID))
	for _, d := range ds {
		said = slices.DeleteFunc(said, func(old library.Decision) bool { return keywords.Fold(old.Tag) == keywords.Fold(d.Tag) })
		if d.Verdict != library.Undecided {
			said = append(said, d)
		}
	}
	return dr.w.list.wordsFor(p, said).Suggested
}

// opensAgain reports whether one of the decisions makes a word undecided that is suggested then.
func opensAgain(ds []library.Decision, open []view.Word) bool {
	return slices.ContainsFunc(ds, func(d library.Decision) bool {
		return d.Verdict == library.Undecided && view.IndexOfWord(open, keywords.Fold(d.Tag)) >= 0
	})
}

// finishCurrent is D: what is open on the current photo is refused, and the next one comes.
func (dr *decider) finishCurrent() { dr.finish(dr.currentPhotos()) }

// finishSelected is Shift+D: the same for all selected photos.
func (dr *decider) finishSelected() { dr.finish(dr.w.list.selected()) }

// acceptOpenHere is E: what is open on the current photo is accepted, and the next one comes.
func (dr *decider) acceptOpenHere() { dr.acceptOpen(dr.currentPhotos()) }

// acceptOpenSelected is Shift+E: the same for all selected photos.
func (dr *decider) acceptOpenSelected() { dr.acceptOpen(dr.w.list.selected()) }

// currentPhotos are those of the current cell.
func (dr *decider) currentPhotos() []*library.Photo {
	return dr.w.folding.cellPhotos(dr.w.list.idAt(dr.w.grid.Selection().Current()))
}

// finish refuses what is open on photos, which are finished then, and goes on to the next.
func (dr *decider) finish(photos []*library.Photo) {
	ds := dr.onOpen(photos, library.Rejected)
	refused := len(ds)
	for _, p := range photos {
		if !dr.w.snap.Finished(p.ID) {
			ds = append(ds, library.Finish(p.ID))
		}
	}
	if len(ds) > 0 {
		dr.commitAs(dr.finishedText(ds, refused), ds)
	}
	dr.nextOpen()
}

// onOpen answers all that is open on photos.
func (dr *decider) onOpen(photos []*library.Photo, v library.Verdict) []library.Decision {
	var ds []library.Decision
	for _, p := range photos {
		for _, s := range dr.w.list.words(p).Suggested {
			ds = append(ds, dr.decision(p, s.Name, v, len(photos) > 1))
		}
	}
	return ds
}

// finishedText says which photos were finished, and how many suggestions were refused by that.
func (dr *decider) finishedText(ds []library.Decision, refused int) string {
	photos := photosIn(ds)
	text := lang.XN("decide.finishedPhotos", "Finished {{.n}} photos", len(photos), phrase.Count(len(photos)))
	if len(photos) == 1 {
		text = lang.X("decide.finishedPhoto", "Finished {{.photo}}", map[string]any{"photo": dr.nameOf(ds[0].Photo)})
	}
	if refused == 0 {
		return text
	}
	return lang.XN("decide.andRefused", "{{.what}}, {{.n}} suggestions rejected", refused, map[string]any{"what": text, "n": phrase.Number(refused)})
}

// acceptOpen accepts what is open on photos, and goes on to the next.
func (dr *decider) acceptOpen(photos []*library.Photo) {
	ds := dr.onOpen(photos, library.Accepted)
	dr.commit(acceptedText(len(ds)), ds)
	dr.nextOpen()
}

// acceptedText says how many suggestions were accepted at once.
func acceptedText(n int) string {
	return lang.XN("decide.acceptedOpen", "Accepted {{.n}} suggestions", n, phrase.Count(n))
}

// nextOpen goes to the next photo of the list that has an open suggestion, after the last one to
// the first; where there is none it stays and says so.
func (dr *decider) nextOpen() {
	at, n := dr.w.grid.Selection().Current(), len(dr.w.list.ids)
	for step := 1; step <= n; step++ {
		i := (at + step) % n
		if dr.isOpen(i) {
			dr.w.list.goTo(i)
			return
		}
	}
	dr.w.refreshScopeLine()
	if n > 0 {
		dr.w.bar.Note(lang.X("decide.allDone", "All done here: no photo waits for a yes or no"))
	}
}

// isOpen reports whether a photo of the list, by its place, has an open suggestion.
func (dr *decider) isOpen(i int) bool {
	return slices.ContainsFunc(dr.w.folding.cellPhotos(dr.w.list.idAt(i)), func(p *library.Photo) bool {
		return len(dr.w.list.words(p).Suggested) > 0
	})
}
