package kit

import (
	"slices"
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
		} else if ok {
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
