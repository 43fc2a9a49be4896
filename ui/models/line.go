package models

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/tagging/clip"
	"catchlight/ui/kit"
)

// LineDeps is what a line works with. All must be set.
type LineDeps struct {
	Better  func() (clip.Manifest, bool) // the model to offer, if there is one
	Open    func()                       // shows what it would know
	Dismiss func()                       // never offers it again
	Hint    func(owner any, text string) func(inside bool)
}

// Line is the quiet line that offers a better model, until the user has dismissed it. It belongs to
// Fyne's goroutine.
type Line struct {
	Object *kit.Column // hidden where nothing is offered
	deps   LineDeps
	text   *kit.Paragraph
}

// NewLine returns a line that offers nothing until its first Update.
func NewLine(d LineDeps) *Line {
	open := kit.NewButton(lang.X("better.what", "What would it know?"), d.Open)
	dismiss := kit.NewButton(lang.X("better.dismiss", "Dismiss"), d.Dismiss)
	open.Small, dismiss.Small, dismiss.Quiet = true, true, true
	open.OnHint = d.Hint(open, lang.X("hint.better", "Shows what the model knows more and what it takes; downloads nothing"))
	dismiss.OnHint = d.Hint(dismiss, lang.X("hint.dismissBetter", "Never offers it again; all models stay in Preferences › Model"))
	l := &Line{deps: d, text: kit.NewParagraph("", kit.StyleCaption)}
	buttons := kit.NewFlow(8, 4)
	buttons.SetObjects([]fyne.CanvasObject{open, dismiss})
	l.Object = kit.NewColumn(6, l.text, buttons)
	l.Object.Hide()
	return l
}

// Update shows the offer that there is now.
func (l *Line) Update() {
	m, offered := l.deps.Better()
	if offered {
		l.text.SetText(offerText(m))
	}
	kit.ShowIf(l.Object, offered)
}
