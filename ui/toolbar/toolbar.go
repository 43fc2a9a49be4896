// Package toolbar is what stands over the photos: the toolbar, and the line that says where the
// user is.
package toolbar

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

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

// Deps is what the toolbar works with. All must be set.
type Deps struct {
	Search   fyne.CanvasObject // the field
	SetOrder func(view.Order)
	SetStep  func(grid.Size)
	Review   func()
	Write    func()
	WriteKey string                                         // that Write is called by too
	Hint     func(owner any, text string) func(inside bool) // makes what shows a hint
}

// State is what the toolbar shows.
type State struct {
	Full      bool // there are photos
	Order     view.Order
	Step      grid.Size
	CanReview bool
	Unwritten int // photos to write
}

// Toolbar is the strip over the grid: search, sort, size, Write. It belongs to Fyne's goroutine.
type Toolbar struct {
	Object fyne.CanvasObject
	bar    *kit.Bar
	sort   *kit.Select
	size   *kit.Slider
	review *kit.Button
	write  *kit.Button
}

// New returns a toolbar; Update says what it shows.
func New(d Deps) *Toolbar {
	t := &Toolbar{}
	t.sort = kit.NewSelect(orderNames(), 0, func(i int) { d.SetOrder(view.Orders()[i]) })
	t.size = kit.NewSlider(5, int(grid.Medium), func(i int) { d.SetStep(grid.Size(i)) })
	t.review = kit.NewButton(lang.X("cmd.review", "Review"), d.Review)
	t.review.Shortcut = "R"
	t.review.OnHint = d.Hint(t.review, lang.X("hint.review", "Shows one tag over all photos, the likeliest first (R)"))
	t.write = kit.NewButton("", d.Write)
	t.write.Accent, t.write.Shortcut = true, d.WriteKey
	t.write.OnHint = d.Hint(t.write, lang.X("hint.write", "Shows what would change in which files; writes nothing yet"))
	t.bar = kit.NewBar(44, []fyne.CanvasObject{kit.NewNarrowing(searchWidth, searchLeast, d.Search), kit.NewFixed(sortWidth, t.sort)},
		[]fyne.CanvasObject{kit.NewSized(t.size, sizeWidth), t.review, t.write})
	t.bar.Keep, t.bar.First = searchLeast, searchLeast+sortWidth+t.bar.Gap // keys change the size, too
	t.Object = container.NewStack(kit.NewSurface(kit.TokenBg), t.bar)
	return t
}

func orderNames() []string {
	return []string{lang.X("sort.taken", "Date taken"), lang.X("sort.name", "File name"), lang.X("sort.folder", "Folder"), lang.X("sort.score", "Score")}
}

// Update shows another state.
func (t *Toolbar) Update(s State) {
	if s.Full != t.sort.Visible() {
		kit.ShowIf(t.sort, s.Full)
		kit.ShowIf(t.size, s.Full)
		t.bar.Refresh()
	}
	if i := slices.Index(view.Orders(), s.Order); i != t.sort.Selected() {
		t.sort.SetSelected(i)
	}
	t.size.SetValue(int(s.Step))
	t.review.SetDisabled(!s.CanReview)
	if s.Full && s.Unwritten > 0 {
		t.write.SetLabel(lang.X("toolbar.writeN", "Write {{.n}}", phrase.Count(s.Unwritten)))
		t.write.Enable()
		return
	}
	t.write.SetLabel(lang.X("toolbar.write", "Write"))
	t.write.Disable()
}
