package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Hint is the hint line at the right of the job bar. It says what the thing
// under the pointer or with the focus does, and replaces tooltips. The latest
// owner wins; one that leaves clears only what it has shown itself.
type Hint struct {
	widget.BaseWidget
	line    *Text
	owner   any
	resting string
}

// NewHint returns an empty hint line.
func NewHint() *Hint {
	h := &Hint{line: NewText("", StyleJobDim)}
	h.line.Align, h.line.Width = fyne.TextAlignTrailing, 1
	h.ExtendBaseWidget(h)
	return h
}

// Say shows text for owner, any comparable value that names who speaks.
func (h *Hint) Say(owner any, text string) {
	h.owner = owner
	h.line.SetText(text)
}

// Clear goes back to the resting text if owner was the last to speak.
func (h *Hint) Clear(owner any) {
	if h.owner == owner {
		h.owner = nil
		h.line.SetText(h.resting)
	}
}

// Rest sets what the line says while nothing speaks: the keys that work here.
func (h *Hint) Rest(text string) {
	h.resting = text
	if h.owner == nil {
		h.line.SetText(text)
	}
}

// Text is what the line says now.
func (h *Hint) Text() string { return h.line.Text }

// CreateRenderer implements fyne.Widget.
func (h *Hint) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(h.line) }
