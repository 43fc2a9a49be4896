package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/ui/grid"
	"catchlight/ui/help"
	"catchlight/ui/jobbar"
	"catchlight/ui/loupe"
	"catchlight/ui/preferences"
	"catchlight/ui/review"
	"catchlight/ui/view"
	"catchlight/ui/vocabularies"
)

// menuID is one of the menus.
type menuID uint8

const (
	menuFile menuID = iota
	menuEdit
	menuView
	menuPhoto
	menuTag
	menuWrite
	menuHelp
	noMenu       // a key only
	noMenuReview // a key only, that works while a tag is reviewed
)

// command is one row of the table that makes the menus, the shortcuts, the context menu and Help ›
// Keys.
type command struct {
	id      string // stable; "cmd."+id is the key of its label
	menu    menuID
	label   string
	keys    []key
	run     func(*Window)
	needs   need               // what it needs to run
	on      func(*Window) bool // nil: no tick
	after   bool               // a separator stands before it in the menu
	sub     string             // title of the submenu that it is in, "" for none
	photo   bool               // also in the context menu of a photo
	edits   fyne.Shortcut      // what a text field does by the same key: the field wins while it has a use for it
	types   bool               // a word is typed after its key
	decides bool               // it decides about words: only the keys of photos and chips call it
}

// commands makes the table in the user's language.
func commands() []command {
	var all []command
	for _, part := range [][]command{
		fileCommands(), editCommands(), viewCommands(), sortCommands(), photoCommands(), tagCommands(), setCommands(), reviewCommands(), wordCommands(), writeCommands(), helpCommands(),
	} {
		all = append(all, part...)
	}
	return all
}

func fileCommands() []command {
	return []command{
		{id: "addFolder", menu: menuFile, label: lang.X("cmd.addFolder", "Add folder…"), keys: []key{withCtrl(fyne.KeyO)}, run: func(w *Window) { w.intake.addFolder() }},
		{id: "addFiles", menu: menuFile, label: lang.X("cmd.addFiles", "Add files…"), keys: []key{{fyne.KeyO, ctrl | shift}}, run: func(w *Window) { w.intake.addFiles() }},
		{id: "importVocabulary", menu: menuFile, label: lang.X("cmd.importVocabulary", "Import vocabulary…"), run: func(w *Window) { w.intake.importVocabulary() }, after: true},
		{id: "agencies", menu: menuFile, label: lang.X("cmd.agencies", "Table for an agency…"), run: func(w *Window) { w.pages.openAgencies() }, needs: someHere(), photo: true},
		{id: "quit", menu: menuFile, label: lang.X("cmd.quit", "Quit"), keys: []key{withCtrl(fyne.KeyQ), withCtrl(fyne.KeyW)}, run: (*Window).Quit, after: true},
	}
}

func editCommands() []command {
	return []command{
		{id: "undo", menu: menuEdit, label: lang.X("cmd.undo", "Undo"), keys: []key{withCtrl(fyne.KeyZ)}, run: func(w *Window) { w.undoer.undo() }, edits: &fyne.ShortcutUndo{}},
		{id: "redo", menu: menuEdit, label: lang.X("cmd.redo", "Redo"), keys: []key{{fyne.KeyZ, ctrl | shift}, withCtrl(fyne.KeyY)}, run: func(w *Window) { w.undoer.redo() }, edits: &fyne.ShortcutRedo{}},
		{id: "copyKeywords", menu: menuEdit, label: lang.X("cmd.copyKeywords", "Copy keywords"), keys: []key{{fyne.KeyC, ctrl | shift}}, run: func(w *Window) { w.decider.copyKeywords() }, needs: aSelection(), after: true},
		{id: "pasteKeywords", menu: menuEdit, label: lang.X("cmd.pasteKeywords", "Paste keywords"), keys: []key{{fyne.KeyV, ctrl | shift}}, run: func(w *Window) { w.decider.pasteKeywords() }, needs: aSelection()},
		{id: "selectAll", menu: menuEdit, label: lang.X("cmd.selectAll", "Select all"), keys: []key{withCtrl(fyne.KeyA)}, run: func(w *Window) { w.list.selectAll() }, edits: &fyne.ShortcutSelectAll{}, after: true},
		{id: "selectNone", menu: menuEdit, label: lang.X("cmd.selectNone", "Select none"), keys: []key{{fyne.KeyA, ctrl | shift}}, run: func(w *Window) { w.list.selectNone() }},
		{id: "preferences", menu: menuEdit, label: lang.X("cmd.preferences", "Preferences"), keys: []key{withCtrl(fyne.KeyComma)}, run: func(w *Window) { w.pages.open(newPreferencesAt(w, preferences.Writing)) }, after: true},
	}
}

func viewCommands() []command {
	chips := lang.X("menu.chips", "Chips")
	return []command{
		{id: "grid", menu: menuView, label: lang.X("cmd.grid", "Grid"), keys: []key{withCtrl(fyne.Key1)}, run: (*Window).showGrid, on: (*Window).gridShown},
		{id: "loupe", menu: menuView, label: lang.X("cmd.loupe", "Loupe"), keys: []key{plain(fyne.KeySpace), withCtrl(fyne.Key2)}, run: func(w *Window) { w.pages.toggleLoupe() }, needs: aPhoto(), on: func(w *Window) bool { return w.pages.loupeShown() }, photo: true},
		{id: "zoom", menu: menuView, label: lang.X("cmd.zoom", "Zoom to 100 %"), keys: []key{plain(fyne.KeyZ)}, run: inLoupe((*loupe.Loupe).ToggleZoom), needs: theLoupe(), on: func(w *Window) bool { return w.pages.isZoomed() }},
		{id: "filmstrip", menu: menuView, label: lang.X("cmd.filmstrip", "Filmstrip"), keys: []key{plain(fyne.KeyF6)}, run: inLoupe((*loupe.Loupe).ToggleStrip), needs: theLoupe(), on: func(w *Window) bool { return w.pages.stripShown() }},
		{id: "review", menu: menuView, label: lang.X("cmd.review", "Review"), keys: []key{plain(fyne.KeyR), withCtrl(fyne.Key3)}, run: func(w *Window) { w.pages.startReview() }, needs: openTags(), on: func(w *Window) bool { return w.pages.reviewShown() }},
		{id: "vocabulary", menu: menuView, label: lang.X("cmd.vocabulary", "Vocabulary"), keys: []key{withCtrl(fyne.Key4)}, run: func(w *Window) { w.pages.openVocabulary() }, on: func(w *Window) bool { return w.pages.editorShown() }},
		{id: "grade", menu: menuView, label: lang.X("cmd.grade", "Compare with my keywords…"), run: func(w *Window) { w.pages.openGrades() }, needs: aModel()},
		{id: "search", menu: menuView, label: lang.X("cmd.search", "Search"), keys: []key{withCtrl(fyne.KeyF)}, run: func(w *Window) { w.pages.find() }},
		{id: "sidebar", menu: menuView, label: lang.X("cmd.sidebar", "Sidebar"), keys: []key{plain(fyne.KeyF7)}, run: func(w *Window) { w.layout.toggleSidebar() }, on: func(w *Window) bool { return w.layout.sidebarShown() }, after: true},
		{id: "inspector", menu: menuView, label: lang.X("cmd.inspector", "Inspector"), keys: []key{plain(fyne.KeyF8)}, run: func(w *Window) { w.layout.toggleInspector() }, on: func(w *Window) bool { return w.layout.inspectorShown() }},
		{id: "jobs", menu: menuView, label: lang.X("cmd.jobs", "Jobs"), run: func(w *Window) { w.pages.open(jobbar.NewPage(w.jobs)) }},
		{id: "message", menu: menuView, label: lang.X("cmd.message", "Answer the message"), keys: []key{plain(fyne.KeyF9)}, run: func(w *Window) { w.win.Canvas().Focus(w.bar.Answer()) }, needs: aMessage()},
		{id: "chips0", menu: menuView, label: lang.X("cmd.chips0", "Off"), run: chipLines(0), on: hasChipLines(0), sub: chips, after: true},
		{id: "chips1", menu: menuView, label: lang.X("cmd.chips1", "1 line"), run: chipLines(1), on: hasChipLines(1), sub: chips},
		{id: "chips2", menu: menuView, label: lang.X("cmd.chips2", "2 lines"), run: chipLines(2), on: hasChipLines(2), sub: chips},
		{id: "names", menu: menuView, label: lang.X("cmd.names", "File names"), run: func(w *Window) { w.layout.toggleNames() }, on: func(w *Window) bool { return w.layout.look.names }},
		{id: "larger", menu: menuView, label: lang.X("cmd.larger", "Larger cells, zoom in"), keys: []key{plain(fyne.KeyPlus), plain(fyne.KeyEqual), withShift(fyne.KeyEqual)}, run: stepCells(1), after: true},
		{id: "smaller", menu: menuView, label: lang.X("cmd.smaller", "Smaller cells, zoom out"), keys: []key{plain(fyne.KeyMinus)}, run: stepCells(-1)},
	}
}

func sortCommands() []command {
	sort := lang.X("menu.sort", "Sort")
	return []command{
		{id: "sortTaken", menu: menuView, label: lang.X("cmd.sortTaken", "By date taken"), run: sortBy(view.OrderTaken), on: isSorted(view.OrderTaken), sub: sort, after: true},
		{id: "sortName", menu: menuView, label: lang.X("cmd.sortName", "By file name"), run: sortBy(view.OrderName), on: isSorted(view.OrderName), sub: sort},
		{id: "sortFolder", menu: menuView, label: lang.X("cmd.sortFolder", "By folder"), run: sortBy(view.OrderFolder), on: isSorted(view.OrderFolder), sub: sort},
		{id: "sortScore", menu: menuView, label: lang.X("cmd.sortScore", "By score"), run: sortBy(view.OrderScore), on: isSorted(view.OrderScore), sub: sort},
		{id: "filters", menu: menuView, label: lang.X("cmd.filters", "Filters"), keys: []key{{fyne.KeyF, ctrl | shift}}, run: func(w *Window) { w.layout.focusFilters() }, needs: theGrid(), after: true},
		{id: "clearFilters", menu: menuView, label: lang.X("cmd.clearFilters", "Clear filters"), run: func(w *Window) { w.filters.Clear() }, needs: aFilter()},
		{id: "stacks", menu: menuView, label: lang.X("cmd.stacks", "Stack bursts and pairs"), run: func(w *Window) { w.folding.toggleStacking() }, on: func(w *Window) bool { return !w.stacking.IsOff() }, after: true},
		{id: "fullScreen", menu: menuView, label: lang.X("cmd.fullScreen", "Full screen"), keys: []key{plain(fyne.KeyF11)}, run: func(w *Window) { w.layout.toggleFullScreen() }, after: true},
	}
}

func photoCommands() []command {
	return []command{
		{id: "index", menu: menuPhoto, label: lang.X("cmd.index", "Index and tag"), keys: []key{withCtrl(fyne.KeyR)}, run: func(w *Window) { w.indexPhotos() }, needs: someHere(), photo: true},
		{id: "like", menu: menuPhoto, label: lang.X("cmd.like", "Like this photo"), keys: []key{plain(fyne.KeyS)}, run: func(w *Window) { w.search.Like() }, needs: thePhotos(), photo: true},
		{id: "stack", menu: menuPhoto, label: lang.X("cmd.stack", "Open or close the stack"), keys: []key{plain(fyne.KeyB)}, run: func(w *Window) { w.folding.toggleStack() }, needs: aStack(), photo: true},
		{id: "best", menu: menuPhoto, label: lang.X("cmd.best", "Select the sharpest of the burst"), run: func(w *Window) { w.folding.selectBest() }, needs: aBurst(), photo: true},
		{id: "pause", menu: menuPhoto, label: lang.X("cmd.pause", "Pause or resume the job"), keys: []key{withCtrl(fyne.KeyP)}, run: func(w *Window) { w.bar.PauseFirst() }, needs: aJob()},
		{id: "seen", menu: menuPhoto, label: lang.X("cmd.seen", "Changed picture is checked"), run: func(w *Window) { w.intake.pictureSeen(w.list.selected()) }, needs: aChange(), photo: true},
		{id: "reveal", menu: menuPhoto, label: lang.X("cmd.reveal", "Show in file manager"), keys: []key{withCtrl(fyne.KeyE)}, run: (*Window).reveal, needs: aSelection(), photo: true, after: true},
		{id: "remove", menu: menuPhoto, label: lang.X("cmd.remove", "Remove from library"), run: func(w *Window) { w.intake.askRemove(w.list.selectedIDs()) }, needs: aSelection(), photo: true},
	}
}

func tagCommands() []command {
	return []command{
		{id: "accept", menu: menuTag, label: lang.X("cmd.accept", "Accept"), keys: []key{plain(fyne.KeyA)}, run: func(w *Window) { w.decider.acceptCurrent() }, needs: aWord(), decides: true},
		{id: "reject", menu: menuTag, label: lang.X("cmd.reject", "Reject"), keys: []key{plain(fyne.KeyX)}, run: func(w *Window) { w.decider.rejectCurrent() }, needs: aWord(), decides: true},
		{id: "strike", menu: menuTag, label: lang.X("cmd.strike", "Remove the chosen keyword"), keys: []key{plain(fyne.KeyDelete)}, run: func(w *Window) { w.decider.strikeCurrent() }, needs: aWord(), decides: true},
		{id: "reopen", menu: menuTag, label: lang.X("cmd.reopen", "Open again"), keys: []key{plain(fyne.KeyU)}, run: func(w *Window) { w.decider.reopenCurrent() }, needs: aWord(), decides: true},
		{id: "strong", menu: menuTag, label: lang.X("cmd.strong", "Accept strong"), keys: []key{withShift(fyne.KeyA)}, run: func(w *Window) { w.decider.acceptStrong() }, needs: words(), photo: true, decides: true},
		{id: "acceptOpen", menu: menuTag, label: lang.X("cmd.acceptOpen", "Accept all that is open"), keys: []key{plain(fyne.KeyE)}, run: func(w *Window) { w.decider.acceptOpenHere() }, needs: words(), decides: true},
		{id: "acceptAll", menu: menuTag, label: lang.X("cmd.acceptAll", "Accept all on the selection"), keys: []key{withShift(fyne.KeyE)}, run: func(w *Window) { w.decider.acceptOpenSelected() }, needs: words(), decides: true},
		{id: "finish", menu: menuTag, label: lang.X("cmd.finish", "Done with this photo"), keys: []key{plain(fyne.KeyD)}, run: func(w *Window) { w.decider.finishCurrent() }, needs: words(), photo: true, decides: true},
		{id: "finishAll", menu: menuTag, label: lang.X("cmd.finishAll", "Done with the selection"), keys: []key{withShift(fyne.KeyD)}, run: func(w *Window) { w.decider.finishSelected() }, needs: words(), decides: true},
		{id: "add", menu: menuTag, label: lang.X("cmd.add", "Add keyword"), keys: []key{plain(fyne.KeyK)}, run: func(w *Window) { w.layout.focusAdd() }, needs: words(), after: true, photo: true, types: true},
		{id: "ranking", menu: menuTag, label: lang.X("cmd.ranking", "Whole ranking"), keys: []key{plain(fyne.KeyM)}, run: func(w *Window) { w.layout.toggleRanking() }, needs: words(), on: func(w *Window) bool { return w.inspector != nil && w.inspector.RankingShown() }},
		{id: "again", menu: menuTag, label: lang.X("cmd.again", "Last keyword again"), keys: []key{plain(fyne.KeyL)}, run: func(w *Window) { w.decider.lastAgain() }, needs: aLastWord(), decides: true},
	}
}

// reviewCommands work while a tag is reviewed.
func reviewCommands() []command {
	line := func(by int) func(*review.Review) { return func(r *review.Review) { r.MoveLine(by) } }
	row := func(by int) func(*review.Review) { return func(r *review.Review) { r.MoveLineRows(by) } }
	title := lang.X("cmd.review", "Review")
	return []command{
		{id: "nextTag", menu: menuTag, label: lang.X("cmd.nextTag", "Next tag"), keys: []key{plain(fyne.KeyN)}, run: func(w *Window) { w.pages.otherReview(1) }, needs: aPass(), sub: title},
		{id: "previousTag", menu: menuTag, label: lang.X("cmd.previousTag", "Previous tag"), keys: []key{plain(fyne.KeyP)}, run: func(w *Window) { w.pages.otherReview(-1) }, needs: aPass(), sub: title},
		{id: "cut", menu: menuTag, label: lang.X("cmd.cut", "Cut after this photo"), keys: []key{plain(fyne.KeyC)}, run: inReview((*review.Review).CutHere), needs: theReview(), sub: title},
		{id: "lineBack", menu: noMenuReview, label: lang.X("cmd.lineBack", "Line one photo up"), keys: []key{withCtrl(fyne.KeyLeft)}, run: inReview(line(-1)), needs: theReview()},
		{id: "lineOn", menu: noMenuReview, label: lang.X("cmd.lineOn", "Line one photo down"), keys: []key{withCtrl(fyne.KeyRight)}, run: inReview(line(1)), needs: theReview()},
		{id: "lineUp", menu: noMenuReview, label: lang.X("cmd.lineUp", "Line one row up"), keys: []key{withCtrl(fyne.KeyUp)}, run: inReview(row(-1)), needs: theReview()},
		{id: "lineDown", menu: noMenuReview, label: lang.X("cmd.lineDown", "Line one row down"), keys: []key{withCtrl(fyne.KeyDown)}, run: inReview(row(1)), needs: theReview()},
		{id: "openStack", menu: noMenuReview, label: lang.X("cmd.openStack", "Open the burst"), keys: []key{withShift(fyne.KeyRight)}, run: inReview((*review.Review).OpenStack), needs: theReview()},
		{id: "acceptBoth", menu: noMenuReview, label: lang.X("cmd.acceptBoth", "Accept above the line, reject below"), keys: []key{withShift(fyne.KeyReturn)}, run: inReview((*review.Review).DecideBoth), needs: theReview()},
	}
}

// wordCommands work on the page of the vocabulary.
func wordCommands() []command {
	moved := func(name fyne.KeyName) []key { return []key{{name, ctrl | shift}} }
	type editor = vocabularies.Editor
	words := lang.X("cmd.vocabulary", "Vocabulary")
	return []command{
		{id: "newTag", menu: menuTag, label: lang.X("cmd.newTag", "New tag"), keys: []key{withCtrl(fyne.KeyN)}, run: inEditor((*editor).NewTag), needs: theEditor(), sub: words},
		{id: "newChild", menu: menuTag, label: lang.X("cmd.newChild", "New tag below this one"), keys: []key{{fyne.KeyN, ctrl | shift}}, run: inEditor((*editor).NewChild), needs: theEditor(), sub: words},
		{id: "renameTag", menu: menuTag, label: lang.X("cmd.renameTag", "Rename tag"), keys: []key{plain(fyne.KeyF2)}, run: inEditor((*editor).Rename), needs: theEditor(), sub: words},
		{id: "mergeTag", menu: menuTag, label: lang.X("cmd.mergeTag", "Make one with another tag"), keys: []key{withCtrl(fyne.KeyM)}, run: inEditor((*editor).Merge), needs: theEditor(), sub: words},
		{id: "removeTag", menu: menuTag, label: lang.X("cmd.removeTag", "Remove tag from the list"), keys: []key{{fyne.KeyDelete, ctrl}}, run: inEditor((*editor).Remove), needs: theEditor(), sub: words},
		{id: "tagUp", menu: noMenu, label: lang.X("cmd.tagUp", "Vocabulary: tag up"), keys: moved(fyne.KeyUp), run: inEditor((*editor).MoveUp), needs: theEditor()},
		{id: "tagDown", menu: noMenu, label: lang.X("cmd.tagDown", "Vocabulary: tag down"), keys: moved(fyne.KeyDown), run: inEditor((*editor).MoveDown), needs: theEditor()},
		{id: "tagIn", menu: noMenu, label: lang.X("cmd.tagIn", "Vocabulary: tag below the one before it"), keys: moved(fyne.KeyRight), run: inEditor((*editor).MoveIn), needs: theEditor()},
		{id: "tagOut", menu: noMenu, label: lang.X("cmd.tagOut", "Vocabulary: tag one level out"), keys: moved(fyne.KeyLeft), run: inEditor((*editor).MoveOut), needs: theEditor()},
		{id: "doctor", menu: menuTag, label: lang.X("cmd.doctor", "Doctor: next finding"), keys: []key{plain(fyne.KeyF)}, run: inEditor((*editor).NextFinding), needs: theEditor(), sub: words},
	}
}

func writeCommands() []command {
	return []command{
		{id: "write", menu: menuWrite, label: lang.X("cmd.write", "Write…"), keys: []key{withCtrl(fyne.KeyS)}, run: func(w *Window) { w.pages.openWrite() }},
		{id: "history", menu: menuWrite, label: lang.X("cmd.history", "History"), run: func(w *Window) { w.pages.open(w.writer.History()) }},
		{id: "problems", menu: menuWrite, label: lang.X("cmd.problems", "Problems"), run: func(w *Window) { w.pages.open(newProblems(w)) }},
	}
}

func helpCommands() []command {
	return []command{
		{id: "commands", menu: menuHelp, label: lang.X("cmd.commands", "Find a command"), keys: []key{{fyne.KeyP, ctrl | shift}}, run: func(w *Window) { w.pages.openCommands() }},
		{id: "tour", menu: menuHelp, label: lang.X("cmd.tour", "Tour"), run: (*Window).restartTour},
		{id: "keys", menu: menuHelp, label: lang.X("cmd.keys", "Keys"), run: func(w *Window) { w.pages.open(help.Keys(w.menus.keyGroups())) }},
		{id: "manual", menu: menuHelp, label: lang.X("cmd.manual", "Manual"), keys: []key{plain(fyne.KeyF1)}, run: func(w *Window) { w.pages.open(help.Manual(w.layout.sidebarShown)) }},
		{id: "updates", menu: menuHelp, label: lang.X("cmd.updates", "Check for updates"), run: func(w *Window) { w.pages.openUpdates() }},
		{id: "about", menu: menuHelp, label: lang.X("cmd.about", "About Catchlight"), run: func(w *Window) { w.pages.openAbout() }},
		{id: "menus", menu: noMenu, label: lang.X("cmd.menus", "Open the menus"), keys: []key{plain(fyne.KeyF10)}, run: func(w *Window) { w.menus.openBar() }},
		{id: "enter", menu: noMenu, label: lang.X("cmd.enter", "Loupe; in review accept above the line"), keys: []key{plain(fyne.KeyReturn), plain(fyne.KeyEnter)}, run: (*Window).enterKey},
		{id: "back", menu: noMenu, label: lang.X("cmd.back", "Back one level, then clear the selection"), keys: []key{plain(fyne.KeyEscape)}, run: func(w *Window) { w.pages.back() }},
	}
}

func chipLines(n int) func(*Window) { return func(w *Window) { w.layout.setChipLines(n) } }
func hasChipLines(n int) func(*Window) bool {
	return func(w *Window) bool { return w.layout.look.lines == n }
}
func sortBy(o view.Order) func(*Window) { return func(w *Window) { w.setOrder(o) } }
func isSorted(o view.Order) func(*Window) bool {
	return func(w *Window) bool { return w.list.shownOrder() == o }
}

func stepCells(by int) func(*Window) {
	return func(w *Window) {
		if l := w.pages.loupe(); l != nil {
			l.Step(by)
			return
		}
		w.layout.setStep(w.grid.Step() + grid.Size(by))
	}
}
