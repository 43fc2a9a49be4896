package agencies

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"catchlight/ui/kit"
)

// shown are words in a window of a width, with what they were put in order to last.
func shown(t *testing.T, width float32, kept, leftOut string) (w *words, order *string) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(kit.NewTheme("", 1))
	order = new(string)
	w = newWords(func(names []string) {
		*order = strings.Join(names, " ")
		w.set(names[:w.kept], names[w.kept:])
	})
	w.hint, w.rest = func(bool) {}, func(key fyne.KeyName) { *order = "handed on " + string(key) }
	w.set(strings.Fields(kept), strings.Fields(leftOut))
	window := test.NewTempWindow(t, w)
	window.Resize(fyne.NewSize(width, 400))
	window.Canvas().Focus(w)
	return w, order
}

// TestAWordIsDragged to before the word under the pointer, or behind it; from among those that are
// left out, too, and Esc lets it stay.
func TestAWordIsDragged(t *testing.T) {
	for name, c := range map[string]struct {
		width    float32
		from, to int  // words
		behind   bool // it is let go at the right half
		escape   bool
		want     string
	}{
		"to the front":       {600, 2, 0, false, false, "c a b d e"},
		"to the end":         {600, 0, 3, true, false, "b c d a e"},
		"onto its place":     {600, 1, 1, true, false, ""},
		"behind its brother": {600, 1, 0, true, false, ""},
		"from what is left":  {600, 4, 1, false, false, "a e b c d"},
		"to what is left":    {600, 0, 4, true, false, "b c d e a"},
		"between lines":      {90, 3, 0, false, false, "d a b c e"},
		"Esc":                {600, 2, 0, false, true, ""},
	} {
		w, order := shown(t, c.width, "a b c d", "e")
		places := w.places(w.Size().Width)
		at := func(i int, half float32) fyne.PointEvent {
			p := places[i]
			return fyne.PointEvent{Position: p.at.AddXY(p.size.Width*half, p.size.Height/2)}
		}
		half := float32(.25)
		if c.behind {
			half = .75
		}
		w.MouseDown(&desktop.MouseEvent{PointEvent: at(c.from, .5)})
		w.Dragged(&fyne.DragEvent{PointEvent: at(c.to, half)})
		if c.escape {
			w.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		}
		w.DragEnd()
		if *order != c.want {
			t.Errorf("%s: %q, want %q", name, *order, c.want)
		}
		if c.want != "" && w.names[w.at] != string("abcde"[c.from]) {
			t.Errorf("%s: the ring is on %s", name, w.names[w.at])
		}
	}
}

// TestAWordIsMovedByKeys, and stops at the ends; what does nothing here is handed on.
func TestAWordIsMovedByKeys(t *testing.T) {
	w, order := shown(t, 600, "a b c", "d")
	for _, c := range []struct {
		to   int
		want string
	}{{1, "b a c d"}, {3, "b c d a"}, {9, "b c d a"}, {-5, "a b c d"}} {
		if w.move(c.to); *order != c.want {
			t.Errorf("to %d: %q, want %q", c.to, *order, c.want)
		}
	}
	w.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if w.names[w.at] != "b" || !strings.HasPrefix(w.AccessibilityLabel(), "b, 2") {
		t.Errorf("the ring is on %s: %s", w.names[w.at], w.AccessibilityLabel())
	}
	if w.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown}); *order != "handed on Next" {
		t.Errorf("%q", *order)
	}
	w.set(nil, nil)
	w.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	w.move(1)
}
