package kit

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Button is a flat button: an icon, a label, and its key as a caption. Where a column or a flow is
// narrower than the label, it stands in lines. After changing a field call Refresh; a column around
// it, too, where that may change its lines.
type Button struct {
	widget.BaseWidget
	Label    string
	Icon     fyne.Resource
	Shortcut string // caption behind the label, "Ctrl+S"
	Accent   bool   // the one accent button on a screen
	Small    bool   // 24 high instead of 30
	Quiet    bool   // no body until the pointer is over it
	Chosen   bool   // drawn pressed: the one of a group that holds
	Access   string // accessible text where there is no label
	OnTapped func()
	OnHint   func(inside bool) // the pointer or the focus came or went

	disabled, hovered, focused bool
	cut                        bool // see Cut
}

// NewButton returns a button; either of label and tapped may be empty.
func NewButton(label string, tapped func()) *Button {
	b := &Button{Label: label, OnTapped: tapped}
	b.ExtendBaseWidget(b)
	return b
}

// NewIconButton returns a quiet button of one icon; name is what it is called where it is not seen.
func NewIconButton(icon fyne.Resource, name string, tapped func()) *Button {
	b := NewButton("", tapped)
	b.Icon, b.Access, b.Quiet = icon, name, true
	return b
}

// SetLabel changes the label.
func (b *Button) SetLabel(label string) {
	if b.Label != label {
		b.Label = label
		b.Refresh()
	}
}

// Enable implements fyne.Disableable.
func (b *Button) Enable() { b.SetDisabled(false) }

// Disable implements fyne.Disableable.
func (b *Button) Disable() { b.SetDisabled(true) }

// Disabled implements fyne.Disableable.
func (b *Button) Disabled() bool { return b.disabled }

// Cut reports whether the button is too narrow for its label, which ends in "…" then.
func (b *Button) Cut() bool { return b.cut && b.Size().Width > 0 } // one without a size was put away

// SetDisabled greys the button out, or brings it back.
func (b *Button) SetDisabled(off bool) {
	if b.disabled != off {
		b.disabled = off
		b.Refresh()
	}
}

// Tapped implements fyne.Tappable.
func (b *Button) Tapped(*fyne.PointEvent) {
	if !b.disabled && b.OnTapped != nil {
		b.OnTapped()
	}
}

// MouseIn implements desktop.Hoverable.
func (b *Button) MouseIn(*desktop.MouseEvent) { b.hover(true) }

// MouseMoved implements desktop.Hoverable.
func (b *Button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (b *Button) MouseOut() { b.hover(false) }

func (b *Button) hover(inside bool) {
	b.hovered = inside
	b.hint(inside)
	b.Refresh()
}

func (b *Button) hint(inside bool) {
	if b.OnHint != nil {
		b.OnHint(inside)
	}
}

// FocusGained implements fyne.Focusable.
func (b *Button) FocusGained() { b.focus(true) }

// FocusLost implements fyne.Focusable.
func (b *Button) FocusLost() { b.focus(false) }

func (b *Button) focus(on bool) {
	b.focused = on
	b.hint(on)
	b.Refresh()
	if on {
		revealFocused(b, b.hovered)
	}
}

// TypedRune implements fyne.Focusable.
func (b *Button) TypedRune(rune) {}

// TypedKey implements fyne.Focusable: Space and Enter press the button.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	default:
		passOn(b, e)
	}
}

// AccessibilityLabel implements fyne.Accessible.
func (b *Button) AccessibilityLabel() string {
	if b.Label == "" {
		return b.Access
	}
	return b.Label
}

// AccessibilityRole implements fyne.Accessible.
func (b *Button) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonFace{b: b, ring: focusRing(), body: canvas.NewRectangle(color.Transparent), icon: NewIcon(), label: canvas.NewText("", color.Transparent), key: canvas.NewText("", color.Transparent)}
	r.body.CornerRadius = 4
	objects := []fyne.CanvasObject{r.ring, r.body, r.icon.Image, r.label, r.key}
	for i := range r.more {
		r.more[i] = canvas.NewText("", color.Transparent)
		r.more[i].Hide()
		objects = append(objects, r.more[i])
	}
	return Render(r.min, r.layout, r.paint, objects...)
}

// buttonFace holds what a button is drawn with.
type buttonFace struct {
	b          *Button
	ring, body *canvas.Rectangle
	icon       *Icon
	label, key *canvas.Text
	more       [buttonLines - 1]*canvas.Text // lines of the label below its first
}

// buttonLines is in how many lines a label may stand.
const buttonLines = 3

// widths are the widths of icon, label and key with the gap behind each; the sum is the content.
func (r *buttonFace) widths() (icon, label, key float32) {
	u := unit(r.b)
	if r.b.Icon != nil {
		icon = 16 * u
	}
	if r.b.Label != "" {
		label = TextWidth(r.b.Label, r.label.TextSize, r.label.TextStyle)
		if icon > 0 {
			icon += 6
		}
	}
	if r.b.Shortcut != "" {
		key = r.key.MinSize().Width + 8
	}
	return icon, label, key
}

func (r *buttonFace) min() fyne.Size {
	height := r.b.height()
	icon, label, key := r.widths()
	if label == 0 {
		return fyne.NewSquareSize(height)
	}
	return fyne.NewSize(icon+label+key+2*r.b.pad(), height)
}

// height is that of a label of one line.
func (b *Button) height() float32 {
	if b.Small {
		return 24 * unit(b)
	}
	return 30 * unit(b)
}

// pad is what stands left and right of the content.
func (b *Button) pad() float32 {
	if b.Small {
		return 8
	}
	return 12
}

// HeightFor is the height that the button needs at a width.
func (b *Button) HeightFor(width float32) float32 {
	return b.height() + float32(len(b.lines(width, buttonLines))-1)*b.line()
}

// line is the height of one line of the label.
func (b *Button) line() float32 { return TextSize(StyleText, b) * lineHeight }

// lines are the lines of the label at a width, most of them at most: what is left then ends in "…".
func (b *Button) lines(width float32, most int) []string {
	size, style := TextSize(StyleText, b), fyne.TextStyle{Bold: b.Accent} // also while it is disabled: it keeps its lines
	room := width - 2*b.pad()
	if b.Icon != nil {
		room -= 16*unit(b) + 6
	}
	if most < 2 || room <= 0 || TextWidth(b.Label, size, style) <= room {
		return []string{b.Label}
	}
	lines := wrapped(b.Label, size, style, room)
	if b.cut = len(lines) > most; b.cut {
		rest := strings.Join(lines[most-1:], " ")
		lines = append(lines[:most-1:most-1], Fit(rest, size, style, room))
	}
	return lines
}

// narrow is the width that the button needs without the caption of its key.
func (b *Button) narrow() float32 {
	width := b.MinSize().Width
	if b.Shortcut != "" {
		width -= TextWidth(b.Shortcut, TextSize(StyleCaption, b), fyne.TextStyle{}) + 8
	}
	return width
}

func (r *buttonFace) layout(s fyne.Size) {
	r.body.Resize(s)
	ringAround(r.ring, fyne.Position{}, s)
	for _, t := range r.more {
		t.Hide()
	}
	most := 1 + int((s.Height-r.b.height())/r.b.line()+.5)
	if lines := r.b.lines(s.Width, min(most, buttonLines)); len(lines) > 1 {
		r.layoutLines(s, lines)
		return
	}
	icon, label, key := r.widths()
	if icon+label+key+8 > s.Width {
		key = 0 // the hint names it too
	}
	if r.b.Icon != nil && s.Width <= s.Height {
		icon, label = 16*unit(r.b), 0 // a square has room for the icon alone
	}
	r.key.Hidden, r.label.Hidden = key == 0, label == 0
	room := s.Width - icon
	if r.b.cut = label > room; r.b.cut {
		r.label.Text = Fit(r.b.Label, r.label.TextSize, r.label.TextStyle, room)
		label = r.label.MinSize().Width
	} else {
		r.label.Text = r.b.Label
	}
	x, side := r.b.begin(icon+label+key), 16*unit(r.b)
	Place(r.icon, float32(int(x)), (s.Height-side)/2, side, side)
	top := float32(int((s.Height-r.label.MinSize().Height)/2 + .5))
	Place(r.label, x+icon, top, label, r.label.MinSize().Height)
	lower := float32(int(baseline(r.label) - baseline(r.key) + .5))
	Place(r.key, x+icon+label+8, top+lower, key, r.key.MinSize().Height)
}

// begin is where the content of a width begins: in the middle of the button; but without a body
// around it where what stands above and below it begins, too.
func (b *Button) begin(content float32) float32 {
	if room := b.Size().Width - content; b.Quiet && b.Label != "" && b.pad() < room {
		return b.pad()
	}
	return (b.Size().Width - content) / 2
}

// layoutLines sets a label of several lines, without the caption of the key: the hint names it too.
func (r *buttonFace) layoutLines(s fyne.Size, lines []string) {
	r.key.Hidden, r.label.Hidden = true, false
	left, side := float32(0), 16*unit(r.b)
	if r.b.Icon != nil {
		Place(r.icon, r.b.pad(), (s.Height-side)/2, side, side)
		left = side + 6
	}
	top := (s.Height - float32(len(lines))*r.b.line()) / 2
	for i, text := range append([]*canvas.Text{r.label}, r.more[:]...)[:len(lines)] {
		text.Text = lines[i]
		text.Show()
		least := text.MinSize()
		Place(text, float32(int(left+r.b.begin(left+least.Width))), float32(int(top+float32(i)*r.b.line()+.5)), least.Width, least.Height)
	}
}

// baseline is how far below its top a line of text stands, in dp.
func baseline(t *canvas.Text) float32 {
	_, base := fyne.CurrentApp().Driver().RenderedTextSize("x", t.TextSize, t.TextStyle, nil)
	return base
}

func (r *buttonFace) paint() {
	Redraw(r.show, r.ring, r.body, r.label, r.key, r.more[0], r.more[1])
}

// show sets what is drawn.
func (r *buttonFace) show() {
	fill, text, note := r.colours()
	r.body.FillColor, r.body.StrokeWidth = fill, 0
	if isLight(r.b) && (!r.b.Accent || r.b.disabled) && !r.b.Quiet {
		r.body.StrokeWidth, r.body.StrokeColor = 1, Tint(TokenLine, r.b)
	}
	applyStyle(r.label, StyleText, r.b)
	applyStyle(r.key, StyleCaption, r.b)
	r.label.Text, r.label.Color, r.label.TextStyle.Bold = r.b.Label, Tint(text, r.b), r.b.Accent && !r.b.disabled
	for _, t := range r.more {
		t.TextSize, t.TextStyle, t.Color = r.label.TextSize, r.label.TextStyle, r.label.Color
	}
	r.key.Text, r.key.Color = r.b.Shortcut, note
	r.icon.Set(r.b.Icon, text)
	r.ring.StrokeColor, r.ring.Hidden = Tint(TokenAccent, r.b), !r.b.focused
	r.layout(r.b.Size())
}

// colours are the fill, the token of the label and the colour of the key.
func (r *buttonFace) colours() (fill color.Color, text fyne.ThemeColorName, note color.Color) {
	b := r.b
	note = Tint(TokenDim, b)
	switch {
	case b.disabled && b.Quiet:
		return color.Transparent, TokenFaint, Tint(TokenFaint, b)
	case b.disabled:
		return Tint(TokenHover, b), TokenFaint, Tint(TokenFaint, b)
	case b.Accent:
		return Tint(TokenFill, b), TokenOnFill, faded(Tint(TokenOnFill, b), .78)
	case b.Chosen && !isLight(b):
		return Tint(TokenChipCell, b), TokenText, Tint(TokenText, b)
	case b.hovered || b.Chosen:
		return Tint(TokenChip, b), TokenText, note
	case b.Quiet:
		return color.Transparent, TokenText, note
	}
	return Tint(TokenControl, b), TokenText, note
}

// faded is a colour at an opacity of 0 to 1.
func faded(c color.Color, opacity float64) color.Color {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	n.A = uint8(255 * opacity)
	return n
}
