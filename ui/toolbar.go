package ui

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/ui/grid"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// Widths of the toolbar's parts in dp.
const (
	searchWidth = 272
	sortWidth   = 120
	sizeWidth   = 88
	searchLeast = 180 // then the others give way
)

// searchQuiet is how long the keys must be quiet before the search begins.
const searchQuiet = 200 * time.Millisecond

// orders are the orders of the sort chooser.
var orders = []view.Order{view.OrderTaken, view.OrderName, view.OrderFolder, view.OrderScore}

// toolbar is the strip over the grid: search, sort, size, Write.
type toolbar struct {
	w      *Window
	object fyne.CanvasObject
	field  *searchField
	search *kit.Entry // the field's
	like   library.ID // the photo that the search begins with, 0 for none
	sort   *kit.Select
	size   *kit.Slider
	review *kit.Button
	write  *kit.Button
	before view.Scope // the scope to go back to when the search is cleared
	quiet  *time.Timer
}

func newToolbar(w *Window) *toolbar {
	t := &toolbar{w: w}
	t.field = newSearchField(w, func() { w.menus.call(w.menus.command("like")) }, t.dropLike)
	t.search = t.field.entry
	t.search.OnSubmitted = t.find
	t.search.OnChanged = t.typing
	t.search.OnEscape = t.clear
	t.sort = kit.NewSelect(orderNames(), 0, func(i int) { w.setOrder(orders[i]) })
	t.size = kit.NewSlider(5, int(grid.Medium), func(i int) { w.layout.setStep(grid.Size(i)) })
	t.review = kit.NewButton(lang.X("cmd.review", "Review"), func() { w.menus.call(w.menus.command("review")) })
	t.review.Shortcut = "R"
	t.review.OnHint = w.bar.HintFor(t.review, lang.X("hint.review", "Shows one tag over all photos, the likeliest first (R)"))
	t.write = kit.NewButton("", func() { w.menus.call(w.menus.command("write")) })
	t.write.Accent, t.write.Shortcut = true, withCtrl(fyne.KeyS).String()
	t.write.OnHint = w.bar.HintFor(t.write, lang.X("hint.write", "Shows what would change in which files; writes nothing yet"))
	bar := kit.NewBar(44, []fyne.CanvasObject{kit.NewFixed(searchWidth, t.field), kit.NewFixed(sortWidth, t.sort)},
		[]fyne.CanvasObject{kit.NewSized(t.size, sizeWidth), t.review, t.write})
	bar.Keep = searchLeast
	t.object = container.NewStack(kit.NewSurface(kit.TokenBg), bar)
	return t
}

func orderNames() []string {
	return []string{lang.X("sort.taken", "Date taken"), lang.X("sort.name", "File name"), lang.X("sort.folder", "Folder"), lang.X("sort.score", "Score")}
}

func (t *toolbar) refresh() {
	w := t.w
	full := w.view != nil && w.view.Total > 0
	kit.ShowIf(t.sort, full)
	kit.ShowIf(t.size, full)
	if i := slices.Index(orders, w.order); i != t.sort.Selected() {
		t.sort.SetSelected(i)
	}
	t.size.SetValue(int(w.grid.Step()))
	t.review.SetDisabled(!w.pages.canReview())
	if full && w.view.Unwritten > 0 {
		t.write.SetLabel(lang.X("toolbar.writeN", "Write {{.n}}", phrase.Count(w.view.Unwritten)))
		t.write.Enable()
		return
	}
	t.write.SetLabel(lang.X("toolbar.write", "Write"))
	t.write.Disable()
}

func (la *layout) setStep(s grid.Size) {
	la.w.grid.SetStep(min(max(s, grid.Tiny), grid.Giant))
	la.w.app.Preferences().SetInt(keptStepKey, int(la.w.grid.Step()))
	la.w.toolbar.refresh()
}

func (la *layout) setChipLines(n int) {
	la.look.lines = n
	la.w.grid.SetLines(n)
	la.w.app.Preferences().SetInt(keptLinesKey, n)
	la.w.menus.refreshMenu()
}

func (la *layout) toggleNames() {
	la.look.names = !la.look.names
	la.w.grid.SetNames(la.look.names)
	la.w.app.Preferences().SetBool(keptNamesKey, la.look.names)
	la.w.menus.refreshMenu()
}

// tagsLeft reports whether any tag has open suggestions.
func (w *Window) tagsLeft() bool {
	return w.view != nil && w.view.Request.Tags == w.engine.Tags() && slices.ContainsFunc(w.view.Tags, func(n int) bool { return n > 0 })
}

// nextTag shows the photos of the next tag that has open suggestions.
func (w *Window) nextTag() {
	if w.engine.Tags() == nil || !w.tagsLeft() {
		return
	}
	start := 0
	if i, ok := w.engine.Tags().Vocabulary.Find(w.scope.Name); ok && (w.scope.Kind == view.ScopeTag || w.scope.Kind == view.ScopeWord) {
		start = i + 1
	}
	n := len(w.view.Tags)
	for i := range n {
		if t := (start + i) % n; w.view.Tags[t] > 0 {
			w.enter(view.Scope{Kind: view.ScopeTag, Name: w.engine.Tags().Vocabulary.Tags[t].Name})
			return
		}
	}
}
