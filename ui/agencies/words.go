package agencies

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"catchlight/ui/kit"
	"catchlight/ui/phrase"
)

// words are the keywords of a photo as chips, which are put in order by dragging or by keys. Those
// that the agency does not get stand below the others.
type words struct {
	widget.BaseWidget
	names   []string
	kept    int // how many of them the agency gets
	at      int // has the ring while the words have the keyboard
	focused bool
	inside  bool // the pointer is

	dragged bool
	gap     int // where the dragged one would go: before the word of that number

	moved func(order []string) // hears of another order
	hint  func(inside bool)
	rest  func(fyne.KeyName) // has the keys that do nothing here
}

var (
	_ desktop.Mouseable = (*words)(nil)
	_ desktop.Hoverable = (*words)(nil)
	_ fyne.Focusable    = (*words)(nil)
	_ fyne.Draggable    = (*words)(nil)
	_ fyne.Accessible   = (*words)(nil)
)

func newWords(moved func(order []string)) *words {
	w := &words{moved: moved, gap: -1}
	w.ExtendBaseWidget(w)
	return w
}

// set shows the words that the agency gets, and those that it does not.
func (w *words) set(kept, leftOut []string) {
	before := w.names
	w.names, w.kept = slices.Concat(kept, leftOut), len(kept)
	if len(before) > 0 { // the ring goes with its word
		if now := slices.Index(w.names, before[w.at]); now >= 0 {
			w.at = now
		}
	}
	w.at = max(min(w.at, len(w.names)-1), 0)
	kit.ShowIf(w, len(w.names) > 0) // without words it is no stop of Tab
	w.Refresh()
}

// Chips are what is shown.
func (w *words) Chips() []kit.Chip {
	chips := make([]kit.Chip, len(w.names))
	for i, name := range w.names {
		chips[i] = kit.Chip{Name: name, State: kit.InFile, Label: name}
	}
	return chips
}

// move puts the word with the ring in another place; one that there is not is the nearest.
func (w *words) move(to int) {
	to = max(min(to, len(w.names)-1), 0)
	if len(w.names) == 0 || to == w.at {
		return
	}
	order := slices.Delete(slices.Clone(w.names), w.at, w.at+1)
	w.moved(slices.Insert(order, to, w.names[w.at]))
}

// MouseDown implements desktop.Mouseable: the word under the pointer gets the ring.
func (w *words) MouseDown(e *desktop.MouseEvent) {
	w.dragged, w.gap = false, -1
	for i, s := range w.places(w.Size().Width) {
		if s.holds(e.Position) {
			w.at, w.gap = i, i
		}
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(w); c != nil {
		c.Focus(w)
	}
	w.Refresh()
}

// MouseUp implements desktop.Mouseable.
func (w *words) MouseUp(*desktop.MouseEvent) {}

// Dragged implements fyne.Draggable.
func (w *words) Dragged(e *fyne.DragEvent) {
	if w.gap < 0 {
		return // no word was pressed
	}
	w.dragged = true
	if gap := gapAt(w.places(w.Size().Width), e.Position); gap != w.gap {
		w.gap = gap
		w.Refresh()
	}
}

// DragEnd implements fyne.Draggable.
func (w *words) DragEnd() {
	gap, dragged := w.gap, w.dragged
	w.dragged, w.gap = false, -1
	if gap > w.at {
		gap-- // the word itself leaves its place
	}
	if dragged && gap >= 0 {
		w.move(gap)
	}
	w.Refresh()
}

// MouseIn implements desktop.Hoverable.
func (w *words) MouseIn(*desktop.MouseEvent) { w.point(true) }

// MouseMoved implements desktop.Hoverable.
func (w *words) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (w *words) MouseOut() { w.point(false) }

func (w *words) point(inside bool) {
	w.inside = inside
	w.hint(inside || w.focused)
}

// FocusGained implements fyne.Focusable.
func (w *words) FocusGained() { w.focus(true) }

// FocusLost implements fyne.Focusable.
func (w *words) FocusLost() { w.focus(false) }

func (w *words) focus(on bool) {
	w.focused = on
	w.hint(on || w.inside)
	if on && !w.inside {
		kit.Reveal(w)
	}
	w.Refresh()
}

// TypedRune implements fyne.Focusable.
func (w *words) TypedRune(rune) {}

// TypedKey implements fyne.Focusable: arrows choose a word, with Shift they move it.
func (w *words) TypedKey(e *fyne.KeyEvent) {
	to, moves := map[fyne.KeyName]int{
		fyne.KeyLeft: w.at - 1, fyne.KeyRight: w.at + 1, fyne.KeyHome: 0, fyne.KeyEnd: len(w.names) - 1,
	}[e.Name]
	switch held := kit.HeldModifiers(); {
	case e.Name == fyne.KeyEscape && w.dragged:
		w.dragged, w.gap = false, -1
	case moves && held == fyne.KeyModifierShift:
		w.move(to)
	case moves && held == 0:
		w.at = max(min(to, len(w.names)-1), 0)
	default:
		w.rest(e.Name)
		return
	}
	w.Refresh()
}

// AccessibilityLabel implements fyne.Accessible: the word with the ring, and its place.
func (w *words) AccessibilityLabel() string {
	if len(w.names) == 0 {
		return ""
	}
	return lang.X("agency.place", "{{.tag}}, {{.n}} of {{.all}}",
		map[string]any{"tag": w.names[w.at], "n": phrase.Number(w.at + 1), "all": phrase.Number(len(w.names))})
}

// AccessibilityRole implements fyne.Accessible.
func (w *words) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer implements fyne.Widget.
func (w *words) CreateRenderer() fyne.WidgetRenderer {
	f := &wordsFace{w: w, palette: kit.NewPalette(w), ring: canvas.NewRectangle(color.Transparent), gap: canvas.NewRectangle(color.Transparent)}
	f.ring.StrokeWidth, f.ring.CornerRadius = 2, 6
	f.Refresh()
	return f
}
