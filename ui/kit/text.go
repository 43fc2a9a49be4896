package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// TextStyle is one of the few kinds of text in the interface.
type TextStyle uint8

// The kinds of text, with their sizes in dp at 100 %.
const (
	StyleText    TextStyle = iota // 13
	StyleBold                     // 13 bold
	StyleDim                      // 13, second text
	StyleFaint                    // 13, placeholder, disabled, rejected
	StylePage                     // 20, title of a page
	StyleTitle                    // 16 bold, title of a panel
	StyleJob                      // 12, job bar
	StyleJobDim                   // 12, second text of the job bar
	StyleCaption                  // 11, second text
	StyleHeading                  // 11 bold, second text
	StyleAlert                    // 11 in alert, always beside the warning icon
	StyleAccent                   // 13 in accent
)

// typeface is what a TextStyle means: a size of the theme, the ratio to it, and a colour.
type typeface struct {
	size  fyne.ThemeSizeName
	ratio float32
	bold  bool
	token fyne.ThemeColorName
}

var typefaces = map[TextStyle]typeface{
	StyleText:    {theme.SizeNameText, 1, false, TokenText},
	StyleBold:    {theme.SizeNameText, 1, true, TokenText},
	StyleDim:     {theme.SizeNameText, 1, false, TokenDim},
	StyleFaint:   {theme.SizeNameText, 1, false, TokenFaint},
	StylePage:    {theme.SizeNameHeadingText, 1, false, TokenText},
	StyleTitle:   {theme.SizeNameSubHeadingText, 1, true, TokenText},
	StyleJob:     {theme.SizeNameText, 12. / 13, false, TokenText},
	StyleJobDim:  {theme.SizeNameText, 12. / 13, false, TokenDim},
	StyleCaption: {theme.SizeNameCaptionText, 1, false, TokenDim},
	StyleHeading: {theme.SizeNameCaptionText, 1, true, TokenDim},
	StyleAlert:   {theme.SizeNameCaptionText, 1, false, TokenAlert},
	StyleAccent:  {theme.SizeNameText, 1, false, TokenAccent},
}

// lineHeight is the height of a line of text as a multiple of its size (Noto Sans).
const lineHeight = 1.36

// TextSize is the size of a style's text in dp, as w sees it.
func TextSize(style TextStyle, w fyne.Widget) float32 {
	f := typefaces[style]
	return theme.SizeForWidget(f.size, w) * f.ratio
}

// applyStyle gives a canvas text the size, weight and colour of a style.
func applyStyle(t *canvas.Text, style TextStyle, w fyne.Widget) {
	f := typefaces[style]
	t.TextSize, t.TextStyle.Bold, t.Color = TextSize(style, w), f.bold, Tint(f.token, w)
}

// wording is what Text and Paragraph have in common: a text in a style.
type wording struct {
	widget.BaseWidget
	Text  string
	Style TextStyle
	Token fyne.ThemeColorName // colour other than the style's, "" for the style's
}

// SetText changes the text. The parent has to lay out again when the number of lines may have
// changed.
func (w *wording) SetText(text string) {
	if w.Text != text {
		w.Text = text
		w.Refresh()
	}
}

// SetToken changes the colour; "" is the style's own.
func (w *wording) SetToken(token fyne.ThemeColorName) {
	if w.Token != token {
		w.Token = token
		w.Refresh()
	}
}

// AccessibilityLabel implements fyne.Accessible.
func (w *wording) AccessibilityLabel() string { return w.Text }

// AccessibilityRole implements fyne.Accessible.
func (w *wording) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// apply gives a line of text that is drawn the size, weight and colour that are asked for; of is
// the widget that it is in.
func (w *wording) apply(line *canvas.Text, of fyne.Widget) {
	applyStyle(line, w.Style, of)
	if w.Token != "" {
		line.Color = Tint(w.Token, of)
	}
}

// Text is one line that ends in "…" where it does not fit.
type Text struct {
	wording
	Align fyne.TextAlign
	// Width is the least width that the text asks for in a layout; 0 asks for the whole text, so
	// that it is never cut.
	Width float32
	shown string
}

// NewText returns a line of text.
func NewText(text string, style TextStyle) *Text {
	t := &Text{wording: wording{Text: text, Style: style}}
	t.ExtendBaseWidget(t)
	return t
}

// Cut reports whether the text ends in "…" now; the hint line can then show it whole.
func (t *Text) Cut() bool { return t.Size().Width > 0 && t.shown != t.Text }

// CreateRenderer implements fyne.Widget.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	line := canvas.NewText("", color.Transparent)
	fit := func() {
		t.apply(line, t)
		t.shown = Fit(t.Text, line.TextSize, line.TextStyle, t.Size().Width)
		line.Text, line.Alignment = t.shown, t.Align
	}
	paint := func() { Redraw(fit, line) }
	layout := func(s fyne.Size) {
		line.Resize(s)
		paint()
	}
	return Render(t.measure, layout, paint, line)
}

// measure is the least size: the whole text, or Width if that is less.
func (t *Text) measure() fyne.Size {
	size := TextSize(t.Style, t)
	width := fyne.MeasureText(t.Text, size, fyne.TextStyle{Bold: typefaces[t.Style].bold}).Width
	if t.Width > 0 {
		width = min(width, t.Width)
	}
	return fyne.NewSize(width, size*lineHeight)
}
