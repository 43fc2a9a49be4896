package review

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"catchlight/library"
	"catchlight/ui/kit"
	"catchlight/ui/thumbnail"
)

// Lengths of a row of the leftovers in dp: its photos have the grid's middle size.
const (
	leftoverName   = 220
	leftoverWidth  = 176
	leftoverHeight = 132
	leftoverInset  = 12 // at both ends
)

// leftoverRow is one tag with its photos, each with a chip that accepts and refuses it there.
type leftoverRow struct {
	Leftover
	in     *Leftovers
	object fyne.CanvasObject
	ground *kit.Surface
	frames []*thumbnail.Frame
	chips  []*kit.ChipButton
}

func newLeftoverRow(l *Leftovers, at int, row Leftover) *leftoverRow {
	r := &leftoverRow{Leftover: row, in: l, ground: kit.NewSurface(kit.TokenWell)}
	name := kit.NewText(row.Name, kit.StyleTitle)
	name.Width = 1
	title := container.NewVBox(name, kit.NewParagraph(row.parents(), kit.StyleCaption))
	photos := container.NewHBox()
	for i, id := range row.Photos {
		photos.Add(r.photo(at, i, id))
	}
	body := container.New(beside{}, kit.NewSized(title, leftoverName), photos)
	padded := container.New(layout.NewCustomPaddedLayout(8, 8, leftoverInset, leftoverInset), body)
	r.object = container.NewStack(r.ground, newTarget(l, padded, func() { l.choose(at, -1) }, nil))
	return r
}

// beside sets a name and photos side by side: the name has its own width where there is room, and
// otherwise what two photos leave, for they cannot be smaller: those of all rows begin together.
type beside struct{}

// besideGap is the space between them, nameLeast the least width of the name, and mostPhotos that of
// two photos, in dp.
const besideGap, nameLeast, mostPhotos = 8, 60, 2*leftoverWidth + 4

// MinSize implements fyne.Layout.
func (beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	name, photos := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(nameLeast+besideGap+photos.Width, max(name.Height, photos.Height))
}

// Layout implements fyne.Layout.
func (beside) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	photos := objects[1].MinSize().Width
	name := min(objects[0].MinSize().Width, max(s.Width-besideGap-max(photos, mostPhotos), nameLeast))
	kit.Place(objects[0], 0, 0, name, s.Height)
	kit.Place(objects[1], name+besideGap, 0, photos, s.Height)
}

// photo is one of the row's photos with its chip below.
func (r *leftoverRow) photo(at, i int, id library.ID) fyne.CanvasObject {
	f := thumbnail.NewFrame(canvas.ImageFillContain)
	f.Show(r.in.deps.Thumbnails, id, leftoverWidth, leftoverHeight)
	c := kit.NewChipButton(kit.Chip{})
	c.SetSize(kit.WellChip)
	answer := func(v library.Verdict) {
		r.in.decide(at, i, v)
		r.in.refresh()
	}
	c.OnCross = func() { answer(library.Rejected) }
	c.OnClicked = func(fyne.KeyModifier) {
		if _, state := r.in.state(at, i); asks(state) {
			answer(library.Accepted)
		} else {
			answer(library.Undecided)
		}
	}
	c.OnMenu = func(where fyne.Position) {
		r.in.choose(at, i)
		r.in.deps.Menu(where)
	}
	r.frames, r.chips = append(r.frames, f), append(r.chips, c)
	picture := container.NewGridWrap(fyne.NewSize(leftoverWidth, leftoverHeight), newTarget(r.in, f.Picture, func() { r.in.choose(at, i) }, func() { r.in.deps.Loupe(r.in) }))
	flow := kit.NewFlow(0, 0)
	flow.SetObjects([]fyne.CanvasObject{c})
	return container.NewVBox(picture, flow)
}

// refresh shows how the tag stands on each photo, and which of them the keys act on.
func (r *leftoverRow) refresh(current bool, photo int) {
	r.ground.SetToken(kit.TokenWell)
	if current {
		r.ground.SetToken(kit.TokenSel)
	}
	for i, c := range r.chips {
		p := r.in.deps.Photo(r.Photos[i])
		if p == nil {
			continue
		}
		c.SetChip(r.in.chip(p, r.Name))
		c.SetCurrent(current && (photo < 0 || photo == i) && r.in.deps.Reached())
	}
}

// drop cancels the pictures that have been asked for.
func (r *leftoverRow) drop() {
	for _, f := range r.frames {
		f.Drop()
	}
}

// target is an object that a click chooses, a double-click opens, and a right click asks what to do
// with.
type target struct {
	widget.BaseWidget
	in             *Leftovers
	content        fyne.CanvasObject
	chosen, opened func() // opened may be nil
	last           time.Time
}

func newTarget(l *Leftovers, content fyne.CanvasObject, chosen, opened func()) *target {
	t := &target{in: l, content: content, chosen: chosen, opened: opened}
	t.ExtendBaseWidget(t)
	return t
}

// doubleClick is the time between the clicks of a double-click. Fyne's own would delay the first
// click by as much.
const doubleClick = 300 * time.Millisecond

// Tapped implements fyne.Tappable.
func (t *target) Tapped(*fyne.PointEvent) {
	now := time.Now()
	double := t.opened != nil && now.Sub(t.last) < doubleClick
	if t.last = now; double {
		t.last = time.Time{}
		t.opened()
		return
	}
	t.chosen()
}

// TappedSecondary implements fyne.SecondaryTappable.
func (t *target) TappedSecondary(e *fyne.PointEvent) {
	t.chosen()
	t.in.deps.Menu(e.AbsolutePosition)
}

// CreateRenderer implements fyne.Widget.
func (t *target) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.content) }
