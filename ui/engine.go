package ui

import (
	"fyne.io/fyne/v2"

	"catchlight/library"
	"catchlight/ui/engine"
	"catchlight/ui/help"
	"catchlight/ui/page"
	"catchlight/ui/preferences"
	"catchlight/ui/view"
)

// filesKey is the preference that lists the vocabulary files chosen so far.
const filesKey = "vocabulary.files"

// newEngine makes the engine of the window.
func newEngine(w *Window) *engine.Engine {
	d, store := w.deps, w.app.Preferences()
	return engine.New(engine.Deps{
		Library: d.Library, Thumbs: d.Thumbs, OpenModel: d.OpenModel, ShouldSwitch: d.ShouldSwitch, People: d.People,
		Devices: d.Devices, Shelf: d.Shelf, Download: d.Download, Named: d.Model,
		Group: w.group, Queue: w.jobs, Errands: w.errands, Board: w.board, Post: w.post,
		Keep: w.keep, Working: func() bool { return w.untouched() < workingFor },
		Resting:  func() bool { return w.settings().WhenIdle && w.untouched() < restingFor },
		Photos:   func() *library.Snapshot { return w.snap },
		InView:   func() []library.ID { return w.list.inView() },
		Chosen:   func() []string { return store.StringList(filesKey) },
		Remember: func(files []string) { store.SetStringList(filesKey, files) },
		Hooks: engine.Hooks{
			TagsChanged: func() {
				w.proposals = view.NewProposals(w.engine.Tags(), w.settings().Threshold)
				w.ask()
				w.refresh()
			},
			VectorsChanged: w.ask,
			ModelChanged:   func() { w.search.Again() },
			ListChanged:    func() { w.sidebar.Refresh() },
			StateChanged: func() {
				w.pages.refreshPage()
				w.better.refresh()
				w.inspector.Refresh()
				w.refreshCentre()
			},
			CompareModel:     w.pages.compareModel,
			ChooseModel:      func() { w.pages.open(newPreferencesAt(w, preferences.Model)) },
			Follow:           w.undoer.follow,
			ChangeWords:      w.pages.changeWords,
			Edited:           w.undoer.edited,
			ChooseVocabulary: func() { w.pages.open(newPreferencesAt(w, preferences.Suggestions)) },
		},
	})
}

// newPreferencesAt opens the preferences at a section.
func newPreferencesAt(w *Window, section string) *page.Page {
	return preferences.New(preferences.Deps{
		Library: w.deps.Library, Engine: w.engine, Queue: w.jobs, Errands: w.errands,
		Photos: func() *library.Snapshot { return w.snap },
		Keep:   w.keep, Apply: w.apply, AskFolder: w.intake.askFolder, FindFolder: folders{w.intake}.find,
		Keys:      func() []fyne.CanvasObject { return help.KeyList(w.menus.keyGroups()) },
		Hint:      w.bar.HintFor,
		NavShown:  w.layout.sidebarShown,
		Open:      func(p *page.Page) bool { return w.pages.page() == p },
		Done:      w.undoer.showDid,
		LookAgain: w.pages.lookAgain, Compare: w.pages.compareModel, Grade: w.pages.openGrades,
	}, section)
}
