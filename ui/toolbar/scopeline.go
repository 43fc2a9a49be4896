package toolbar

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/tagging"
	"catchlight/ui/filter"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// LineDeps is what the scope line works with. All must be set.
type LineDeps struct {
	Filters     *filter.Filters
	Chips       filter.Chips // of the filters
	NextTag     func()
	SetStrength func(tagging.Strength)
	Worth       func(tagging.Strength) string // what its suggestions were worth, "" while nobody knows
	FindWorth   func(then func())             // finds that out anew
	Hint        func(owner any, text string) func(inside bool)
	Index       func() // lets the model see what it has not seen yet
	Skipped     func() // shows what an import has skipped
	Grown       func() // it needs another height
}

// LineState is what the scope line shows.
type LineState struct {
	Title    string // of the scope
	Photos   int
	Selected int
	Decided  bool   // nothing is left to review here
	Next     bool   // with Decided: another tag has something left
	ReadAs   string // which words of a search were not taken as they were typed, in sentences; "" none
	Unseen   int    // photos that a search cannot find by what they show
	Skipped  string // what the import that is shown has skipped, a sentence; "" nothing
	Strength tagging.Strength
}

// ScopeLine says where the user is, how many photos there are, what they are filtered by, and how
// strong suggestions must be. It belongs to Fyne's goroutine.
type ScopeLine struct {
	Object   *kit.Lines
	deps     LineDeps
	clear    *kit.Button
	where    *kit.Text
	many     *kit.Text
	next     *kit.Button
	readAs   *kit.Paragraph
	unseen   *kit.Text
	index    *kit.Button
	skipped  *kit.Text
	list     *kit.Button
	strength *kit.Select
	judging  bool    // the pointer is on the strength
	high     float32 // that Grown has heard of last
}

// NewScopeLine returns a line; Update says what it shows.
func NewScopeLine(d LineDeps) *ScopeLine {
	l := &ScopeLine{deps: d, where: kit.NewText("", kit.StyleBold), many: kit.NewText("", kit.StyleJobDim)}
	l.next = kit.NewButton(lang.X("scope.nextTag", "Next tag"), d.NextTag)
	l.readAs = kit.NewParagraph("", kit.StyleJobDim)
	l.unseen, l.index = kit.NewText("", kit.StyleJobDim), kit.NewButton(lang.X("search.index", "Index"), d.Index)
	l.skipped, l.list = kit.NewText("", kit.StyleJobDim), kit.NewButton(lang.X("result.show", "Show"), d.Skipped)
	l.next.Small, l.index.Small, l.list.Small = true, true, true
	l.strength = kit.NewSelect(strengthNames(), 1, func(i int) { d.SetStrength(view.Strengths()[i]) })
	l.strength.Quiet, l.strength.OnHint = true, l.judge
	l.clear = kit.NewButton(lang.X("cmd.clearFilters", "Clear filters"), d.Filters.Clear)
	l.clear.Small, l.clear.Quiet = true, true
	l.Object = kit.NewLines(28, l.strength)
	return l
}

// judge hints at what suggestions of the strength were worth: what is known, then what is found
// out.
func (l *ScopeLine) judge(inside bool) {
	l.judging = inside
	l.hint()
	if inside {
		l.deps.FindWorth(l.hint)
	}
}

func (l *ScopeLine) hint() {
	text := l.deps.Worth(view.Strengths()[l.strength.Selected()])
	l.deps.Hint(l, cmp.Or(text, lang.X("hint.strength", "How sure a suggestion must be")))(l.judging)
}

func strengthNames() []string {
	return []string{
		lang.X("strength.strict", "Suggestions: strict"), lang.X("strength.balanced", "Suggestions: balanced"),
		lang.X("strength.loose", "Suggestions: loose"),
	}
}

// Update shows another state.
func (l *ScopeLine) Update(s LineState) {
	l.where.SetText(s.Title)
	text := phrase.Photos(s.Photos)
	if s.Selected > 0 {
		text = lang.X("scope.selected", "{{.photos}}, {{.n}} selected", map[string]any{"photos": text, "n": phrase.Number(s.Selected)})
	}
	if s.Decided {
		text = lang.X("scope.nothingLeft", "{{.photos}}. Nothing left to review here", map[string]any{"photos": text})
	}
	l.many.SetText(text)
	kit.ShowIf(l.next, s.Decided && s.Next)
	l.readAs.SetText(s.ReadAs)
	kit.ShowIf(l.readAs, s.ReadAs != "")
	l.unseen.SetText(lang.XN("search.unindexed", "{{.n}} photos are not indexed yet.", s.Unseen, phrase.Count(s.Unseen)))
	kit.ShowIf(l.unseen, s.Unseen > 0)
	kit.ShowIf(l.index, s.Unseen > 0)
	l.skipped.SetText(s.Skipped)
	kit.ShowIf(l.skipped, s.Skipped != "")
	kit.ShowIf(l.list, s.Skipped != "")
	if i := slices.Index(view.Strengths(), s.Strength); i != l.strength.Selected() {
		l.strength.SetSelected(i)
	}
	l.show()
}

// show lays out anew; the photos give way when the line has become two.
func (l *ScopeLine) show() {
	kit.ShowIf(l.clear, len(l.deps.Filters.Chosen()) > 1)
	objects := append([]fyne.CanvasObject{l.where, l.many}, l.deps.Chips.Objects()...)
	l.Object.SetObjects(append(objects, l.clear, l.next, l.readAs, l.unseen, l.index, l.skipped, l.list)...)
	if high := l.Object.HeightFor(l.Object.Size().Width); high != l.high {
		l.high = high
		l.deps.Grown()
	}
}
