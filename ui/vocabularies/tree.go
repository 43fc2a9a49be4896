package vocabularies

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"catchlight/ui/kit"
)

// rowHeight is that of a row, and levelIndent how much further right a level stands, in dp.
const (
	rowHeight   = 28
	levelIndent = 16
)

// columns are what a row says beside the name.
type columns struct {
	name, synonyms, photos, threshold, precision string
	alert                                        bool // something is to be cured
	faint                                        bool // a heading, or not known to the model
}

// tree is the list of rows with the keyboard: it draws those that are in view.
type tree struct {
	widget.BaseWidget
	outline *outline
	scroll  *kit.Scroll
	text    func(tag int) columns
	chosen  func()                               // another tag is current, or what shows of it
	dropped func(tag, on int, at spot)           // a tag was dragged onto another, or beside it
	hint    func(tag int)                        // the pointer is on another row, −1: on none
	key     func(fyne.KeyName, fyne.KeyModifier) // what the tree itself does not use

	focused bool
	drag    treeDrag
	pointed int // the tag of the row below the pointer, −1 for none
}

func newTree(o *outline) *tree {
	t := &tree{outline: o, drag: noDrag, pointed: -1}
	t.ExtendBaseWidget(t)
	t.scroll = kit.NewScroll(t)
	t.scroll.OnScrolled = func(fyne.Position) { t.Refresh() }
	return t
}

// changed shows other rows.
func (t *tree) changed() {
	t.Resize(fyne.NewSize(t.Size().Width, max(t.MinSize().Height, t.scroll.Size().Height)))
	t.scroll.Refresh()
	t.Refresh()
}

// reveal scrolls as far as it takes to see the current row.
func (t *tree) reveal() {
	if at := t.outline.at(); at >= 0 {
		t.scroll.Reveal(float32(at)*t.high(), float32(at+1)*t.high())
	}
}

// high is the height of a row at the chosen size of text.
func (t *tree) high() float32 { return rowHeight * kit.TextSize(kit.StyleText, t) / 13 }

// rowAt is the row at a height, −1 for none.
func (t *tree) rowAt(y float32) int {
	if i := int(y / t.high()); y >= 0 && i < len(t.outline.rows) {
		return i
	}
	return -1
}

// MouseDown implements desktop.Mouseable: a click chooses, one on the triangle folds.
func (t *tree) MouseDown(e *desktop.MouseEvent) {
	t.focus()
	t.drag = noDrag
	i := t.rowAt(e.Position.Y)
	if i < 0 {
		return
	}
	r := t.outline.rows[i]
	t.outline.current, t.drag.tag = r.tag, r.tag
	if x := 12 + levelIndent*float32(r.level); e.Position.X >= x-4 && e.Position.X < x+16 && r.expand != kit.ExpandNone {
		t.outline.fold(r.expand == kit.ExpandClosed)
		t.changed()
	}
	t.chosen()
	t.Refresh()
}

// MouseUp implements desktop.Mouseable.
func (t *tree) MouseUp(*desktop.MouseEvent) {}

func (t *tree) focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
		c.Focus(t)
	}
}

// FocusGained implements fyne.Focusable.
func (t *tree) FocusGained() {
	t.focused = true
	if t.outline.current < 0 {
		t.outline.step(0)
		t.chosen()
	}
	t.Refresh()
}

// FocusLost implements fyne.Focusable.
func (t *tree) FocusLost() {
	t.focused = false
	t.Refresh()
}

// TypedRune implements fyne.Focusable.
func (t *tree) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (t *tree) TypedKey(e *fyne.KeyEvent) {
	page := max(int(t.scroll.Size().Height/t.high())-1, 1)
	steps := map[fyne.KeyName]int{
		fyne.KeyUp: -1, fyne.KeyDown: 1, fyne.KeyPageUp: -page, fyne.KeyPageDown: page,
		fyne.KeyHome: -len(t.outline.rows), fyne.KeyEnd: len(t.outline.rows),
	}
	held := kit.HeldModifiers()
	switch by, moves := steps[e.Name]; {
	case e.Name == fyne.KeyEscape && t.drag.on:
		t.cancelDrag()
		return
	case held == 0 && moves:
		t.outline.step(by)
	case held == 0 && (e.Name == fyne.KeyLeft || e.Name == fyne.KeyRight):
		t.outline.fold(e.Name == fyne.KeyRight)
		t.changed()
	default:
		t.key(e.Name, held)
		return
	}
	t.reveal()
	t.chosen()
	t.Refresh()
}

// AccessibilityLabel implements fyne.Accessible: the current row.
func (t *tree) AccessibilityLabel() string {
	if t.outline.current < 0 {
		return ""
	}
	c := t.text(t.outline.current)
	return c.name + ", " + c.photos
}

// AccessibilityRole implements fyne.Accessible.
func (t *tree) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer implements fyne.Widget.
func (t *tree) CreateRenderer() fyne.WidgetRenderer {
	return &treeFace{t: t, gap: canvas.NewRectangle(color.Transparent)}
}

// treeFace draws the rows in view, with one set of objects for each of them.
type treeFace struct {
	t       *tree
	rows    []*rowFace
	objects []fyne.CanvasObject
	gap     *canvas.Rectangle // where a tag would go that is dragged between two
}

// rowFace holds what a row is drawn with.
type rowFace struct {
	body, ring                                   *canvas.Rectangle
	triangle, warning                            *kit.Icon
	name, synonyms, photos, threshold, precision *kit.Text
}

func newRowFace() *rowFace {
	f := &rowFace{
		body: canvas.NewRectangle(color.Transparent), ring: canvas.NewRectangle(color.Transparent), triangle: kit.NewIcon(), warning: kit.NewIcon(),
		name: kit.NewText("", kit.StyleText), synonyms: kit.NewText("", kit.StyleDim), photos: kit.NewText("", kit.StyleText),
		threshold: kit.NewText("", kit.StyleDim), precision: kit.NewText("", kit.StyleText),
	}
	f.ring.StrokeWidth, f.ring.CornerRadius = 2, 4
	f.threshold.Width = 1
	f.photos.Align, f.precision.Align = fyne.TextAlignTrailing, fyne.TextAlignTrailing
	return f
}

func (f *rowFace) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{f.body, f.triangle.Image, f.name, f.warning.Image, f.synonyms, f.photos, f.threshold, f.precision, f.ring}
}

func (r *treeFace) Destroy()                     {}
func (r *treeFace) Objects() []fyne.CanvasObject { return append(r.objects, r.gap) }
func (r *treeFace) MinSize() fyne.Size {
	return fyne.NewSize(480, float32(len(r.t.outline.rows))*r.t.high())
}
func (r *treeFace) Layout(fyne.Size) { r.Refresh() }

// Refresh binds the rows in view.
func (r *treeFace) Refresh() {
	t, high := r.t, r.t.high()
	first := max(int(t.scroll.Offset.Y/high), 0)
	n := min(int(t.scroll.Size().Height/high)+2, len(t.outline.rows)-first)
	more := len(r.rows) < n
	for len(r.rows) < n {
		face := newRowFace()
		r.rows, r.objects = append(r.rows, face), append(r.objects, face.objects()...)
	}
	for i, face := range r.rows {
		if i < n {
			r.bind(face, first+i)
			continue
		}
		for _, o := range face.objects() {
			kit.ShowIf(o, false)
		}
	}
	r.showGap()
	if more { // the toolkit knows of no change to an object that it has not drawn yet
		canvas.Refresh(t)
	}
}

// bind shows a row.
func (r *treeFace) bind(f *rowFace, i int) {
	t, row := r.t, r.t.outline.rows[i]
	says := t.text(row.tag)
	kit.Redraw(func() {
		f.body.FillColor, f.ring.StrokeColor = color.Transparent, kit.Tint(kit.TokenAccent, t)
		if row.tag == t.outline.current {
			f.body.FillColor = kit.Tint(kit.TokenSel, t)
		}
		f.ring.Hidden = !(t.focused && row.tag == t.outline.current) && !(i == t.drag.over && t.drag.at == onto)
	}, f.body, f.ring)
	f.triangle.Set(map[kit.Expand]fyne.Resource{kit.ExpandClosed: theme.MenuExpandIcon(), kit.ExpandOpen: theme.MenuDropDownIcon()}[row.expand], kit.TokenDim)
	f.warning.Set(map[bool]fyne.Resource{true: theme.WarningIcon()}[says.alert], kit.TokenAlert)
	token := fyne.ThemeColorName("")
	if says.faint && row.tag != t.outline.current {
		token = kit.TokenFaint
	}
	f.name.SetToken(token)
	for text, says := range map[*kit.Text]string{f.name: says.name, f.synonyms: says.synonyms, f.photos: says.photos, f.threshold: says.threshold, f.precision: says.precision} {
		text.SetText(says)
		kit.ShowIf(text, true)
	}
	kit.ShowIf(f.body, true)
	f.place(fyne.NewPos(0, float32(i)*t.high()), fyne.NewSize(t.Size().Width, t.high()), row.level, says.alert)
}

// place sets the columns of a row.
func (f *rowFace) place(at fyne.Position, size fyne.Size, level int, alert bool) {
	c := columnsOf(size.Width, f.photos)
	high := f.name.MinSize().Height
	y := at.Y + (size.Height-high)/2
	kit.Place(f.body, 0, at.Y, size.Width, size.Height)
	kit.Place(f.ring, 1, at.Y+1, size.Width-2, size.Height-2)
	x := 12 + levelIndent*float32(level)
	side := 16 * kit.TextSize(kit.StyleText, f.name) / usualSize
	kit.Place(f.triangle.Image, x+8-side/2, at.Y+(size.Height-side)/2, side, side)
	x += 6 + side
	room := c.synonyms - x - 8
	if alert {
		room -= 24
	}
	wide := min(f.name.MinSize().Width, max(room, 24))
	kit.Place(f.name, x, y, wide, high)
	kit.Place(f.warning.Image, x+wide+8, at.Y+(size.Height-side)/2, side, side)
	kit.Place(f.synonyms, c.synonyms, y, max(c.photos-c.synonyms-8, 0), high)
	kit.Place(f.photos, c.photos, y, c.photosWide, high)
	kit.Place(f.threshold, c.threshold, y, c.precision-c.threshold-8, high)
	kit.Place(f.precision, c.precision, y, c.precisionWide, high)
}

// usualSize is that of texts at 100 %, in dp.
const usualSize = 13

// places are where the columns begin at a width; they are as wide as the text in them wants.
type places struct{ synonyms, photos, photosWide, threshold, precision, precisionWide float32 }

func columnsOf(width float32, in *kit.Text) places {
	scale := kit.TextSize(kit.StyleText, in) / usualSize
	p := places{photosWide: 64 * scale, precisionWide: 76 * scale}
	p.precision = width - 16 - p.precisionWide
	p.threshold = p.precision - 108*scale
	p.photos = p.threshold - 12 - p.photosWide
	p.synonyms = min(max(width*.32, 180), p.photos)
	return p
}

// heads is the line above the tree: what the columns are.
type heads struct{ texts []*kit.Text }

func newHeads(names ...string) fyne.CanvasObject {
	h := heads{}
	var objects []fyne.CanvasObject
	for i, name := range names {
		text := kit.NewText(name, kit.StyleHeading)
		text.Width = 1
		if i == 2 || i == 4 {
			text.Align = fyne.TextAlignTrailing
		}
		h.texts, objects = append(h.texts, text), append(objects, text)
	}
	return container.New(h, objects...)
}

// MinSize implements fyne.Layout.
func (h heads) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(480, rowHeight*kit.TextSize(kit.StyleText, h.texts[0])/usualSize)
}

// Layout implements fyne.Layout.
func (h heads) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	c := columnsOf(s.Width, h.texts[0])
	high := h.texts[0].MinSize().Height
	y := (s.Height - high) / 2
	kit.Place(objects[0], 28, y, c.synonyms-36, high)
	kit.Place(objects[1], c.synonyms, y, max(c.photos-c.synonyms-8, 0), high)
	kit.Place(objects[2], c.photos, y, c.photosWide, high)
	kit.Place(objects[3], c.threshold, y, c.precision-c.threshold-8, high)
	kit.Place(objects[4], c.precision, y, c.precisionWide, high)
}
