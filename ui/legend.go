package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/assets"
)

// numbered shows the chips one a line, each with the digit that accepts it.
func (f *chipFlow) numbered() []fyne.CanvasObject {
	var lines []fyne.CanvasObject
	for i := range f.words {
		digit := ""
		if i < 9 {
			digit = strconv.Itoa(i + 1)
		}
		line := NewFlow(0, 0)
		line.objects = []fyne.CanvasObject{sized(NewText(digit, StyleCaption), 22), f.chips[i]}
		lines = append(lines, line)
	}
	return lines
}

// newLegend explains the signs on chips.
func newLegend() fyne.CanvasObject {
	entry := func(sign fyne.CanvasObject, text string) fyne.CanvasObject {
		t := NewText(text, StyleCaption)
		t.Width = 1
		return container.NewBorder(nil, nil, container.NewCenter(sign), nil, t)
	}
	return container.NewGridWithColumns(2,
		entry(newBars(), lang.X("legend.suggested", "suggested, by strength")),
		entry(newMark(theme.ConfirmIcon(), 12, TokenText), lang.X("legend.accepted", "you accepted it")),
		entry(newMark(pencilIcon, 12, TokenText), lang.X("legend.typed", "you typed it")),
		entry(newDot(), lang.X("legend.unwritten", "not in the file yet")))
}

// pencilIcon is the icon of what was typed.
var pencilIcon = fyne.NewStaticResource("pencil.svg", assets.Icon(assets.IconPencil))

// newBars is the sign of a strong suggestion, 12 by 12 dp.
func newBars() fyne.CanvasObject {
	bars := container.NewWithoutLayout()
	for i := range 3 {
		bar, height := NewSurface(TokenAccent), float32(4*(i+1))
		place(bar, float32(4*i), 12-height, 3, height)
		bars.Add(bar)
	}
	return container.NewGridWrap(fyne.NewSquareSize(12), bars)
}

// newDot is the sign of what is not in the file yet.
func newDot() fyne.CanvasObject {
	dot := NewSurface(TokenAccent)
	place(dot, 3, 3, 6, 6)
	return container.NewGridWrap(fyne.NewSquareSize(12), container.NewWithoutLayout(dot))
}
