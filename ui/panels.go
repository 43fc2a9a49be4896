package ui

import (
	"fyne.io/fyne/v2"

	"catchlight/library"
	"catchlight/library/safewrite"
	"catchlight/tagging/facts"
	"catchlight/ui/empty"
	"catchlight/ui/engine"
	"catchlight/ui/filter"
	"catchlight/ui/grid"
	"catchlight/ui/inspector"
	"catchlight/ui/kit"
	"catchlight/ui/search"
	"catchlight/ui/sidebar"
	"catchlight/ui/thumbnail"
	"catchlight/ui/toolbar"
	"catchlight/ui/view"
)

// newThumbnails makes the source of the small pictures.
func (w *Window) newThumbnails() *thumbnail.Source {
	return &thumbnail.Source{
		Cache: w.deps.Thumbs, Post: w.post, Photo: func(id library.ID) *library.Photo { return w.snap.Photo(id) },
		Scale: func() float32 { return w.win.Canvas().Scale() },
	}
}

// newSidebar makes the panel at the left.
func (w *Window) newSidebar() *sidebar.Sidebar {
	return sidebar.New(sidebar.Deps{
		View: func() *view.State { return w.view }, Scope: func() view.Scope { return w.scope }, Shown: w.pages.shown,
		Tags: func() *view.Tagset { return w.engine.Tags() }, Filters: w.filters,
		Vocabularies: sidebar.Vocabularies{
			On: w.engine.Vocabularies.On, Files: w.engine.Vocabularies.Files, Switch: w.engine.Vocabularies.Switch,
			Title: engine.VocabularyTitle,
		},
		Enter: w.enter, Problems: func() { w.pages.open(newProblems(w)) }, Review: w.pages.reviewTag, CountAnew: w.ask,
		Put: func(tag string) { w.decider.put(tag, w.list.selected()) },
		Aim: w.cells.aim, Drop: w.cells.dropWord,
		Folded:    func() []string { return w.app.Preferences().StringList(keptFoldedKey) },
		Fold:      func(sections []string) { w.app.Preferences().SetStringList(keptFoldedKey, sections) },
		AddFolder: w.intake.addFolder, FolderMenu: folders{w.intake}.menu,
		PopUp: w.menus.popUp, Hint: w.bar.HintFor,
	})
}

// filtered shows what other filters leave of the scope.
func (w *Window) filtered() {
	w.sorting++
	w.grid.SetOffset(0)
	w.ask()
	w.refresh()
}

// filterChips are the filters as chips, for one place.
func (w *Window) filterChips() filter.Chips {
	return filter.Chips{Filters: w.filters, Leave: w.focusGrid, Hint: w.bar.HintFor}
}

// focusFilters brings the first filter into view and gives it the keyboard.
func (la *layout) focusFilters() {
	la.w.panes.ShowSidebar(true)
	la.w.menus.refreshMenu()
	if first := la.w.sidebar.FirstFilter(); first != nil {
		la.w.post(func() { la.w.win.Canvas().Focus(first) }) // after the key that called it
	}
}

// newGoing makes what says where the keywords of photos go.
func (w *Window) newGoing() *going {
	return &going{
		options: func() safewrite.Options { return w.settings().FileOptions(library.ParentsInWindow) }, refuses: safewrite.Refuses, group: w.group, post: w.post,
		changed: func() { w.inspector.Refresh() },
	}
}

// newInspector makes the panel at the right.
func (w *Window) newInspector() *inspector.Inspector {
	return inspector.New(inspector.Deps{
		Library: w.deps.Library, Engine: w.engine, Thumbnails: w.thumbnails, Tour: w.tour, Offer: w.better.tagged.Object,
		Photos: inspector.Photos{
			Snapshot: func() *library.Snapshot { return w.snap }, Selected: w.list.selected, Words: w.list.words,
			PlaceOf: w.placeOf, Reason: func(p *library.Photo, word string) facts.Reason { return w.proposals.Reason(p, word) }, GoesTo: w.newGoing().text, Stack: w.folding.ofSelected,
		},
		Ring: inspector.Ring{
			Current: w.decider.currentWord, Explained: w.decider.explained, Reached: w.keysDecide, Number: w.decider.number,
			Put: func(name string, s view.WordState) { w.decider.ring = ringOn(name, s) },
		},
		Acts: inspector.Acts{
			Accept: w.decider.accept, Reject: w.decider.reject, Strike: w.decider.strike, Reopen: w.decider.reopen,
			Put: w.decider.put, Type: w.decider.addTyped,
			AcceptStrong: func() { w.menus.call(w.menus.command("strong")) },
			Ranking:      func() { w.menus.call(w.menus.command("ranking")) },
			Show:         func(word string) { w.enter(view.Scope{Kind: view.ScopeWord, Name: word}) },
			Menu:         w.cells.chipMenu, Aim: w.cells.aim, Drop: w.cells.dropWord,
		},
		Set: inspector.Set{
			Now: func() (view.WordSet, string, bool) {
				return w.decider.set(), setName(w.decider.set()), w.settings().ShowKeywordSet
			},
			Put:  w.decider.putOfSet,
			Next: w.decider.nextSet,
		},
		Known:   inspector.Known{Offers: w.decider.offers, Wanted: w.ask},
		Keys:    inspector.Keys{Down: w.menus.keyDown, Typed: w.menus.typedKey, Rune: w.menus.typedRune, Row: w.menus.rowKey},
		InLoupe: w.pages.loupeShown, Canvas: func() fyne.Canvas { return w.win.Canvas() }, Leave: w.focusGrid,
		Rested: w.bar.Rest, Hint: w.bar.HintFor, Post: w.post,
	})
}

// The accent ring says where a key goes: there is one at a time. It is on the current word while
// the keys that decide reach it, and otherwise on whatever has the keyboard.

// keysDecide reports whether A and X reach the current word: the keyboard is in the photos, on a
// chip, or nowhere else.
func (w *Window) keysDecide() bool {
	switch w.win.Canvas().Focused().(type) {
	case *grid.Grid, *kit.ChipButton:
		return w.decider.canTag()
	}
	return w.menus.reachPage() && w.decider.canTag()
}

// focusAdd puts the keyboard into Add keyword.
func (la *layout) focusAdd() {
	la.w.panes.ShowInspector(true)
	la.w.inspector.FocusAdd()
}

// toggleRanking shows the whole ranking of the current photo, or only the suggestions again.
func (la *layout) toggleRanking() {
	la.w.panes.ShowInspector(true)
	la.w.inspector.ToggleRanking()
	la.w.menus.refreshMenu()
}

// restartTour brings the tour back from its first step.
func (w *Window) restartTour() {
	w.grid.Selection().None()
	w.grid.SelectionChanged()
	w.panes.ShowInspector(true)
	w.tour.Restart()
}

// newSearch makes the search field with what it does.
func (w *Window) newSearch() *search.Search {
	return search.New(search.Deps{
		Library: w.deps.Library, Engine: w.engine, Jobs: w.jobs, Board: w.board, Thumbnails: w.thumbnails,
		Snapshot: func() *library.Snapshot { return w.snap }, View: func() *view.State { return w.view },
		Scope: func() view.Scope { return w.scope }, Current: w.list.current, Enter: w.enter,
		Ask: w.ask,
		Read: func() {
			w.builder.Hurry()
			w.refreshCentre()
		},
		Said:     w.refreshScopeLine,
		LikeThis: func() { w.menus.call(w.menus.command("like")) },
		Leave:    w.focusGrid, Hint: w.bar.HintFor, Post: w.post,
	})
}

// newToolbar makes the strip over the photos.
func (w *Window) newToolbar() *toolbar.Toolbar {
	return toolbar.New(toolbar.Deps{
		Search: w.search.Field, SetOrder: w.setOrder, SetStep: w.layout.setStep, Hint: w.bar.HintFor,
		Review:   func() { w.menus.call(w.menus.command("review")) },
		Write:    func() { w.menus.call(w.menus.command("write")) },
		WriteKey: withCtrl(fyne.KeyS).String(),
	})
}

func (w *Window) refreshToolbar() {
	s := toolbar.State{Order: w.list.shownOrder(), Step: w.grid.Step(), CanReview: w.pages.canReview()}
	if w.view != nil {
		s.Full, s.Unwritten = w.view.Total > 0, w.view.Unwritten
	}
	w.toolbar.Update(s)
}

// newScopeLine makes the line that says where the user is.
func (w *Window) newScopeLine() *toolbar.ScopeLine {
	return toolbar.NewScopeLine(toolbar.LineDeps{
		Filters: w.filters, Chips: w.filterChips(), NextTag: w.list.nextTag, SetStrength: w.setStrength, Index: w.search.Index, Skipped: w.intake.showSkipped,
		Worth: w.engine.Worth, FindWorth: w.engine.FindWorth, Hint: w.bar.HintFor,
		Grown: func() {
			if w.centre != nil {
				w.centre.photos.Refresh()
			}
		},
	})
}

func (w *Window) refreshScopeLine() {
	skipped := ""
	if w.scope.Kind == view.ScopeImport {
		skipped = w.intake.last.skipped.Sentence()
	}
	w.scopeLine.Update(toolbar.LineState{
		Skipped: skipped,
		Title:   w.list.title(), Photos: len(w.list.photos), Selected: len(w.list.selectedIDs()),
		Decided: w.list.allDecided(), Next: w.list.tagsLeft(), ReadAs: w.search.ReadAs(), Unseen: w.search.Unindexed(), Strength: view.StrengthOf(w.settings()),
	})
}

// emptyDeps is what stands in place of photos, and does.
func (w *Window) emptyDeps() empty.Deps {
	return empty.Deps{
		AddFolder: w.intake.addFolder, AddFiles: w.intake.addFiles, FolderKey: withCtrl(fyne.KeyO).String(),
		Filters: w.filters, Chips: w.filterChips(), Offer: w.better.empty.Object,
		ShowAll: func() {
			w.filters.Forget()
			w.search.Empty()
			w.enter(view.Scope{})
			w.focusGrid()
		},
	}
}
