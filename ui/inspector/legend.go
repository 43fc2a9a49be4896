package inspector

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/assets"
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
		line := kit.NewFlow(0, 0)
		at := container.NewGridWrap(fyne.NewSize(20, 24), container.NewCenter(kit.NewText(digit, kit.StyleCaption)))
		line.SetObjects([]fyne.CanvasObject{at, f.chips[i]})
		lines = append(lines, line)
	}
	return lines
}

// newLegend explains the signs on chips.
func newLegend() fyne.CanvasObject {
	entry := func(sign fyne.CanvasObject, text string) fyne.CanvasObject {
		t := kit.NewText(text, kit.StyleCaption)
		t.Width = 1
		return container.NewBorder(nil, nil, container.NewCenter(sign), nil, t)
	}
	row := func(left, right fyne.CanvasObject) fyne.CanvasObject {
		return container.NewBorder(nil, nil, container.NewGridWrap(fyne.NewSize(144, 18), left), nil, right)
	}
	return container.NewVBox(
		row(entry(newBars(), lang.X("legend.suggested", "suggested, by strength")),
			entry(kit.NewMark(theme.ConfirmIcon(), 12, kit.TokenText), lang.X("legend.accepted", "you accepted it"))),
		row(entry(kit.NewMark(pencilIcon, 12, kit.TokenText), lang.X("legend.typed", "you typed it")),
			entry(kit.NewMark(theme.MediaRecordIcon(), 12, kit.TokenAccent), lang.X("legend.unwritten", "not in the file yet"))))
}

// pencilIcon is the icon of what was typed.
var pencilIcon = fyne.NewStaticResource("pencil.svg", assets.Icon(assets.IconPencil))

// newBars is the sign of a strong suggestion, 12 by 12 dp.
func newBars() fyne.CanvasObject {
	bars := container.NewWithoutLayout()
	for i := range 3 {
		bar, height := kit.NewSurface(kit.TokenAccent), float32(4*(i+1))
		kit.Place(bar, float32(4*i), 12-height, 3, height)
		bars.Add(bar)
	}
	return container.NewGridWrap(fyne.NewSquareSize(12), bars)
}
