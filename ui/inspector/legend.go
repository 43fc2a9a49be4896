package inspector

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"catchlight/ui/kit"
)

// numbered shows the chips one a line, each with the digit that accepts it.
func (f *chipFlow) numbered() []fyne.CanvasObject {
	var lines []fyne.CanvasObject
	for i, x := range f.words {
		digit := ""
		if n := f.in.deps.Ring.Number(x.Name); n <= 9 {
			digit = strconv.Itoa(n)
		}
		number := kit.NewSized(container.NewCenter(kit.NewText(digit, kit.StyleCaption)), 20)
		lines = append(lines, container.NewBorder(nil, nil, number, nil, kit.AtLeft(f.chips[i])))
	}
	return lines
}

// legend explains the signs on chips, in two columns where all its texts have room there, and else
// in one, where a long one wraps.
type legend struct {
	widget.BaseWidget
	signs [4]fyne.CanvasObject
	texts [4]*kit.Paragraph
}

// Lengths of the legend in dp.
const (
	legendGap  = 4 // between a sign and its text
	legendLine = 3 // between lines
)

func newLegend() *legend {
	l := &legend{}
	l.signs = [...]fyne.CanvasObject{
		kit.NewSign(kit.GlyphBars3, kit.TokenAccent), kit.NewSign(kit.GlyphCheck, kit.TokenText),
		kit.NewSign(kit.GlyphPencil, kit.TokenText), kit.NewMark(theme.MediaRecordIcon(), 12, kit.TokenAccent),
	}
	for i, text := range [...]string{
		lang.X("legend.suggested", "suggested, by strength"), lang.X("legend.accepted", "you accepted it"),
		lang.X("legend.typed", "you typed it"), lang.X("legend.unwritten", "not in the file yet"),
	} {
		l.texts[i] = kit.NewParagraph(text, kit.StyleCaption)
	}
	l.ExtendBaseWidget(l)
	return l
}

// columns are the widths of the columns that the texts have room in.
func (l *legend) columns(width float32) []float32 {
	var wide [2]float32
	for i, text := range l.texts {
		wide[i%2] = max(wide[i%2], l.begin(i)+text.Natural())
	}
	if wide[0]+legendGap+wide[1] > width+.5 {
		return []float32{width}
	}
	return []float32{wide[0] + (width-wide[0]-wide[1])/2, wide[1]}
}

// begin is how far behind its sign a text begins.
func (l *legend) begin(i int) float32 { return l.signs[i].MinSize().Width + legendGap }

// walk tells the place of each sign and the size of its text, and returns the height of all: in two
// columns a text has one line, in one as many as it needs.
func (l *legend) walk(width float32, put func(i int, at fyne.Position, text fyne.Size)) float32 {
	columns, x, y := l.columns(width), float32(0), float32(0)
	for i, text := range l.texts {
		room := columns[i%len(columns)] - l.begin(i)
		high := text.HeightFor(room)
		put(i, fyne.NewPos(x, y), fyne.NewSize(room, high))
		if x += columns[0]; (i+1)%len(columns) == 0 {
			x, y = 0, y+high+legendLine
		}
	}
	return y
}

// HeightFor is the height that the legend needs at a width.
func (l *legend) HeightFor(width float32) float32 {
	return l.walk(width, func(int, fyne.Position, fyne.Size) {})
}

// CreateRenderer implements fyne.Widget.
func (l *legend) CreateRenderer() fyne.WidgetRenderer {
	layout := func(s fyne.Size) {
		l.walk(s.Width, func(i int, at fyne.Position, text fyne.Size) {
			sign, line := l.signs[i].MinSize(), l.texts[i].HeightFor(l.texts[i].Natural())
			kit.Place(l.signs[i], at.X, at.Y+(line+legendLine-sign.Height)/2, sign.Width, sign.Height)
			kit.Place(l.texts[i], at.X+l.begin(i), at.Y+legendLine/2, text.Width, text.Height)
		})
	}
	least := func() fyne.Size { return fyne.NewSize(0, l.HeightFor(l.Size().Width)) }
	objects := l.signs[:]
	for _, text := range l.texts {
		objects = append(objects, text)
	}
	return kit.Render(least, layout, func() { layout(l.Size()) }, objects...)
}
