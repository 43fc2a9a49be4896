package grid

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"catchlight/ui/kit"
)

// dimmed is how translucent a dimmed photo is: 42 % opacity.
const dimmed = 1 - .42

// cellView draws one cell with canvas objects that can show another cell at any
// time. It holds no state of a photo but the ID of the one it shows.
type cellView struct {
	root  *fyne.Container
	body  *canvas.Rectangle // fill of the selected
	edge  *canvas.Image     // outline of the selected, ring of the current
	empty *kit.Ground       // placeholder of the photo
	photo *canvas.Image
	name  *canvas.Text
	score *canvas.Text
	more  *canvas.Text
	dot   *canvas.Rectangle
	chips []*kit.ChipFace
	marks []*markFace

	index  int
	cell   Cell
	strip  strip
	room   stripRoom       // that the strip was laid out in
	asked  *pictureRequest // the picture that was asked for, nil if none was
	cancel func()          // of that wish, nil if it has none
}

// markFace draws a mark: a number and a glyph.
type markFace struct {
	text  *canvas.Text
	glyph *canvas.Image
	mark  Mark
	left  float32 // of its place, from the cell's corner
}

func newCellView() *cellView {
	v := &cellView{
		body: canvas.NewRectangle(color.Transparent), edge: kit.NewPicture(), empty: kit.NewGround(), photo: kit.NewPicture(),
		name: canvas.NewText("", color.Transparent), score: canvas.NewText("", color.Transparent),
		more: canvas.NewText("", color.Transparent), dot: canvas.NewRectangle(color.Transparent),
	}
	v.name.Alignment = fyne.TextAlignCenter
	v.root = &fyne.Container{Objects: []fyne.CanvasObject{v.body, v.edge, v.empty.Picture, v.photo, v.name, v.score, v.more, v.dot}}
	return v
}

// cellLook is what a cell is drawn with.
type cellLook struct {
	*kit.Palette
	geometry
	lines    int
	selected bool
	current  bool
	target   bool // of what is dragged
	pointed  bool // the pointer is in the cell
	hovered  int  // index in the strip of the chip under the pointer, -1
}

// show draws a cell's value.
func (v *cellView) show(c Cell, l cellLook) {
	same := c.ID == v.cell.ID
	v.cell = c
	room := stripRoom{width: l.box.Width, reserve: v.reserve(l), lines: v.chipLines(l), unit: l.Unit}
	if same && l.pointed && room == v.room {
		v.strip.renew(c.Chips, room)
	} else {
		v.strip, v.room = layOut(ordered(c.Chips), room), room
	}
	v.root.Resize(l.cell)
	v.showBody(l)
	v.showPhoto(l)
	v.showName(l)
	v.showStrip(l)
	v.showMarks(l)
}

// chipLines is the number of lines for chips; a score takes their place.
func (v *cellView) chipLines(l cellLook) int {
	if v.cell.Score != "" {
		return 0
	}
	return l.lines
}

// showBody draws what says selected and current: grey and white, never a hue.
func (v *cellView) showBody(l cellLook) {
	v.body.FillColor, v.body.CornerRadius, v.body.Hidden = l.Colour(kit.TokenSel), 4, !l.selected
	v.body.Resize(l.cell)
	v.body.Refresh()
	stroke, token := float32(0), kit.TokenEdge
	switch {
	case l.target:
		stroke, token = 1, kit.TokenAccent
	case l.current:
		stroke, token = 2, kit.TokenRing
	case l.selected:
		stroke = 1
	}
	l.Outline(v.edge, fyne.Position{}, l.cell, 4, stroke, token)
}

// showPhoto places the picture, or the flat placeholder in its shape.
func (v *cellView) showPhoto(l cellLook) {
	img, aspect := v.cell.Image, v.cell.Aspect
	if img != nil {
		aspect = float32(img.Rect.Dx()) / float32(max(img.Rect.Dy(), 1))
	}
	at, size := l.fitted(aspect, l.Scale)
	v.empty.Picture.Move(at)
	v.empty.Picture.Resize(size)
	v.empty.Picture.Hidden = img != nil
	v.empty.Paint(l.Colour(kit.TokenPanel))
	v.photo.Move(at)
	v.photo.Resize(size)
	v.photo.Hidden = img == nil
	v.setImage(img, v.cell.Dimmed)
}

// setImage hands a picture to the image object, if it is another one.
func (v *cellView) setImage(img *image.RGBA, dim bool) {
	translucency := 0.
	if dim {
		translucency = dimmed
	}
	old, _ := v.photo.Image.(*image.RGBA)
	if img == nil || old == img && v.photo.Translucency == translucency {
		return
	}
	v.photo.Image, v.photo.Translucency = img, translucency
	v.photo.Refresh()
}

// showName writes the line under the photo.
func (v *cellView) showName(l cellLook) {
	t := v.name
	t.Hidden = l.name == 0
	if t.Hidden {
		return
	}
	t.TextSize, t.Color = kit.CellChip.TextSize(l.Unit), l.Colour(kit.TokenDim)
	if l.selected {
		t.Color = l.Colour(kit.TokenText)
	}
	t.Text = kit.Fit(v.cell.Name, t.TextSize, t.TextStyle, l.box.Width)
	t.Move(fyne.NewPos(inset, 2*inset+l.box.Height-3))
	t.Resize(fyne.NewSize(l.box.Width, l.name))
	t.Refresh()
}

// stripAt is the corner of the strip.
func (l cellLook) stripAt() fyne.Position {
	return fyne.NewPos(inset, 2*inset+l.box.Height+l.name)
}

// lastLine is the vertical position of the strip's last line.
func (l cellLook) lastLine() float32 { return l.stripAt().Y + l.strip - kit.CellChip.Height(l.Unit) }

// showStrip draws chips and "+n", or the score.
func (v *cellView) showStrip(l cellLook) {
	for len(v.chips) < len(v.strip.spots) {
		f := kit.NewChipFace()
		v.chips = append(v.chips, f)
		v.root.Objects = append(v.root.Objects, f.Objects()...)
	}
	for i, f := range v.chips {
		if i >= len(v.strip.spots) {
			f.Hide()
			continue
		}
		s := v.strip.spots[i]
		if s.gone {
			f.Hide()
			continue
		}
		f.Show(s.chip, kit.CellChip, l.Palette, l.stripAt().Add(s.at), s.width, l.hovered == i)
	}
	v.line(v.more, moreText(v.strip.more), l.stripAt().Add(v.strip.at).AddXY(morePad*l.Unit, 0), v.strip.more > 0, l)
	dot := kit.DotSide * l.Unit
	v.dot.FillColor, v.dot.CornerRadius, v.dot.Hidden = l.Colour(kit.TokenAccent), dot/2, !v.strip.dot
	v.dot.Move(v.more.Position().AddXY(v.more.Size().Width+kit.CellChip.Gap(l.Unit), (kit.CellChip.Height(l.Unit)-dot)/2))
	v.dot.Resize(fyne.NewSquareSize(dot))
	v.dot.Refresh()
	size := kit.CellChip.TextSize(l.Unit)
	v.line(v.score, kit.Fit(v.cell.Score, size, fyne.TextStyle{}, l.box.Width-v.reserve(l)), fyne.NewPos(inset, l.lastLine()), v.cell.Score != "" && l.strip > 0, l)
}

// line writes one of the strip's small texts, or hides it.
func (v *cellView) line(t *canvas.Text, text string, at fyne.Position, shown bool, l cellLook) {
	t.Hidden = !shown
	if !shown {
		return
	}
	t.Text, t.TextSize, t.Color = text, kit.CellChip.TextSize(l.Unit), l.Colour(kit.TokenDim)
	t.Move(at)
	t.Resize(fyne.NewSize(kit.TextWidth(text, t.TextSize, t.TextStyle), kit.CellChip.Height(l.Unit)))
	t.Refresh()
}

// reserve is the width that the marks take from the strip's last line.
func (v *cellView) reserve(l cellLook) (width float32) {
	for _, m := range v.cell.Marks {
		width += m.width(l.Unit) + stripGap
	}
	return width
}

// width of a mark.
func (m Mark) width(unit float32) float32 {
	w := float32(0)
	if m.Glyph != kit.GlyphNone {
		w = markSide * unit
	}
	if m.Text != "" {
		w += kit.TextWidth(m.Text, kit.CellChip.TextSize(unit), fyne.TextStyle{}) + 2
	}
	return w
}

// showMarks draws the marks at the right of the last line.
func (v *cellView) showMarks(l cellLook) {
	for len(v.marks) < len(v.cell.Marks) {
		m := &markFace{text: canvas.NewText("", color.Transparent), glyph: kit.NewPicture()}
		v.marks = append(v.marks, m)
		v.root.Objects = append(v.root.Objects, m.text, m.glyph)
	}
	right := inset + l.box.Width
	for i := len(v.marks) - 1; i >= 0; i-- {
		m := v.marks[i]
		if i >= len(v.cell.Marks) || l.strip == 0 {
			m.text.Hide()
			m.glyph.Hide()
			continue
		}
		m.mark = v.cell.Marks[i]
		m.left = right - m.mark.width(l.Unit)
		v.showMark(m, right, l)
		right = m.left - stripGap
	}
}

// showMark draws one mark that ends at right.
func (v *cellView) showMark(m *markFace, right float32, l cellLook) {
	v.line(m.text, m.mark.Text, fyne.NewPos(m.left, l.lastLine()), m.mark.Text != "", l)
	side := markSide * l.Unit
	m.glyph.Hidden = m.mark.Glyph == kit.GlyphNone
	if !m.glyph.Hidden {
		kit.SetPicture(m.glyph, l.Sign(m.mark.Glyph, markSide*l.Unit, m.mark.token()))
		m.glyph.Move(fyne.NewPos(right-side, l.lastLine()+(kit.CellChip.Height(l.Unit)-side)/2))
		m.glyph.Resize(fyne.NewSquareSize(side))
	}
}

// token is the colour of a mark's glyph: a warning has the alert colour.
func (m Mark) token() fyne.ThemeColorName {
	if m.Glyph == kit.GlyphWarning {
		return kit.TokenAlert
	}
	return kit.TokenText
}

// hit says what is at a point of the cell.
func (v *cellView) hit(p fyne.Position, l cellLook) (Hit, int) {
	h := Hit{Index: v.index, Part: Photo}
	height := kit.CellChip.Height(l.Unit)
	for i, s := range v.strip.spots {
		in := p.Subtract(l.stripAt().Add(s.at))
		if !s.gone && in.X >= 0 && in.X < s.width && in.Y >= -stripGap/2 && in.Y < height+stripGap/2 {
			h.Part, h.Chip = ChipBody, s.chip
			if kit.CellChip.OnCross(s.chip, l.Unit, s.width, in.X) {
				h.Part = ChipCross
			}
			return h, i
		}
	}
	in := p.Subtract(l.stripAt().Add(v.strip.at))
	if v.strip.more > 0 && in.X >= 0 && in.X < moreWidth(v.strip.more, v.strip.dot, l.Unit)+stripGap && in.Y >= 0 && in.Y < height {
		h.Part = More
		return h, -1
	}
	return v.hitMark(p, l, h), -1
}

// hitMark finds the mark at a point.
func (v *cellView) hitMark(p fyne.Position, l cellLook, h Hit) Hit {
	if l.strip == 0 || p.Y < l.lastLine() || p.Y >= l.lastLine()+kit.CellChip.Height(l.Unit) {
		return h
	}
	for i := range v.cell.Marks {
		if m := v.marks[i]; p.X >= m.left && p.X < m.left+m.mark.width(l.Unit) {
			h.Part, h.Mark = MarkSign, m.mark
		}
	}
	return h
}

// release forgets what the view showed, before it shows another cell.
func (v *cellView) release() {
	v.stop()
	v.cell, v.index = Cell{}, -1
}

// stop takes back the wish for a picture.
func (v *cellView) stop() {
	if v.cancel != nil {
		v.cancel()
	}
	v.asked, v.cancel = nil, nil
}
