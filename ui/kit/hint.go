package kit

import (
	"strings"

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
	text    string // whole
	resting string
}

// between stands between the keys of a resting text.
const between = "   "

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
	h.say(text)
}

// Clear goes back to the resting text if owner was the last to speak.
func (h *Hint) Clear(owner any) {
	if h.owner == owner {
		h.owner = nil
		h.say(h.resting)
	}
}

// Rest sets what the line says while nothing speaks: the keys that work here.
func (h *Hint) Rest(text string) {
	h.resting = text
	if h.owner == nil {
		h.say(text)
	}
}

// Rests reports whether nothing speaks: the line says which keys work.
func (h *Hint) Rests() bool { return h.owner == nil }

func (h *Hint) say(text string) {
	h.text = text
	h.fit()
}

// fit shows the text as far as there is room: of keys those that fit whole.
func (h *Hint) fit() {
	shown, size := h.text, TextSize(StyleJobDim, h)
	for h.Size().Width > 0 && TextWidth(shown, size, fyne.TextStyle{}) > h.Size().Width+.5 {
		last := strings.LastIndex(shown, between)
		if last < 0 && !h.Rests() {
			break // a sentence, which ends in "…"
		}
		shown = shown[:max(last, 0)]
	}
	h.line.SetText(shown)
}

// Text is what the line says now.
func (h *Hint) Text() string { return h.text }

// CreateRenderer implements fyne.Widget.
func (h *Hint) CreateRenderer() fyne.WidgetRenderer {
	layout := func(s fyne.Size) {
		h.fit()
		h.line.Resize(s)
	}
	return Render(h.line.MinSize, layout, h.line.Refresh, h.line)
}
