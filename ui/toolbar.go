package ui

import (
	"path/filepath"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/ui/grid"
)

// Widths of the toolbar's parts in dp (UI.md, "Window").
const (
	searchWidth = 272
	sortWidth   = 120
	sizeWidth   = 88
)

// searchQuiet is how long the keys must be quiet before the search begins (UI.md, "Search").
const searchQuiet = 200 * time.Millisecond

// orders are the orders of the sort chooser.
var orders = []order{orderTaken, orderName, orderFolder}

// toolbar is the strip over the grid: search, sort, size, Write.
type toolbar struct {
	w      *Window
	object fyne.CanvasObject
	search *Entry
	sort   *Select
	size   *Slider
	review *Button
	write  *Button
	before scope // the scope to go back to when the search is cleared
	quiet  *time.Timer
}

func newToolbar(w *Window) *toolbar {
	t := &toolbar{w: w}
	t.search = NewEntry(lang.X("search.field", "Search photos, or describe one"), theme.SearchIcon(), nil)
	t.search.OnSubmitted = t.find
	t.search.OnChanged = t.typing
	t.search.OnEscape = t.clear
	t.sort = NewSelect(orderNames(), 0, func(i int) { w.setOrder(orders[i]) })
	t.size = NewSlider(5, int(grid.Medium), func(i int) { w.setStep(grid.Size(i)) })
	t.review = NewButton(lang.X("cmd.review", "Review"), func() { w.call(w.command("review")) })
	t.review.Shortcut = "R"
	t.review.OnHint = w.hintFor(t.review, lang.X("hint.review", "Shows one tag over all photos, the likeliest first (R)"))
	t.write = NewButton("", func() { w.call(w.command("write")) })
	t.write.Accent, t.write.Shortcut = true, withCtrl(fyne.KeyS).String()
	t.write.OnHint = w.hintFor(t.write, lang.X("hint.write", "Shows what would change in which files; writes nothing yet"))
	bar := NewBar(44, []fyne.CanvasObject{sized(t.search, searchWidth), sized(t.sort, sortWidth)},
		[]fyne.CanvasObject{sized(t.size, sizeWidth), t.review, t.write})
	t.object = container.NewStack(NewSurface(TokenBg), bar)
	return t
}

func orderNames() []string {
	return []string{lang.X("sort.taken", "Date taken"), lang.X("sort.name", "File name"), lang.X("sort.folder", "Folder")}
}

// sized gives an object a width of its own.
func sized(o fyne.CanvasObject, width float32) fyne.CanvasObject {
	return container.NewGridWrap(fyne.NewSize(width, o.MinSize().Height), o)
}

func (t *toolbar) refresh() {
	w := t.w
	full := w.derived != nil && w.derived.all > 0
	showIf(t.sort, full)
	showIf(t.size, full)
	if i := slices.Index(orders, w.order); i != t.sort.Selected() {
		t.sort.SetSelected(i)
	}
	t.size.SetValue(int(w.grid.Step()))
	enable(t.review, w.canReview())
	if full && w.derived.write > 0 {
		t.write.SetLabel(lang.X("toolbar.writeN", "Write {{.n}}", countData(w.derived.write)))
		t.write.Enable()
		return
	}
	t.write.SetLabel(lang.X("toolbar.write", "Write"))
	t.write.Disable()
}

func showIf(o fyne.CanvasObject, on bool) {
	switch {
	case on && !o.Visible():
		o.Show()
	case !on && o.Visible():
		o.Hide()
	}
}

// find shows the photos that match what was typed; the results are a scope like any other.
func (t *toolbar) find(query string) {
	if query == "" {
		t.leave()
		return
	}
	if t.w.scope.kind != scopeSearch {
		t.before = t.w.scope
	}
	if to := (scope{scopeSearch, query}); t.w.scope != to {
		t.w.enter(to)
		t.w.understand(query)
	}
}

// typing searches when the keys have been quiet for a moment.
func (t *toolbar) typing(query string) {
	if t.quiet != nil {
		t.quiet.Stop()
	}
	t.quiet = time.AfterFunc(searchQuiet, func() {
		t.w.post(func() {
			if t.search.Text == query && (query != "" || t.w.scope.kind == scopeSearch) {
				t.find(query)
			}
		})
	})
}

// clear leaves the search.
func (t *toolbar) clear() {
	t.search.SetText("")
	t.leave()
	t.w.focusGrid()
}

// leave goes back to the scope before the search.
func (t *toolbar) leave() {
	if t.w.scope.kind == scopeSearch {
		t.w.enter(t.before)
	}
}

func (w *Window) focusSearch() { w.win.Canvas().Focus(w.toolbar.search) }

func (w *Window) setStep(s grid.Size) {
	w.grid.SetStep(min(max(s, grid.Tiny), grid.Giant))
	w.app.Preferences().SetInt(keptStepKey, int(w.grid.Step()))
	w.toolbar.refresh()
}

func (w *Window) setChipLines(n int) {
	w.look.lines = n
	w.grid.SetLines(n)
	w.app.Preferences().SetInt(keptLinesKey, n)
	w.refreshMenu()
}

func (w *Window) toggleNames() {
	w.look.names = !w.look.names
	w.grid.SetNames(w.look.names)
	w.app.Preferences().SetBool(keptNamesKey, w.look.names)
	w.refreshMenu()
}

// scopeLine says where the user is, how many photos there are, and how strong suggestions must be.
type scopeLine struct {
	w        *Window
	object   fyne.CanvasObject
	where    *Text
	many     *Text
	next     *Button
	strength *Select
}

func newScopeLine(w *Window) *scopeLine {
	l := &scopeLine{w: w, where: NewText("", StyleBold), many: NewText("", StyleJobDim)}
	l.next = NewButton(lang.X("scope.nextTag", "Next tag"), w.nextTag)
	l.next.Small = true
	l.strength = NewSelect(strengthNames(), 1, func(i int) { w.setStrength(strengths[i]) })
	l.strength.Quiet = true
	bar := NewBar(28, []fyne.CanvasObject{l.where, l.many, l.next}, []fyne.CanvasObject{l.strength})
	l.object = container.NewStack(NewSurface(TokenWell), bar)
	return l
}

// strengths are the strengths of the chooser, the surest first.
var strengths = []tagging.Strength{tagging.Strict, tagging.Balanced, tagging.Loose}

func strengthNames() []string {
	return []string{
		lang.X("strength.strict", "Suggestions: strict"), lang.X("strength.balanced", "Suggestions: balanced"),
		lang.X("strength.loose", "Suggestions: loose"),
	}
}

func (l *scopeLine) refresh() {
	w := l.w
	l.where.SetText(w.scope.title())
	text := photosText(len(w.ids))
	if n := w.grid.Selection().Count(); n > 0 {
		text = lang.X("scope.selected", "{{.photos}}, {{.n}} selected", map[string]any{"photos": text, "n": number(n)})
	}
	done := w.allDecided()
	if done {
		text = lang.X("scope.nothingLeft", "{{.photos}}. Nothing left to review here", map[string]any{"photos": text})
	}
	l.many.SetText(text)
	showIf(l.next, done && w.tagsLeft())
	if i := slices.Index(strengths, strengthOf(w.settings)); i != l.strength.Selected() {
		l.strength.SetSelected(i)
	}
	l.object.Refresh()
}

// title is the scope's name for the user.
func (s scope) title() string {
	switch s.kind {
	case scopeReview:
		return lang.X("scope.review", "To review")
	case scopeWrite:
		return lang.X("scope.write", "To write")
	case scopeBare:
		return lang.X("scope.bare", "No keywords")
	case scopeProblems:
		return lang.X("scope.problems", "Problems")
	case scopeFolder:
		return filepath.Base(s.name)
	case scopeTag:
		return lang.X("scope.tag", "{{.tag}}, suggested", tagData(s.name))
	case scopeWord:
		return lang.X("scope.word", "{{.tag}}, suggested or there", tagData(s.name))
	case scopeSearch:
		return lang.X("scope.search", "Search: {{.query}}", map[string]any{"query": s.name})
	default:
		return lang.X("scope.all", "All photos")
	}
}

// tagsLeft reports whether any tag has open suggestions.
func (w *Window) tagsLeft() bool {
	return w.derived != nil && w.derived.wish.tags == w.tags && slices.ContainsFunc(w.derived.tags, func(n int) bool { return n > 0 })
}

// nextTag shows the photos of the next tag that has open suggestions.
func (w *Window) nextTag() {
	if w.tags == nil || !w.tagsLeft() {
		return
	}
	start := 0
	if i, ok := w.tags.vocabulary.Find(w.scope.name); ok && (w.scope.kind == scopeTag || w.scope.kind == scopeWord) {
		start = i + 1
	}
	n := len(w.derived.tags)
	for i := range n {
		if t := (start + i) % n; w.derived.tags[t] > 0 {
			w.enter(scope{scopeTag, w.tags.vocabulary.Tags[t].Name})
			return
		}
	}
}

// thresholdOf is the fixed threshold of the settings, nil for the model's own rule.
func thresholdOf(s library.Settings) *float64 { return s.Threshold }
