package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

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
		container.NewCenter(newMark(theme.FolderOpenIcon(), 48, kit.TokenDim)), gap(4),
		container.NewCenter(kit.NewText(lang.X("empty.drop", "Drop photos or folders here"), kit.StylePage)),
		container.NewCenter(kit.NewText(lang.X("empty.anywhere", "anywhere in this window"), kit.StyleDim)), gap(8),
		container.NewCenter(container.NewHBox(folder, gap(0), files)))
	frame := container.NewGridWrap(frameSize, container.NewStack(newFrame(), container.NewCenter(inside)))
	promises := container.NewVBox(
		promise(theme.VisibilityOffIcon(), lang.X("empty.local", "Photos stay on this computer.")),
		promise(theme.DocumentIcon(), lang.X("empty.noChange", "No file changes until you press Write.")),
		promise(theme.ContentUndoIcon(), lang.X("empty.undo", "Every write can be undone.")))
	return container.NewCenter(container.NewVBox(frame, gap(12), container.NewCenter(promises)))
}

func promise(icon fyne.Resource, text string) fyne.CanvasObject {
	return container.NewHBox(newMark(icon, 16, kit.TokenDim), gap(0), kit.NewText(text, kit.StyleDim))
}

// newMark is an icon of a size in the colour of a token.
func newMark(res fyne.Resource, size float32, token fyne.ThemeColorName) fyne.CanvasObject {
	i := kit.NewIcon()
	i.SetMinSize(fyne.NewSquareSize(size))
	i.Set(res, token)
	return i.Image
}

// frame is an outline with round corners.
type frame struct{ widget.BaseWidget }

func newFrame() *frame {
	f := &frame{}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer implements fyne.Widget.
func (f *frame) CreateRenderer() fyne.WidgetRenderer {
	r := canvas.NewRectangle(nil)
	r.StrokeWidth, r.CornerRadius = 1, 8
	paint := func() {
		r.FillColor, r.StrokeColor = kit.Tint(kit.TokenWell, f), kit.Tint(kit.TokenEdge, f)
		r.Refresh()
	}
	paint()
	return kit.Render(func() fyne.Size { return fyne.Size{} }, func(s fyne.Size) { r.Resize(s) }, paint, r)
}

// emptyState is the centre when no photo is in the scope: a sentence, and the way out.
type emptyState struct {
	w      *Window
	object *fyne.Container
	title  *kit.Text
	text   *kit.Text
	chips  choiceChips
	drop   *kit.Flow // the filters
	clear  *kit.Button
	all    *kit.Button
}

func newNothing(w *Window) *emptyState {
	n := &emptyState{w: w, title: kit.NewText("", kit.StylePage), text: kit.NewText("", kit.StyleDim)}
	n.chips.w = w
	n.drop = kit.NewFlow(8, 6)
	n.clear = kit.NewButton(lang.X("cmd.clearFilters", "Clear filters"), w.filters.clearFilters)
	n.all = kit.NewButton(lang.X("none.showAll", "Show all photos"), n.out)
	n.object = container.New(middle{}, n.title, n.text, n.drop, container.NewHBox(n.clear, n.all))
	return n
}

// middle sets objects below one another in the middle of the space, each at its own width or, where that is more than
// there is, in lines.
type middle struct{}

// MinSize implements fyne.Layout.
func (middle) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout implements fyne.Layout.
func (middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	const between, widest = 12, 480
	most, height := min(size.Width-24, widest), float32(-between)
	for _, o := range objects {
		if o.Visible() {
			height += kit.HeightFor(o, most) + between
		}
	}
	y := max((size.Height-height)/2, 0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		w, h := min(widthOf(o), most), kit.HeightFor(o, most)
		kit.Place(o, (size.Width-w)/2, y, w, h)
		y += h + between
	}
}

// widthOf is the width that an object has when there is enough.
func widthOf(o fyne.CanvasObject) float32 {
	if f, ok := o.(*kit.Flow); ok {
		return f.Natural()
	}
	return o.MinSize().Width
}

func (n *emptyState) out() {
	n.w.filters.chosen = nil
	n.w.toolbar.empty()
	n.w.enter(view.Scope{})
	n.w.focusGrid()
}

// refresh says why there is nothing: where there are filters, it is them.
func (n *emptyState) refresh() {
	defer n.object.Refresh()
	n.drop.SetObjects(n.chips.objects())
	kit.ShowIf(n.drop, n.w.filters.hasFilters())
	kit.ShowIf(n.clear, n.w.filters.hasFilters())
	if n.w.filters.hasFilters() {
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
