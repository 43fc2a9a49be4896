package kit

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Step is one step of the tour: a number in a circle of 24, a title and a text. The step to do now
// has a filled circle, a done one a check.
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
	check := NewIcon()
	check.Set(theme.ConfirmIcon(), TokenAccent)
	paint := func() {
		circle.StrokeColor = Tint(TokenEdge, s)
		if s.now {
			circle.FillColor, circle.StrokeColor, digit.Token = Tint(TokenFill, s), Tint(TokenFill, s), TokenOnFill
		}
		ShowIf(check, s.done)
		ShowIf(digit, !s.done)
		circle.Refresh()
	}
	layout := func(size fyne.Size) {
		Place(circle, 0, 4, 24, 24)
		Place(digit, 0, 4+(24-digit.MinSize().Height)/2, 24, digit.MinSize().Height)
		Place(check, 4, 8, 16, 16)
		Place(s.body, stepIndent, 2, size.Width-stepIndent, s.body.HeightFor(size.Width-stepIndent))
	}
	paint()
	return Render(func() fyne.Size { return fyne.NewSize(stepIndent+80, 32) }, layout, paint, circle, digit, check.Image, s.body)
}
