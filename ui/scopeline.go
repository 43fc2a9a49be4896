package ui

import (
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/ui/filter"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// scopeLine says where the user is, how many photos there are, what they are filtered by, and how strong suggestions must
// be.
type scopeLine struct {
	w        *Window
	object   *kit.Lines
	chips    filter.Chips
	clear    *kit.Button
	where    *kit.Text
	many     *kit.Text
	next     *kit.Button
	strength *kit.Select
}

func newScopeLine(w *Window) *scopeLine {
	l := &scopeLine{w: w, where: kit.NewText("", kit.StyleBold), many: kit.NewText("", kit.StyleJobDim)}
	l.next = kit.NewButton(lang.X("scope.nextTag", "Next tag"), w.nextTag)
	l.next.Small = true
	l.strength = kit.NewSelect(strengthNames(), 1, func(i int) { w.setStrength(view.Strengths()[i]) })
	l.strength.Quiet = true
	l.chips = w.filterChips()
	l.clear = kit.NewButton(lang.X("cmd.clearFilters", "Clear filters"), w.filters.Clear)
	l.clear.Small, l.clear.Quiet = true, true
	l.object = kit.NewLines(28, kit.NewSurface(kit.TokenWell), l.strength)
	return l
}

func strengthNames() []string {
	return []string{
		lang.X("strength.strict", "Suggestions: strict"), lang.X("strength.balanced", "Suggestions: balanced"),
		lang.X("strength.loose", "Suggestions: loose"),
	}
}

func (l *scopeLine) refresh() {
	w := l.w
	l.where.SetText(w.scopeTitle())
	text := phrase.Photos(len(w.list.photos))
	if n := len(w.list.selectedIDs()); n > 0 {
		text = lang.X("scope.selected", "{{.photos}}, {{.n}} selected", map[string]any{"photos": text, "n": phrase.Number(n)})
	}
	done := w.list.allDecided()
	if done {
		text = lang.X("scope.nothingLeft", "{{.photos}}. Nothing left to review here", map[string]any{"photos": text})
	}
	l.many.SetText(text)
	kit.ShowIf(l.next, done && w.tagsLeft())
	if i := slices.Index(view.Strengths(), view.StrengthOf(w.settings())); i != l.strength.Selected() {
		l.strength.SetSelected(i)
	}
	l.show()
}

// show lays out anew; the photos give way when the line has become two.
func (l *scopeLine) show() {
	width := l.object.Size().Width
	before := l.object.HeightFor(width)
	kit.ShowIf(l.clear, len(l.w.filters.Chosen()) > 1)
	objects := append([]fyne.CanvasObject{l.where, l.many}, l.chips.Objects()...)
	l.object.SetObjects(append(objects, l.clear, l.next)...)
	if l.w.centre != nil && l.object.HeightFor(width) != before {
		l.w.centre.photos.Refresh()
	}
}

// scopeTitle is the open scope's name for the user.
func (w *Window) scopeTitle() string {
	switch s := w.scope; s.Kind {
	case view.ScopeReview:
		return lang.X("scope.review", "To review")
	case view.ScopeWrite:
		return lang.X("scope.write", "To write")
	case view.ScopeBare:
		return lang.X("scope.bare", "No keywords")
	case view.ScopeBursts:
		return lang.X("scope.bursts", "Bursts")
	case view.ScopeDuplicates:
		return lang.X("scope.duplicates", "Duplicates")
	case view.ScopeProblems:
		return lang.X("scope.problems", "Problems")
	case view.ScopeFolder:
		return filepath.Base(s.Name)
	case view.ScopeTag:
		return lang.X("scope.tag", "{{.tag}}, suggested", phrase.Tag(s.Name))
	case view.ScopeWord:
		return lang.X("scope.word", "{{.tag}}, suggested or there", phrase.Tag(s.Name))
	case view.ScopeSearch:
		return w.searcher.searchTitle(s)
	default:
		return lang.X("scope.all", "All photos")
	}
}

// searchTitle names what is searched for, and the photo that it is to be like.
func (se *searcher) searchTitle(s view.Scope) string {
	p := se.w.snap.Photo(s.Like)
	data := map[string]any{"query": s.Name}
	switch {
	case p == nil:
		return lang.X("scope.search", "Search: {{.query}}", data)
	case s.Name == "":
		return lang.X("scope.like", "Like {{.photo}}", map[string]any{"photo": filepath.Base(p.Path)})
	default:
		data["photo"] = filepath.Base(p.Path)
		return lang.X("scope.likeAnd", "Like {{.photo}}, {{.query}}", data)
	}
}
