package grid

import "fyne.io/fyne/v2"

// moves are the keys that move the current cell.
var moves = map[fyne.KeyName]Move{
	fyne.KeyLeft: Left, fyne.KeyRight: Right, fyne.KeyUp: Up, fyne.KeyDown: Down,
	fyne.KeyHome: Home, fyne.KeyEnd: End, fyne.KeyPageUp: PageUp, fyne.KeyPageDown: PageDown,
}

// TypedKey implements fyne.Focusable: it moves, with repeats, and with Shift
// extends the selection. Other keys go to OnTypedKey.
func (g *Grid) TypedKey(e *fyne.KeyEvent) {
	mod := g.modifier()
	if m, ok := moves[e.Name]; ok {
		g.sel.Move(m, g.Columns(), g.geo.page(), mod&fyne.KeyModifierShift != 0)
		g.selected()
		g.ScrollTo(g.sel.Current())
		return
	}
	if g.OnTypedKey != nil {
		g.OnTypedKey(e.Name, mod)
	}
}

// selected redraws and tells the owner after the user changed the selection.
func (g *Grid) selected() {
	g.SelectionChanged()
	if g.OnSelected != nil {
		g.OnSelected()
	}
}

// TypedRune implements fyne.Focusable.
func (g *Grid) TypedRune(r rune) {
	if g.OnRune != nil {
		g.OnRune(r)
	}
}

// KeyDown implements desktop.Keyable.
func (g *Grid) KeyDown(e *fyne.KeyEvent) {
	if g.OnKeyDown != nil {
		g.OnKeyDown(e.Name, g.modifier())
	}
}

// KeyUp implements desktop.Keyable. The Tab that brings the focus comes up
// here: only then does a frame say where the keyboard is. After a click, or
// when the window comes to the front, the current photo says it.
func (g *Grid) KeyUp(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyTab {
		g.frame(true)
	}
}

// frame shows or hides the frame of the focus.
func (g *Grid) frame(on bool) {
	if g.framed != on {
		g.framed = on
		g.parts.showFrame(g)
	}
}

// FocusGained implements fyne.Focusable.
func (g *Grid) FocusGained() { g.focus(true) }

// FocusLost implements fyne.Focusable.
func (g *Grid) FocusLost() {
	g.frame(false)
	g.focus(false)
}

func (g *Grid) focus(on bool) {
	if g.OnFocus != nil {
		g.OnFocus(on)
	}
}
