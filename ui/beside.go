package ui

import (
	"catchlight/ui/engine"
	"catchlight/ui/filter"
	"catchlight/ui/sidebar"
	"catchlight/ui/view"
)

// newSidebar makes the panel at the left.
func (w *Window) newSidebar() *sidebar.Sidebar {
	return sidebar.New(sidebar.Deps{
		View: func() *view.State { return w.view }, Scope: func() view.Scope { return w.scope },
		Tags: func() *view.Tagset { return w.engine.Tags() }, Filters: w.filters,
		Vocabularies: sidebar.Vocabularies{
			Name: w.engine.Vocabularies.Name, Files: w.engine.Vocabularies.Files, Choose: w.engine.Vocabularies.Choose,
			Title: engine.VocabularyTitle,
		},
		Enter: w.enter, Review: w.pages.reviewTag, CountAnew: w.ask,
		Put:       func(tag string) { w.decider.put(tag, w.list.selected()) },
		AddFolder: w.intake.addFolder, FolderMenu: w.intake.folderMenu,
		PopUp: w.menus.popUp, RowKey: w.menus.rowKey, Hint: w.bar.HintFor,
	})
}

// filtered shows what other filters leave of the scope.
func (w *Window) filtered() {
	w.reorder = true
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
