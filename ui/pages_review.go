package ui

import (
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/ui/message"
	"catchlight/ui/page"
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

// newReview makes the review of a tag of the vocabulary in use.
func (pg *pages) newReview(tag int) *page.Page {
	w := pg.w
	return review.New(review.Deps{
		Library: w.deps.Library, Jobs: w.jobs, Encoder: w.engine.Encoder(), Tags: w.engine.Tags(), Photos: w.reviewable(),
		Thumbnails: w.thumbnails, Post: w.post,
		Snapshot: func() *library.Snapshot { return w.snap }, Stacks: w.folding.stacks, Unstacked: w.stacking.IsOff,
		Words: w.list.words, Cut: w.engine.Cut,
		Keys:     review.Keys{Down: w.menus.keyDown, Typed: w.menus.typedKey, Rune: w.menus.typedRune},
		Decision: w.decider.decision, Commit: w.decider.commit, Note: w.bar.Note, Fail: w.board.Fail,
		Next: pg.otherReview, IsOpen: func(p *page.Page) bool { return pg.page() == p },
		Open: func(name string) *review.Review {
			pg.reviewTag(name)
			return pg.review()
		},
	}, tag)
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

// startReview opens the review of the current chip's tag, else of the scope's tag, else of the
// first tag that waits.
func (pg *pages) startReview() {
	v := pg.w.engine.Tags().Vocabulary
	if photos := pg.w.list.selected(); len(photos) > 0 {
		if c, ok := pg.w.decider.currentWord(pg.w.list.wordsTogether(photos)); ok {
			if i, known := v.Find(c.Name); known {
				pg.open(pg.newReview(i))
				return
			}
		}
	}
	if i, known := v.Find(pg.w.scope.Name); known && (pg.w.scope.Kind == view.ScopeTag || pg.w.scope.Kind == view.ScopeWord) {
		pg.open(pg.newReview(i))
		return
	}
	pg.reviewFrom(-1, 1)
}

// otherReview opens the review of the next (1) or previous (-1) tag that has open suggestions.
func (pg *pages) otherReview(by int) {
	if r := pg.review(); r != nil {
		pg.reviewFrom(r.Tag(), by)
	}
}

func (pg *pages) reviewFrom(tag, by int) {
	n := len(pg.w.view.Tags)
	for step := 1; step <= n && pg.w.view.Request.Tags == pg.w.engine.Tags(); step++ {
		i := ((tag+by*step)%n + n) % n
		if pg.w.view.Tags[i] > 0 && !pg.w.engine.Tags().Vocabulary.Tags[i].Heading {
			pg.open(pg.newReview(i))
			return
		}
	}
	pg.w.board.Show(&message.Result{Text: lang.X("review.none", "No tag has open suggestions at this strength.")})
	pg.w.showGrid()
}

// inReview makes a command that works on the open review.
func inReview(do func(*review.Review)) func(*Window) {
	return func(w *Window) {
		if r := w.pages.review(); r != nil && r.Len() > 0 {
			do(r)
		}
	}
}

// reviewTag opens the review of the tag of that name; a word that is in no vocabulary has none.
func (pg *pages) reviewTag(name string) {
	if !pg.canReview() {
		return
	}
	if i, ok := pg.w.engine.Tags().Vocabulary.Find(name); ok {
		pg.open(pg.newReview(i))
	}
}
