package kit

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func TestRowClicks(t *testing.T) {
	var heard []string
	r := NewRow("Namibia 2026")
	r.Icon, r.Count, r.Expand, r.Indent = theme.FolderIcon(), "1,842", ExpandClosed, 1
	r.OnTapped = func() { heard = append(heard, "row") }
	r.OnExpand = func() { heard = append(heard, "expand") }
	r.OnKey = func(k fyne.KeyName) { heard = append(heard, string(k)) }
	themed(t, LookDark, 1, fyne.NewSize(224, 28), func() fyne.CanvasObject { return r })
	test.TapAt(r, fyne.NewPos(34, 14))
	test.TapAt(r, fyne.NewPos(100, 14))
	for _, k := range []fyne.KeyName{fyne.KeyRight, fyne.KeyLeft, fyne.KeyReturn, fyne.KeyR} {
		r.TypedKey(&fyne.KeyEvent{Name: k})
	}
	if want := []string{"expand", "row", "expand", "Left", "row", "R"}; !slices.Equal(heard, want) {
		t.Errorf("heard %v, want %v", heard, want)
	}
	if r.AccessibilityLabel() != "Namibia 2026, 1,842" {
		t.Errorf("accessible text %q", r.AccessibilityLabel())
	}
}

func TestRowKeepsItsCount(t *testing.T) {
	r := NewRow("A folder with a name that is much too long for the sidebar")
	r.Count = "12,480"
	themed(t, LookDark, 1, fyne.NewSize(224, 28), func() fyne.CanvasObject { return r })
	var label, count *canvas.Text
	for _, o := range test.WidgetRenderer(r).Objects() {
		if text, ok := o.(*canvas.Text); ok && text.Text == "12,480" {
			count = text
		} else if ok && text.Visible() {
			label = text
		}
	}
	if []rune(label.Text)[len([]rune(label.Text))-1] != '…' || count.Position().X+count.Size().Width != 224-12 {
		t.Errorf("label %q; the count ends at %v", label.Text, count.Position().X+count.Size().Width)
	}
	if end := label.Position().X + label.MinSize().Width; end > count.Position().X {
		t.Errorf("the label ends at %v, the count begins at %v", end, count.Position().X)
	}
}

func TestHeadingFolds(t *testing.T) {
	folds := 0
	h := NewHeading("Rejected")
	themed(t, LookDark, 1, fyne.NewSize(224, 28), func() fyne.CanvasObject { return h })
	h.OnFold = func() { folds++ }
	test.Tap(h)
	h.Fold = ExpandClosed
	test.Tap(h)
	if folds != 1 || h.MinSize().Height != 24 {
		t.Errorf("%d folds, %v high", folds, h.MinSize().Height)
	}
}

// TestHeadingStandsOverItsRows: triangle and name of a heading that folds begin where those of the
// rows below it do, at every size of text.
func TestHeadingStandsOverItsRows(t *testing.T) {
	for _, scale := range []float32{1, 1.25, 1.5} {
		h, r := NewHeading("Vocabulary"), NewRow("animal")
		h.Fold, r.Expand = ExpandOpen, ExpandClosed
		themed(t, LookDark, scale, fyne.NewSize(224, 80), func() fyne.CanvasObject { return NewColumn(0, h, r) })
		var at [2][2]float32
		for i, w := range []fyne.Widget{h, r} {
			objects := test.WidgetRenderer(w).Objects()
			icon := slices.IndexFunc(objects, func(o fyne.CanvasObject) bool { _, ok := o.(*canvas.Image); return ok })
			text := slices.IndexFunc(objects, func(o fyne.CanvasObject) bool { _, ok := o.(*canvas.Text); return ok })
			at[i] = [2]float32{objects[icon].Position().X, objects[text].Position().X}
		}
		if at[0] != at[1] {
			t.Errorf("at %v triangle and name of a heading begin at %v, of a row at %v", scale, at[0], at[1])
		}
	}
}

// TestHeadingIsNeverCutBesideWhatStandsAtItsRight: at any width and size of text the heading is whole
// and in the way of nothing, in one line or in two; what is hidden takes no room.
func TestHeadingIsNeverCutBesideWhatStandsAtItsRight(t *testing.T) {
	button := func() fyne.CanvasObject {
		b := NewButton("Accept strong", func() {})
		b.Small, b.Shortcut = true, "Shift+A"
		return b
	}
	for _, c := range []struct {
		name, note string
		action     func() fyne.CanvasObject
		hidden     bool
	}{
		{"Vocabulary", "to review", nil, false},
		{"Suggestions", "", button, false},
		{"Suggestions", "", button, true},
		{"Vorschläge und Stichwörter", "3 von 12", button, false},
	} {
		for _, scale := range []float32{1, 1.25, 1.5} {
			for _, width := range []float32{180, 224, 256, 320} {
				h := NewInnerHeading(c.name)
				h.Note = c.note
				if c.action != nil {
					h.Action = c.action()
					ShowIf(h.Action, !c.hidden)
				}
				column := NewColumn(0, h)
				themed(t, LookDark, scale, fyne.NewSize(width, 200), func() fyne.CanvasObject { return NewScroll(column) })
				if wide := headingWidth(c.name, h); wide <= width {
					checkHeading(t, h, c.hidden, width)
				}
			}
		}
	}
}

func checkHeading(t *testing.T, h *Heading, hidden bool, width float32) {
	t.Helper()
	var text, note *canvas.Text
	for _, o := range test.WidgetRenderer(h).Objects() {
		if x, ok := o.(*canvas.Text); ok && text == nil {
			text = x
		} else if ok {
			note = x
		}
	}
	if text.Text != h.Text {
		t.Errorf("%q is shown as %q at %v", h.Text, text.Text, width)
	}
	beside := []fyne.CanvasObject{note}
	if h.Action != nil && !hidden {
		beside = append(beside, h.Action)
	}
	for _, o := range beside {
		at, size := o.Position(), o.Size()
		overlaps := at.Y < text.Position().Y+text.Size().Height && size.Width > 0 && at.X < text.Position().X+headingWidth(h.Text, h)
		if overlaps || at.X < 0 || at.X+size.Width > width+.5 || at.Y+size.Height > h.Size().Height+.5 {
			t.Errorf("%q at %v: beside it %v at %v, in %v", h.Text, width, size, at, h.Size())
		}
	}
	if hidden && h.Size().Height > h.least() {
		t.Errorf("%q is %v high for what is hidden", h.Text, h.Size().Height)
	}
}

// TestSiblingsBeginAlike draws rows of a tree with and without something below them.
func TestSiblingsBeginAlike(t *testing.T) {
	for _, icon := range []fyne.Resource{nil, theme.FolderIcon()} {
		var begin []float32
		for _, children := range []bool{true, false} {
			r := NewRow("dog")
			r.Icon, r.Indent, r.Expand = icon, 1, ExpandIf(children, false)
			themed(t, LookDark, 1, fyne.NewSize(224, 28), func() fyne.CanvasObject { return r })
			for _, o := range test.WidgetRenderer(r).Objects() {
				if text, ok := o.(*canvas.Text); ok && text.Text == "dog" {
					begin = append(begin, text.Position().X)
				}
			}
		}
		if len(begin) != 2 || begin[0] != begin[1] {
			t.Errorf("the text of siblings begins at %v", begin)
		}
	}
}

// TestARowGoesOnInASecondLine: where its label has no room in one, when it may; the row is as much
// higher, and no letter is lost.
func TestARowGoesOnInASecondLine(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(NewTheme("", 1))
	const label = "How good the suggestions are"
	for _, c := range []struct {
		width float32
		wraps bool
		lines int
	}{{300, true, 1}, {150, true, 2}, {150, false, 1}} {
		r := NewRow(label)
		r.Wrap = c.wraps
		column := NewColumn(0, r)
		w := test.NewTempWindow(t, column)
		w.Resize(fyne.NewSize(c.width+8, 200))
		var shown []string
		for _, o := range test.WidgetRenderer(r).Objects() {
			if text, ok := o.(*canvas.Text); ok && text.Visible() && text.Text != "" {
				shown = append(shown, text.Text)
			}
		}
		if len(shown) != c.lines || c.wraps && strings.Join(shown, " ") != label {
			t.Errorf("%.0f wide: %q", c.width, shown)
		}
		if higher := r.Size().Height > r.MinSize().Height+5; higher != (c.lines > 1) {
			t.Errorf("%.0f wide: %d lines in %.0f", c.width, c.lines, r.Size().Height)
		}
	}
}
