package ui

import (
	"maps"
	"slices"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/page"
	"catchlight/ui/problems"
	"catchlight/ui/review"
	"catchlight/ui/view"
)

// review is the open review, nil when there is none.
func (pg *pages) review() *review.Review { return onPage[review.Review](pg.page()) }

func (pg *pages) reviewShown() bool { return pg.review() != nil }

// canReview reports whether there is a tag to review.
func (pg *pages) canReview() bool {
	return pg.w.engine.Ready() && pg.w.engine.Encoder() != nil && pg.w.view != nil && pg.w.view.Total > 0
}

// newReview makes the review of a word.
func (pg *pages) newReview(word review.Word) *page.Page {
	w := pg.w
	return review.New(review.Deps{
		Library: w.deps.Library, Jobs: w.jobs, Encoder: w.engine.Encoder(), Tags: w.engine.Tags(), Photos: pg.photosFor(word),
		Place: pg.pass.place(word.Tag), KeyRows: w.menus.reviewKeys(), Thumbnails: w.thumbnails, Post: w.post,
		Snapshot: func() *library.Snapshot { return w.snap }, Stacks: w.folding.stacks, Unstacked: w.stacking.IsOff,
		Words: w.list.words, Known: w.proposals.Knows,
		Keys:     review.Keys{Down: w.menus.keyDown, Typed: w.menus.typedKey, Rune: w.menus.typedRune},
		Decision: w.decider.decision, Commit: w.decider.commit, CommitAs: w.decider.commitAs, Note: w.bar.Note, Fail: w.board.Fail,
		Menu: w.menus.reviewMenu, Reached: w.menus.reachPage,
		Loupe: pg.openReviewLoupe, Next: pg.otherReview, IsOpen: func(p *page.Page) bool { return pg.page() == p },
		Open: func(name string) *review.Review {
			pg.reviewTag(name)
			return pg.review()
		},
	}, word)
}

// photosFor are the photos to review for a word: of a place those that it is proposed for or stands
// on, for a place has no likeness.
func (pg *pages) photosFor(word review.Word) []*library.Photo {
	photos := pg.w.reviewable()
	isPlace := func(p *library.Photo) bool { return pg.w.placeOf(p, word.Name) != nil }
	if word.Tag >= 0 || !slices.ContainsFunc(photos, isPlace) {
		return photos
	}
	return slices.DeleteFunc(slices.Clone(photos), func(p *library.Photo) bool {
		return !isPlace(p) && pg.w.list.words(p).State(word.Name) == view.Absent
	})
}

// reviewable are the photos of the open folder, or of the library, that the filters leave.
func (w *Window) reviewable() []*library.Photo {
	q := library.Query{Chosen: w.filters.Chosen()}
	if w.view != nil {
		q.Known = view.KnownOf(w.deps.Library, w.view.Places)
	}
	if w.scope.Kind == view.ScopeFolder {
		q.Where = library.In(w.scope.Name)
	}
	return w.snap.Find(q).Photos
}

// startReview opens the review of the vocabulary page's tag, else of the current chip's word, else
// of the scope's tag, else of the first tag that waits. Where a tag is reviewed already it stays:
// from its loupe it goes back to all photos, and of leftovers it opens the current one.
func (pg *pages) startReview() {
	if pg.reviewing() != nil {
		if pg.loupeShown() {
			pg.close()
		}
		return
	}
	if l := pg.leftoversOpen(); l != nil {
		pg.reviewTag(l.Tag())
		return
	}
	pg.pass = newPass(pg.w.view)
	if e := pg.editor(); e != nil {
		pg.reviewTag(waitingUnder(e.Tag(), pg.w.engine.Tags().Vocabulary, pg.w.view))
		return
	}
	if photos := pg.w.list.selected(); len(photos) > 0 && pg.w.onPhotos() {
		if c, ok := pg.w.decider.currentWord(pg.w.list.wordsTogether(photos)); ok {
			pg.openReview(c.Name)
			return
		}
	}
	if s := pg.w.scope; s.Kind == view.ScopeTag || s.Kind == view.ScopeWord {
		if _, known := pg.w.engine.Tags().Vocabulary.Find(s.Name); known {
			pg.openReview(waitingUnder(s.Name, pg.w.engine.Tags().Vocabulary, pg.w.view))
			return
		}
	}
	pg.reviewFrom(-1, 1)
}

// openReview opens the review of a word, whether the vocabulary has it or not.
func (pg *pages) openReview(name string) {
	v := pg.w.engine.Tags().Vocabulary
	word := review.Word{Name: name, Tag: -1}
	if i, known := v.Find(name); known {
		word = review.Word{Name: v.Tags[i].Name, Tag: i}
	}
	pg.closeReviews()
	pg.open(pg.newReview(word))
}

// closeReviews closes the open review or leftovers with their loupe: the next one replaces them.
func (pg *pages) closeReviews() {
	for pg.inPass() {
		pg.close()
	}
}

// inPass reports whether the user is on the way through the tags: at a review or the leftovers, or
// in the loupe over them.
func (pg *pages) inPass() bool { return pg.reviewing() != nil || pg.leftoversOpen() != nil }

// otherReview opens the review of the next (1) or previous (-1) tag of the pass that has open
// suggestions.
func (pg *pages) otherReview(by int) {
	if r := pg.reviewing(); r != nil {
		pg.reviewFrom(tagOf(r, pg.w.engine.Tags().Vocabulary), by)
	} else if pg.leftoversOpen() != nil {
		pg.reviewFrom(-1, by)
	}
}

// tagOf is the tag of a review in the vocabulary as it is now, −1 where it is none: it may have been
// edited since the review was opened.
func tagOf(r *review.Review, now *vocabulary.Vocabulary) int {
	tag, known := now.Find(r.Name())
	if r.Tag() < 0 || !known {
		return -1
	}
	return tag
}

// reviewFrom goes on from a tag, -1 for the begin, to the next of the pass. After its last tag come
// the leftovers, and then another pass, over what was passed over and what the answers have opened.
func (pg *pages) reviewFrom(tag, by int) {
	if !pg.w.view.Request.Tags.SameSource(pg.w.engine.Tags()) {
		pg.pass = pass{}
	}
	next, ok := pg.pass.from(tag, by, pg.w.view.Chips)
	if rows := pg.leftovers(); !ok && len(rows) > 0 {
		pg.closeReviews()
		pg.open(pg.newLeftovers(rows))
		return
	}
	if !ok {
		pg.pass = newPass(pg.w.view)
		next, ok = pg.pass.from(-1, 1, pg.w.view.Chips)
	}
	if ok && next != tag {
		pg.openReview(pg.w.engine.Tags().Vocabulary.Tags[next].Name)
		return
	}
	pg.w.board.Note(lang.X("review.none", "No tag has open suggestions at this strength."))
	pg.w.showGrid()
}

// leftovers are the tags that few photos wait for, in the order of the vocabulary.
func (pg *pages) leftovers() []review.Leftover {
	v, few := pg.w.engine.Tags().Vocabulary, pg.w.view.Few
	var rows []review.Leftover
	for _, tag := range slices.Sorted(maps.Keys(few)) {
		row := review.Leftover{Name: v.Tags[tag].Name, Above: v.Ancestors(tag)}
		for _, id := range few[tag] {
			if p := pg.w.snap.Photo(id); p != nil && pg.w.list.words(p).State(row.Name) == view.Suggested {
				row.Photos = append(row.Photos, id)
			}
		}
		if len(row.Photos) > 0 {
			rows = append(rows, row)
		}
	}
	return rows
}

// newLeftovers makes the page of leftovers.
func (pg *pages) newLeftovers(rows []review.Leftover) *page.Page {
	w := pg.w
	return review.NewLeftovers(review.LeftoverDeps{
		Rows: rows, Thumbnails: w.thumbnails, Photo: func(id library.ID) *library.Photo { return w.snap.Photo(id) },
		Words: w.list.words, Decision: w.decider.decision, Commit: w.decider.commit, Note: w.bar.Note, Reached: w.menus.reachPage,
		Menu: w.menus.reviewMenu, Loupe: pg.openLeftoversLoupe, Moved: func() {
			pg.refreshPage()
			w.sidebar.Refresh()
		},
		Done: func() { pg.reviewFrom(-1, 1) },
	})
}

// leftoversShown are the leftovers that are open, nil where another page is.
func (pg *pages) leftoversShown() *review.Leftovers { return onPage[review.Leftovers](pg.page()) }

// leftoversOpen are the leftovers that the keys act on: the open page, or that below its loupe.
func (pg *pages) leftoversOpen() *review.Leftovers {
	if pg.loupeShown() && len(pg.stack) > 1 {
		return onPage[review.Leftovers](pg.stack[len(pg.stack)-2])
	}
	return pg.leftoversShown()
}

// inReview makes a command that works on the open review.
func inReview(do func(*review.Review)) func(*Window) {
	return func(w *Window) {
		if r := w.pages.review(); r != nil && r.Len() > 0 {
			do(r)
		}
	}
}

// reviewTag opens the review of a word, from a menu or an undo.
func (pg *pages) reviewTag(name string) {
	if !pg.canReview() {
		return
	}
	if pg.review() == nil {
		pg.pass = newPass(pg.w.view)
	}
	pg.openReview(name)
}

// shown is the scope that the user looks at: a page of one tag stands for that tag, the loupe for
// what it goes through, and the page of problems for those; nil for a page that is no scope.
func (pg *pages) shown() *view.Scope {
	p := pg.page()
	if r := pg.reviewing(); r != nil {
		return &view.Scope{Kind: view.ScopeTag, Name: r.Name()}
	}
	if l := pg.leftoversOpen(); l != nil {
		return &view.Scope{Kind: view.ScopeTag, Name: l.Tag()}
	}
	switch {
	case p == nil, pg.loupeShown():
		return &pg.w.scope
	case p.ID == problems.ID:
		return &view.Scope{Kind: view.ScopeProblems}
	}
	return nil
}

// reviewing is the review that the keys act on: the open page, or the one below its loupe.
func (pg *pages) reviewing() *review.Review {
	if pg.loupeShown() && len(pg.stack) > 1 {
		return onPage[review.Review](pg.stack[len(pg.stack)-2])
	}
	return pg.review()
}

// deciding is what A, X and U do on the open page, nil where they act on the words of photos.
func (pg *pages) deciding() func(library.Verdict) {
	if r := pg.reviewing(); r != nil {
		return r.Decide
	}
	if l := pg.leftoversOpen(); l != nil && pg.loupeShown() {
		return l.DecideHere
	} else if l != nil {
		return l.Decide
	}
	return nil
}
