package ui

import (
	"fyne.io/fyne/v2"

	"catchlight/library"
	"catchlight/ui/grid"
	"catchlight/ui/loupe"
	"catchlight/ui/page"
	"catchlight/ui/review"
	"catchlight/ui/view"
)

// loupe is the loupe that is open, nil when there is none.
func (pg *pages) loupe() *loupe.Loupe { return onPage[loupe.Loupe](pg.page()) }

func (pg *pages) loupeShown() bool { return pg.loupe() != nil }
func (pg *pages) stripShown() bool { return pg.loupe() != nil && pg.loupe().StripShown() }
func (pg *pages) isZoomed() bool   { return pg.loupe() != nil && pg.loupe().Zoomed() }

// inLoupe makes a command that works on the open loupe.
func inLoupe(do func(*loupe.Loupe)) func(*Window) {
	return func(w *Window) {
		if l := w.pages.loupe(); l != nil {
			do(l)
		}
	}
}

// canEnlarge reports whether there is a photo for the loupe: in grid, loupe and review.
func (pg *pages) canEnlarge() bool {
	return pg.reviewing() != nil || pg.leftoversOpen() != nil || pg.w.onPhotos() && pg.w.list.hasPhotos()
}

// toggleLoupe opens the current photo, and goes back to the grid.
func (pg *pages) toggleLoupe() {
	if pg.loupeShown() {
		pg.close()
		return
	}
	if r := pg.review(); r != nil {
		pg.openReviewLoupe(r)
		return
	}
	if l := pg.leftoversShown(); l != nil {
		pg.openLeftoversLoupe(l)
		return
	}
	if !pg.w.list.hasPhotos() {
		return
	}
	if pg.w.grid.Selection().Current() < 0 {
		pg.w.grid.Selection().Click(0)
	}
	pg.openLoupe()
	pg.w.post(func() { // its place in the window is known only after the layout
		pg.w.list.selectionChanged()
	})
}

// openLoupe opens the loupe over the photos of the grid.
func (pg *pages) openLoupe() {
	w := pg.w
	p := pg.newLoupe(loupe.List{
		Len: func() int { return len(w.list.ids) }, ID: w.list.idAt, Photo: w.list.photoAt, Step: pg.moveLoupe,
		Current: func() int { return w.grid.Selection().Current() },
		Choose: func(i int) {
			w.grid.Selection().Click(i)
			w.list.selectionChanged()
		},
	}, w.list.title)
	leave := p.Close
	p.Close = func() {
		leave()
		w.grid.ScrollTo(w.grid.Selection().Current())
	}
	pg.open(p)
}

// openReviewLoupe opens the loupe over the photos of a review. A, X and U answer for its tag there
// too, and the panel of the review stays beside it.
func (pg *pages) openReviewLoupe(r *review.Review) {
	if r.Len() == 0 {
		return
	}
	if r.Selection().Current() < 0 {
		r.Choose(0)
	}
	p := pg.newLoupe(loupe.List{
		Len: r.Len, ID: r.PhotoID, Photo: func(i int) *library.Photo { return pg.w.snap.Photo(r.PhotoID(i)) }, Step: pg.moveLoupe,
		Current: func() int { return r.Selection().Current() },
		Choose: func(i int) {
			r.Choose(i)
			pg.refreshPage()
		},
	}, r.Name)
	pg.openOver(p, r.Enlarge)
}

// openLeftoversLoupe opens the loupe over the photos of the leftovers, one after the other. A, X and
// U answer for the tag of the photo there too.
func (pg *pages) openLeftoversLoupe(l *review.Leftovers) {
	if l.Len() == 0 {
		return
	}
	p := pg.newLoupe(loupe.List{
		Len: l.Len, ID: l.PhotoID, Photo: func(i int) *library.Photo { return pg.w.snap.Photo(l.PhotoID(i)) }, Step: pg.moveLoupe,
		Current: l.Current, Choose: l.Choose,
	}, l.Tag)
	pg.openOver(p, l.Enlarge)
	l.Choose(l.Current())
}

// openOver opens a loupe over the open page, for whose tags it answers: the panel of that page stays
// beside it, and says how the tag stands on the photo. enlarge tells the page.
func (pg *pages) openOver(p *page.Page, enlarge func(bool)) {
	below, tick, leave := pg.page(), p.Tick, p.Close
	p.Side = below.Side
	p.Tick = func() {
		tick()
		below.Tick()
	}
	p.Close = func() {
		leave()
		enlarge(false)
	}
	pg.open(p)
	enlarge(true)
}

// newLoupe makes a loupe, which lies over the sidebar too.
func (pg *pages) newLoupe(list loupe.List, title func() string) *page.Page {
	w := pg.w
	p := loupe.New(loupe.Deps{
		List: list, Thumbnails: w.thumbnails, Title: title, Kept: w.app.Preferences(), Group: w.group, Post: w.post,
		BeginDecoding: w.deps.Library.BeginDecoding, Hint: w.bar.HintFor, Changed: w.menus.refreshMenu, Leave: pg.close,
	})
	p.Wide = true
	return p
}

// showPhoto opens the loupe on a photo of the list. One that is not there is shown among those of a
// scope that has it: the loupe goes through the list, and keys act on it.
func (pg *pages) showPhoto(id library.ID, in view.ScopeKind) {
	w := pg.w
	i, listed := w.list.at[id]
	if !listed {
		w.filters.Forget()
		w.enter(view.Scope{Kind: in})
		w.decider.awaited = []library.ID{id}
		return
	}
	w.list.goTo(i)
	pg.openLoupe()
	w.post(w.list.selectionChanged) // its place in the window is known only after the layout
}

// moveLoupe goes to another photo.
func (pg *pages) moveLoupe(name fyne.KeyName) {
	moves := map[fyne.KeyName]grid.Move{
		fyne.KeyLeft: grid.Left, fyne.KeyUp: grid.Left, fyne.KeyRight: grid.Right, fyne.KeyDown: grid.Right,
		fyne.KeyHome: grid.Home, fyne.KeyEnd: grid.End,
	}
	m, ok := moves[name]
	if r := pg.reviewing(); r != nil && ok {
		r.Step(m)
		pg.refreshPage()
		return
	}
	if l := pg.leftoversOpen(); l != nil && ok {
		l.Step(m)
		return
	}
	if ok && pg.loupeShown() {
		pg.w.grid.Selection().Move(m, 1, 1, false)
		pg.w.list.selectionChanged()
	}
}
