package kit

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func TestEntryKeys(t *testing.T) {
	var heard []string
	e := NewEntry("Add keyword", theme.ContentAddIcon(), NewKeyCaption("K"))
	e.OnEscape = func() { heard = append(heard, "escape") }
	e.OnTab = func() bool { heard = append(heard, "tab"); return e.Text == "gir" }
	e.OnArrow = func(step int) { heard = append(heard, map[int]string{-1: "up", 1: "down"}[step]) }
	e.OnSubmitted = func(text string) { heard = append(heard, text) }
	next := NewButton("next", nil)
	w := themed(t, LookDark, 1, fyne.NewSize(300, 100), func() fyne.CanvasObject { return container.NewVBox(e, next) })
	w.Canvas().Focus(e)
	if e.AcceptsTab() {
		t.Error("an empty field keeps the tab")
	}
	test.Type(e, "gir")
	press := func(keys ...fyne.KeyName) {
		for _, k := range keys {
			e.TypedKey(&fyne.KeyEvent{Name: k})
		}
	}
	press(fyne.KeyTab, fyne.KeyUp, fyne.KeyDown, fyne.KeyReturn)
	if want := []string{"tab", "up", "down", "gir"}; !slices.Equal(heard, want) || !e.AcceptsTab() {
		t.Errorf("heard %v, want %v", heard, want)
	}
	if press(fyne.KeyEscape); e.Text != "" || len(heard) != 4 {
		t.Errorf("the first Esc leaves %q, heard %v", e.Text, heard[4:])
	}
	if press(fyne.KeyEscape); !slices.Equal(heard[4:], []string{"escape"}) {
		t.Errorf("the second Esc: heard %v", heard[4:])
	}
	e.Replace("giraffe")
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab})
	if e.Text != "giraffe" || e.CursorColumn != 7 || w.Canvas().Focused() != next {
		t.Errorf("text %q, cursor %d, focus on %T", e.Text, e.CursorColumn, w.Canvas().Focused())
	}
}

// TestEscBringsBackWhatStandsInAField: a field that shows what holds is not emptied by Esc, which
// its owner would take for a wish.
func TestEscBringsBackWhatStandsInAField(t *testing.T) {
	left := 0
	e := NewEntry("Name", nil, nil)
	e.OnEscape = func() { left++ }
	themed(t, LookDark, 1, fyne.NewSize(300, 100), func() fyne.CanvasObject { return container.NewVBox(e) })
	e.Stand("dog")
	esc := func() { e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape}) }
	for _, typed := range []string{"doggy", ""} {
		e.SetText(typed)
		if esc(); e.Text != "dog" || left != 0 {
			t.Errorf("after %q: %q, left %d times", typed, e.Text, left)
		}
	}
	if esc(); e.Text != "dog" || left != 1 {
		t.Errorf("the second Esc: %q, left %d times", e.Text, left)
	}
}

// TestAFieldIsAsHighAsAButton at each size of text, with its text in the middle.
func TestAFieldIsAsHighAsAButton(t *testing.T) {
	for _, scale := range []float32{1, 1.25, 1.5} {
		e, b := NewEntry("Search", theme.SearchIcon(), NewKeyCaption("K")), NewButton("Write", nil)
		themed(t, LookDark, scale, fyne.NewSize(300, 100), func() fyne.CanvasObject { return container.NewVBox(e, b) })
		high := e.Size().Height
		if math.Abs(float64(high-b.Size().Height)) > 1 {
			t.Errorf("at %v a field is %v high, a button %v", scale, high, b.Size().Height)
		}
		for _, o := range test.WidgetRenderer(e).Objects() {
			if text, ok := o.(*container.Scroll); ok {
				if above, below := text.Position().Y, high-text.Position().Y-text.Size().Height; math.Abs(float64(above-below)) > 1.1 {
					t.Errorf("at %v there is %v above the text, %v below", scale, above, below)
				}
			}
		}
	}
}

// TestALongTextEndsAtTheEdgesOfItsField: with neither a bar below it nor a shadow over it, and clear
// of the icon; the cursor stays in view.
func TestALongTextEndsAtTheEdgesOfItsField(t *testing.T) {
	for _, scale := range []float32{1, 1.5} {
		e := NewEntry("Search", theme.SearchIcon(), NewKeyCaption("K"))
		w := themed(t, LookLight, scale, fyne.NewSize(160, 60), func() fyne.CanvasObject { return container.NewVBox(e) })
		w.Canvas().Focus(e)
		test.Type(e, strings.Repeat("a long text ", 20))
		for _, o := range test.LaidOutObjects(e) {
			kind := fmt.Sprintf("%T", o)
			if o.Visible() && (strings.Contains(kind, "Shadow") || strings.HasSuffix(kind, "scrollBarArea")) {
				t.Errorf("at %v a %s is drawn", scale, kind)
			}
		}
		objects := test.WidgetRenderer(e).Objects()
		at := func(is func(fyne.CanvasObject) bool) int { return slices.IndexFunc(objects, is) }
		text := at(func(o fyne.CanvasObject) bool { _, ok := o.(*container.Scroll); return ok })
		gap := at(func(o fyne.CanvasObject) bool { _, ok := o.(*Surface); return ok })
		icon := at(func(o fyne.CanvasObject) bool { i, ok := o.(*canvas.Image); return ok && i.Resource != nil })
		if text < 0 || gap < text || icon < gap {
			t.Fatalf("at %v the text is drawn %d, the gap %d, the icon %d", scale, text, gap, icon)
		}
		begins, ends := objects[gap].Position().X, objects[gap].Position().X+objects[gap].Size().Width
		if begins > objects[text].Position().X || ends <= objects[icon].Position().X+objects[icon].Size().Width {
			t.Errorf("at %v the gap is from %v to %v", scale, begins, ends)
		}
		scroll := objects[text].(*container.Scroll)
		if x := e.CursorPosition().X - scroll.Offset.X; x < 0 || x > scroll.Size().Width {
			t.Errorf("at %v the cursor is at %v of %v", scale, x, scroll.Size().Width)
		}
	}
}

// TestWhatIsHiddenTakesNoRoomInAField: the placeholder has the room of a button that is hidden, and
// that of none that is shown.
func TestWhatIsHiddenTakesNoRoomInAField(t *testing.T) {
	const asks = "Search photos, or describe one"
	for _, scale := range []float32{1, 1.5} {
		hides, stays := NewIconButton(theme.CancelIcon(), "sign", nil), NewIconButton(theme.SearchIcon(), "sign", nil)
		hides.Small, stays.Small = true, true
		hides.Hide()
		e := NewEntry(asks, theme.SearchIcon(), container.New(Joined{}, hides, stays))
		themed(t, LookDark, scale, fyne.NewSize(272*scale, 100), func() fyne.CanvasObject { return container.NewVBox(e) })
		width := e.Size().Width
		if e.PlaceHolder != asks {
			t.Errorf("%v wide it asks %q", width, e.PlaceHolder)
		}
		hides.Show()
		e.Refresh()
		if e.PlaceHolder == asks && stays.Position().X == 0 {
			t.Error("the button that is shown lies below the other")
		}
		if end := e.ActionItem.Position().X + stays.Position().X + stays.Size().Width; end > width || hides.Size().Width == 0 {
			t.Errorf("the buttons end at %v of %v", end, width)
		}
	}
}

// TestAFieldAsksShortlyWhereItIsNarrow: with the whole placeholder where that has room, else with the
// short one, which alone may end in "…".
func TestAFieldAsksShortlyWhereItIsNarrow(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(NewTheme("", 1))
	for _, c := range []struct {
		width       float32
		short, want string
		cut         bool
	}{
		{300, "Search", "Search photos, or describe one", false},
		{120, "Search", "Search", false},
		{120, "", "", true},
		{60, "Search", "", true},
		{300, "Search", "Search photos, or describe one", false},
	} {
		e := NewEntry("Search photos, or describe one", theme.SearchIcon(), nil)
		e.Short = c.short
		w := test.NewTempWindow(t, e)
		w.Resize(fyne.NewSize(c.width+8, 60))
		if c.want != "" && e.PlaceHolder != c.want || c.want == "" && !strings.HasSuffix(e.PlaceHolder, "…") || e.Cut() != c.cut {
			t.Errorf("%.0f wide, %q: it asks for %q, cut: %v", c.width, c.short, e.PlaceHolder, e.Cut())
		}
	}
}
