package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Entry is a text field of one line, 30 high, with an icon at the left and its
// key or a button at the right. Esc empties it, or brings back what stands in it, and leaves it when
// there is nothing to take back.
type Entry struct {
	widget.Entry
	// Stands is what holds while nobody types: what was typed in its place is taken back by Esc. ""
	// for a field that asks anew each time.
	Stands string
	// OnEscape hears of Esc in a field where nothing was typed, in place of the window; the owner
	// gives the focus back to where it was.
	OnEscape func()
	// OnTab completes the word and reports whether there was one; otherwise
	// Tab goes on to the next field as ever. While it is set, the field keeps
	// Tab when it holds text.
	OnTab func() bool
	// OnArrow hears of Up (-1) and Down (+1): the list of completions.
	OnArrow func(step int)
	// OnFocus hears of the field getting and losing the keyboard.
	OnFocus func(focused bool)

	// Short is asked for where the placeholder has no room; "" shortens it with "…".
	Short string

	// Bare leaves the outline to what the field is a part of.
	Bare bool

	called  bool // by a key whose rune is still to come
	focused bool
	asks    string // the placeholder, which is shown as far as it fits
}

// NewEntry returns a field. icon may be nil, and so may the trailing object: a
// caption (NewText), or a small button.
func NewEntry(placeholder string, icon fyne.Resource, trailing fyne.CanvasObject) *Entry {
	e := &Entry{}
	// Text that is longer than the field goes with the cursor all the same; Fyne's way for that has
	// a bar below it, and a shadow over its first letter.
	e.Wrapping, e.Scroll = fyne.TextWrapOff, fyne.ScrollVerticalOnly
	e.PlaceHolder, e.asks = placeholder, placeholder
	if icon != nil {
		e.Icon = theme.NewColoredResource(icon, TokenDim)
	}
	if trailing != nil {
		e.ActionItem = trailing
	}
	e.ExtendBaseWidget(e)
	return e
}

// NewKeyCaption returns the caption of a key for the right end of an Entry.
func NewKeyCaption(key string) *Text {
	t := NewText(key+"  ", StyleCaption)
	t.Align = fyne.TextAlignTrailing
	return t
}

// Called says that a key has called the field, whose letter comes next and is not meant for it; or
// that it has come by now.
func (e *Entry) Called(byKey bool) { e.called = byKey }

// TypedRune implements fyne.Focusable.
func (e *Entry) TypedRune(r rune) {
	if e.called {
		e.called = false
		return
	}
	e.Entry.TypedRune(r)
}

// AcceptsTab implements fyne.Tabbable.
func (e *Entry) AcceptsTab() bool { return e.OnTab != nil && strings.TrimSpace(e.Text) != "" }

// TypedKey implements fyne.Focusable.
func (e *Entry) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyEscape:
		e.escape()
	case fyne.KeyTab:
		e.tab()
	case fyne.KeyUp:
		e.arrow(-1)
	case fyne.KeyDown:
		e.arrow(1)
	default:
		if isFunction(key.Name) {
			passOn(e, key) // no text is typed with it
			return
		}
		e.Entry.TypedKey(key)
	}
}

// isFunction reports whether a key is one of F1 to F12.
func isFunction(name fyne.KeyName) bool { return len(name) > 1 && name[0] == 'F' }

func (e *Entry) escape() {
	switch {
	case e.Text != e.Stands:
		e.Replace(e.Stands)
	case e.OnEscape != nil:
		e.OnEscape()
	default:
		passOn(e, &fyne.KeyEvent{Name: fyne.KeyEscape})
	}
}

// Edits reports whether the field has a use for a shortcut. There is nothing to undo in an empty
// one.
func (e *Entry) Edits(s fyne.Shortcut) bool {
	switch s := s.(type) {
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		return e.Text != ""
	case *desktop.CustomShortcut:
		return s.Modifier != fyne.KeyModifierAlt || len(s.KeyName) > 1 // Alt with a letter or digit is a command of the window
	}
	return true
}

// TypedShortcut implements fyne.Shortcutable: what the field has no use for goes to the window.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if e.Edits(s) {
		e.Entry.TypedShortcut(s)
	} else if window, ok := fyne.CurrentApp().Driver().CanvasForObject(e).(fyne.Shortcutable); ok {
		window.TypedShortcut(s)
	}
}

// tab completes, or moves the focus on.
func (e *Entry) tab() {
	if e.OnTab != nil && e.OnTab() {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil {
		c.FocusNext()
	}
}

func (e *Entry) arrow(step int) {
	if e.OnArrow != nil {
		e.OnArrow(step)
	}
}

// CreateRenderer implements fyne.Widget: Fyne's, with an outline of our own in
// place of its border, which is too faint.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	return &entryRenderer{
		WidgetRenderer: e.Entry.CreateRenderer(), e: e,
		edge: NewPicture(), gap: NewSurface(theme.ColorNameInputBackground), palette: NewPalette(e),
	}
}

// entryRenderer draws a text field with an outline of our own.
type entryRenderer struct {
	fyne.WidgetRenderer
	e       *Entry
	edge    *canvas.Image
	gap     *Surface // behind the icon, under which a long text ends
	palette *Palette
	laid    entryRoom
}

// entryRoom is what the places in a field follow from.
type entryRoom struct {
	size   fyne.Size
	action float32 // the width of the trailing object
	icon   fyne.Resource
	text   float32
}

// Objects are Fyne's without the border, which is the rectangle with a stroke.
func (r *entryRenderer) Objects() []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for _, o := range r.WidgetRenderer.Objects() {
		switch o := o.(type) {
		case *canvas.Rectangle:
			if o.StrokeWidth > 0 {
				continue
			}
		case *canvas.Image:
			if o.Visible() {
				objects = append(objects, r.gap)
			}
		}
		objects = append(objects, o)
	}
	if r.e.Bare {
		return objects
	}
	return append(objects, r.edge)
}

// iconGap is what stands between the icon and the letters of a text that is longer than the field.
const iconGap = 2

// MinSize is as high as a button beside the field.
func (r *entryRenderer) MinSize() fyne.Size {
	least := r.WidgetRenderer.MinSize()
	return fyne.NewSize(least.Width, max(least.Height, 30*unit(r.e)))
}

// Layout is Fyne's, in the middle of the height, with the icon clear of where the text begins that is
// longer than the field. Moved there and back in each layout, it would have the window drawn once
// more for each key.
func (r *entryRenderer) Layout(s fyne.Size) {
	room := entryRoom{s, r.e.actionWidth(), r.e.Icon, theme.TextSize()}
	r.e.ask(s.Width)
	if room == r.laid {
		r.outline(s)
		return
	}
	r.laid = room
	high := min(r.WidgetRenderer.MinSize().Height, s.Height)
	r.WidgetRenderer.Layout(fyne.NewSize(s.Width, high))
	for _, o := range r.WidgetRenderer.Objects() {
		if _, ground := o.(*canvas.Rectangle); ground {
			o.Resize(fyne.NewSize(o.Size().Width, o.Size().Height+s.Height-high))
		} else {
			o.Move(o.Position().AddXY(0, round((s.Height-high)/2)))
		}
		if icon, ok := o.(*canvas.Image); ok {
			icon.Move(fyne.NewPos(theme.InnerPadding(), (s.Height-icon.Size().Height)/2))
			end := icon.Position().X + icon.Size().Width + iconGap
			Place(r.gap, 2, 2, end-2, s.Height-4) // clear of the outline
		}
	}
	r.outline(s)
}

// ask shortens the placeholder to the room that the field leaves beside icon and button.
func (e *Entry) ask(width float32) {
	pad, icon := theme.InnerPadding(), theme.IconInlineSize()
	room := width - 2*pad - 2*theme.InputBorderSize()
	if e.Icon != nil {
		room -= icon + pad
	}
	if e.ActionItem != nil {
		room -= e.actionWidth()
	}
	text := e.asks
	if e.Short != "" && TextWidth(text, theme.TextSize(), e.TextStyle) > room {
		text = e.Short
	}
	if fits := Fit(text, theme.TextSize(), e.TextStyle, room); fits != e.PlaceHolder && width > 0 {
		e.Entry.SetPlaceHolder(fits)
	}
}

// Cut reports whether the placeholder ends in "…" now.
func (e *Entry) Cut() bool { return e.PlaceHolder != e.asks && e.PlaceHolder != e.Short }

// actionWidth is the width of the trailing object, of which a part may be hidden.
func (e *Entry) actionWidth() float32 {
	if e.ActionItem == nil {
		return 0
	}
	return e.ActionItem.MinSize().Width
}

// SetPlaceHolder changes what an empty field asks for.
func (e *Entry) SetPlaceHolder(text string) {
	if e.asks == text {
		return
	}
	e.asks = text
	e.Entry.SetPlaceHolder(text)
	e.ask(e.Size().Width)
}

func (r *entryRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	if r.laid.action != r.e.actionWidth() {
		r.Layout(r.e.Size())
	}
	r.outline(r.e.Size())
}

func (r *entryRenderer) outline(s fyne.Size) {
	r.palette.Update()
	stroke, token := float32(1), TokenEdge
	if r.e.focused {
		stroke, token = 2, TokenAccent
	}
	r.palette.Outline(r.edge, fyne.Position{}, s, 4, stroke, token)
}

// FocusGained implements fyne.Focusable.
func (e *Entry) FocusGained() {
	e.focused = true
	e.Entry.FocusGained()
	Reveal(e)
	e.focus(true)
}

// FocusLost implements fyne.Focusable.
func (e *Entry) FocusLost() {
	e.focused = false
	e.Entry.FocusLost()
	e.focus(false)
}

func (e *Entry) focus(on bool) {
	if e.OnFocus != nil {
		e.OnFocus(on)
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil {
		if window, ok := c.Content().(*Panes); ok && window.OnField != nil {
			window.OnField()
		}
	}
}

// Replace sets the text and puts the cursor behind it.
func (e *Entry) Replace(text string) {
	e.SetText(text)
	e.CursorColumn = len([]rune(text))
	e.Refresh()
}

// Stand shows what holds now, in place of what was typed.
func (e *Entry) Stand(text string) {
	e.Stands = text
	e.Replace(text)
}

// AccessibilityLabel implements fyne.Accessible.
func (e *Entry) AccessibilityLabel() string { return e.asks }

// AccessibilityRole implements fyne.Accessible.
func (e *Entry) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }
