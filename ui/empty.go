package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/ui/filter"
	"catchlight/ui/kit"
	"catchlight/ui/view"
)

// frameSize is the drop frame of an empty library, in dp.
var frameSize = fyne.NewSize(520, 280)

// newEmpty is the centre of an empty library: where to drop photos, and three promises.
func newEmpty(w *Window) fyne.CanvasObject {
	folder := kit.NewButton(lang.X("empty.addFolder", "Add folder"), w.intake.addFolder)
	folder.Accent, folder.Icon, folder.Shortcut = true, theme.FolderNewIcon(), withCtrl(fyne.KeyO).String()
	files := kit.NewButton(lang.X("empty.addFiles", "Add files"), w.intake.addFiles)
	inside := container.NewVBox(
		container.NewCenter(kit.NewMark(theme.FolderOpenIcon(), 48, kit.TokenDim)), kit.NewSpace(0, 4),
		container.NewCenter(kit.NewText(lang.X("empty.drop", "Drop photos or folders here"), kit.StylePage)),
		container.NewCenter(kit.NewText(lang.X("empty.anywhere", "anywhere in this window"), kit.StyleDim)), kit.NewSpace(0, 8),
		container.NewCenter(container.NewHBox(folder, kit.NewSpace(0, 0), files)))
	frame := container.NewGridWrap(frameSize, container.NewStack(kit.NewFrame(), container.NewCenter(inside)))
	promises := container.NewVBox(
		promise(theme.VisibilityOffIcon(), lang.X("empty.local", "Photos stay on this computer.")),
		promise(theme.DocumentIcon(), lang.X("empty.noChange", "No file changes until you press Write.")),
		promise(theme.ContentUndoIcon(), lang.X("empty.undo", "Every write can be undone.")))
	return container.NewCenter(container.NewVBox(frame, kit.NewSpace(0, 12), container.NewCenter(promises)))
}

func promise(icon fyne.Resource, text string) fyne.CanvasObject {
	return container.NewHBox(kit.NewMark(icon, 16, kit.TokenDim), kit.NewSpace(0, 0), kit.NewText(text, kit.StyleDim))
}

// emptyState is the centre when no photo is in the scope: a sentence, and the way out.
type emptyState struct {
	w      *Window
	object *fyne.Container
	title  *kit.Text
	text   *kit.Text
	chips  filter.Chips
	drop   *kit.Flow // the filters
	clear  *kit.Button
	all    *kit.Button
}

func newNothing(w *Window) *emptyState {
	n := &emptyState{w: w, title: kit.NewText("", kit.StylePage), text: kit.NewText("", kit.StyleDim)}
	n.chips = w.filterChips()
	n.drop = kit.NewFlow(8, 6)
	n.clear = kit.NewButton(lang.X("cmd.clearFilters", "Clear filters"), w.filters.Clear)
	n.all = kit.NewButton(lang.X("none.showAll", "Show all photos"), n.out)
	n.object = container.New(kit.Middle{}, n.title, n.text, n.drop, container.NewHBox(n.clear, n.all))
	return n
}

func (n *emptyState) out() {
	n.w.filters.Forget()
	n.w.toolbar.empty()
	n.w.enter(view.Scope{})
	n.w.focusGrid()
}

// refresh says why there is nothing: where there are filters, it is them.
func (n *emptyState) refresh() {
	defer n.object.Refresh()
	n.drop.SetObjects(n.chips.Objects())
	kit.ShowIf(n.drop, n.w.filters.Any())
	kit.ShowIf(n.clear, n.w.filters.Any())
	if n.w.filters.Any() {
		n.title.SetText(lang.X("none.match", "No photo matches"))
		n.text.SetText(n.w.scopeTitle())
		return
	}
	title, text := lang.X("none.match", "No photo matches"), n.w.scopeTitle()
	switch n.w.scope.Kind {
	case view.ScopeReview:
		title, text = lang.X("none.review", "Nothing to review"), lang.X("none.reviewText", "Every suggestion at this strength is decided.")
	case view.ScopeWrite:
		title, text = lang.X("none.write", "Nothing to write"), lang.X("none.writeText", "Every decision is in its file.")
	case view.ScopeBare:
		title, text = lang.X("none.bare", "No photo is without keywords"), ""
	case view.ScopeProblems:
		title, text = lang.X("none.problems", "No problems"), ""
	case view.ScopeSearch:
		if n.w.searcher.searching() {
			title = lang.X("none.searching", "Searching")
		}
	}
	n.title.SetText(title)
	n.text.SetText(text)
}
