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
// in one.
type legend struct {
	widget.BaseWidget
	signs, texts [4]fyne.CanvasObject
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
		l.texts[i] = kit.NewText(text, kit.StyleCaption)
	}
	l.ExtendBaseWidget(l)
	return l
}

// columns are the widths of the columns that the texts have room in.
func (l *legend) columns(width float32) []float32 {
	var wide [2]float32
	for i := range l.texts {
		wide[i%2] = max(wide[i%2], l.signs[i].MinSize().Width+legendGap+l.texts[i].MinSize().Width)
	}
	if wide[0]+legendGap+wide[1] > width+.5 {
		return []float32{width}
	}
	return []float32{wide[0] + (width-wide[0]-wide[1])/2, wide[1]}
}

func (l *legend) line() float32 { return l.texts[0].MinSize().Height + legendLine }

// HeightFor is the height that the legend needs at a width.
func (l *legend) HeightFor(width float32) float32 {
	return float32(len(l.texts)/len(l.columns(width))) * l.line()
}

// CreateRenderer implements fyne.Widget.
func (l *legend) CreateRenderer() fyne.WidgetRenderer {
	layout := func(s fyne.Size) {
		columns, line := l.columns(s.Width), l.line()
		for i := range l.texts {
			n := len(columns)
			x, y, sign := float32(i%n)*columns[0], float32(i/n)*line, l.signs[i].MinSize()
			kit.Place(l.signs[i], x, y+(line-sign.Height)/2, sign.Width, sign.Height)
			x += sign.Width + legendGap
			kit.Place(l.texts[i], x, y+legendLine/2, min(l.texts[i].MinSize().Width, s.Width-x), line-legendLine)
		}
	}
	least := func() fyne.Size { return fyne.NewSize(0, l.HeightFor(l.Size().Width)) }
	return kit.Render(least, layout, func() { layout(l.Size()) }, append(l.signs[:], l.texts[:]...)...)
}
