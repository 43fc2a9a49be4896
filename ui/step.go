package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"catchlight/ui/grid"
)

// Step is one step of the tour: a number in a circle of 24, a title and a text. The step to do now has a filled circle, a
// done one a check.
type Step struct {
	widget.BaseWidget
	number    int
	now, done bool
	body      *Column
}

// NewStep returns a step of the tour.
func NewStep(number int, now, done bool, title, text string) *Step {
	s := &Step{number: number, now: now, done: done}
	s.body = NewColumn(2, NewText(title, StyleBold), NewParagraph(text, StyleCaption))
	s.ExtendBaseWidget(s)
	return s
}

// HeightFor is the height that the step needs at a width.
func (s *Step) HeightFor(width float32) float32 { return max(s.body.HeightFor(width-stepIndent)+8, 32) }

// stepIndent is where the text begins, in dp.
const stepIndent = 36

// CreateRenderer implements fyne.Widget.
func (s *Step) CreateRenderer() fyne.WidgetRenderer {
	circle := canvas.NewCircle(nil)
	circle.StrokeWidth = 1
	digit := NewText(strconv.Itoa(s.number), StyleJob)
	digit.Align = fyne.TextAlignCenter
	check := newIcon()
	check.Set(theme.ConfirmIcon(), grid.TokenAccent)
	paint := func() {
		circle.StrokeColor = tint(grid.TokenEdge, s)
		if s.now {
			circle.FillColor, circle.StrokeColor, digit.Token = tint(grid.TokenFill, s), tint(grid.TokenFill, s), grid.TokenOnFill
		}
		showIf(check, s.done)
		showIf(digit, !s.done)
		circle.Refresh()
	}
	layout := func(size fyne.Size) {
		place(circle, 0, 4, 24, 24)
		place(digit, 0, 4+(24-digit.MinSize().Height)/2, 24, digit.MinSize().Height)
		place(check, 4, 8, 16, 16)
		place(s.body, stepIndent, 2, size.Width-stepIndent, s.body.HeightFor(size.Width-stepIndent))
	}
	paint()
	return render(func() fyne.Size { return fyne.NewSize(stepIndent+80, 32) }, layout, paint, circle, digit, check.Image, s.body)
}
