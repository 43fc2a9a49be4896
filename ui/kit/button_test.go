package kit

import (
	"math"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func TestButtonSizes(t *testing.T) {
	for _, scale := range []float32{1, 1.5} {
		b := NewButton("Write 86", nil)
		b.Shortcut, b.Accent = "Ctrl+S", true
		small := NewButton("Undo", nil)
		small.Small = true
		sign := NewIconButton(theme.CancelIcon(), "sign", nil)
		sign.Small = true
		themed(t, LookDark, scale, fyne.NewSize(500, 100), func() fyne.CanvasObject { return container.NewHBox(b, small, sign) })
		if b.MinSize().Height != 30*scale || small.MinSize().Height != 24*scale || sign.MinSize() != fyne.NewSquareSize(24*scale) {
			t.Errorf("at %v: %v, small %v, icon %v", scale, b.MinSize(), small.MinSize(), sign.MinSize())
		}
		label := fyne.MeasureText(b.Label, 13*scale, fyne.TextStyle{Bold: true}).Width
		key := fyne.MeasureText(b.Shortcut, 11*scale, fyne.TextStyle{}).Width
		if got := b.MinSize().Width; got < label+key+32 {
			t.Errorf("at %v the button of %v would clip its %v and %v", scale, got, label, key)
		}
	}
}

// TestButtonStandsInLines: a label that is wider than its column is shown whole, in lines inside the
// button; one that not even lines hold ends in "…". What fits stands in one, with its key.
func TestButtonStandsInLines(t *testing.T) {
	for _, label := range []string{"Accept 1,128, reject 98,765", "Zehntausend Vorschläge annehmen", "1,234件を承認して残りをすべて却下", "Write"} {
		for _, scale := range []float32{1, 1.5} {
			for _, width := range []float32{420, 208, 150} {
				b, small := NewButton(label, nil), NewButton(label, nil)
				b.Shortcut, b.Accent, small.Small, small.Icon = "Shift+Enter", true, true, theme.CancelIcon()
				themed(t, LookDark, scale, fyne.NewSize(width, 400), func() fyne.CanvasObject {
					flow := NewFlow(8, 8)
					flow.SetObjects([]fyne.CanvasObject{small})
					column := NewColumn(8, b, flow)
					column.Resize(fyne.NewSize(width, 400))
					return container.NewWithoutLayout(column)
				})
				for _, b := range []*Button{b, small} {
					whole := ""
					for _, o := range test.WidgetRenderer(b).Objects() {
						text, ok := o.(*canvas.Text)
						if !ok || !text.Visible() || text.Text == b.Shortcut {
							continue
						}
						whole += strings.ReplaceAll(text.Text, " ", "")
						if at, s := text.Position(), text.MinSize(); at.X < 0 || at.Y < 0 || at.X+s.Width > b.Size().Width || at.Y+s.Height > b.Size().Height+2 {
							t.Errorf("%q at %v, %v wide: %q stands at %v, %v in a button of %v", label, scale, width, text.Text, at, s, b.Size())
						}
					}
					if fits := width >= 208; fits && whole != strings.ReplaceAll(label, " ", "") {
						t.Errorf("%q at %v, %v wide: shown is %q", label, scale, width, whole)
					}
				}
			}
		}
	}
}

func TestButtonPresses(t *testing.T) {
	presses := 0
	b := NewButton("Write", func() { presses++ })
	w := themed(t, LookLight, 1, fyne.NewSize(200, 60), func() fyne.CanvasObject { return container.NewHBox(b) })
	test.Tap(b)
	w.Canvas().Focus(b)
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyA})
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.Disable()
	test.Tap(b)
	if presses != 3 || !b.Disabled() {
		t.Errorf("%d presses", presses)
	}
	b.Enable()
	test.Tap(b)
	if presses != 4 {
		t.Error("an enabled button is dead")
	}
}

func TestSelectChooses(t *testing.T) {
	var chosen []int
	s := NewSelect([]string{"Date taken", "Name", "Added"}, 0, func(i int) { chosen = append(chosen, i) })
	w := themed(t, LookDark, 1, fyne.NewSize(300, 300), func() fyne.CanvasObject { return container.NewHBox(s) })
	for _, k := range []fyne.KeyName{fyne.KeyUp, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyLeft} {
		s.TypedKey(&fyne.KeyEvent{Name: k})
	}
	s.SetSelected(0)
	if !slices.Equal(chosen, []int{1, 2, 1}) || s.text() != "Date taken" {
		t.Errorf("chosen %v, shown %q", chosen, s.text())
	}
	test.Tap(s)
	if w.Canvas().Overlays().Top() == nil {
		t.Error("no menu opens")
	}
	s.SetOptions(nil, 0)
	if s.text() != "" {
		t.Error("without options something is shown")
	}
}

func TestSliderSteps(t *testing.T) {
	var steps []int
	s := NewSlider(5, 1, func(i int) { steps = append(steps, i) })
	themed(t, LookDark, 1, fyne.NewSize(300, 60), func() fyne.CanvasObject { return container.NewHBox(s) })
	at := func(x float32) {
		s.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 10)}})
	}
	at(0)
	at(44)
	at(88)
	s.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(-500, 0)}})
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	s.SetValue(99)
	if !slices.Equal(steps, []int{0, 2, 4, 0, 1}) || s.Value() != 4 {
		t.Errorf("steps %v, at %d", steps, s.Value())
	}
}

// TestAChoiceIsRoundAtAnySizeOfText: ring and disc have one centre, on whole dp, where they stay sharp.
func TestAChoiceIsRoundAtAnySizeOfText(t *testing.T) {
	for _, scale := range []float32{1, 1.1, 1.25, 1.4, 1.5} {
		c := NewChoice([]string{"Dark"}, nil, 0, nil)[0]
		themed(t, LookDark, scale, fyne.NewSize(200, 60), func() fyne.CanvasObject { return c })
		objects := test.WidgetRenderer(c).Objects()
		box, disc := objects[1], objects[3]
		for _, o := range []fyne.CanvasObject{box, disc} {
			for _, v := range []float32{o.Position().X, o.Position().Y, o.Size().Width, o.Size().Height} {
				if v != round(v) {
					t.Errorf("text ×%v: something is drawn at %v, %v large", scale, o.Position(), o.Size())
				}
			}
		}
		centre := func(o fyne.CanvasObject) fyne.Position {
			return o.Position().AddXY(o.Size().Width/2, o.Size().Height/2)
		}
		if centre(box) != centre(disc) {
			t.Errorf("text ×%v: the disc is around %v, its ring around %v", scale, centre(disc), centre(box))
		}
	}
}

func TestChecks(t *testing.T) {
	var ticks []bool
	c := NewCheck("Keep the date", false, func(on bool) { ticks = append(ticks, on) })
	var chosen []int
	choice := NewChoice([]string{"a", "b", "c"}, []string{"note"}, 1, func(i int) { chosen = append(chosen, i) })
	themed(t, LookDark, 1, fyne.NewSize(300, 300), func() fyne.CanvasObject {
		return container.NewVBox(c, choice[0], choice[1], choice[2])
	})
	test.Tap(c)
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	c.Disable()
	test.Tap(c)
	if !slices.Equal(ticks, []bool{true, false}) {
		t.Errorf("ticks %v", ticks)
	}
	test.Tap(choice[1])
	test.Tap(choice[2])
	if !slices.Equal(chosen, []int{2}) || choice[0].On() || choice[1].On() || !choice[2].On() {
		t.Errorf("chosen %v", chosen)
	}
	if choice[0].MinSize().Height <= choice[1].MinSize().Height {
		t.Error("the note has no space")
	}
}

// TestTheKeyOfAButtonStandsOnTheLineOfItsLabel at any height, weight and size of text.
func TestTheKeyOfAButtonStandsOnTheLineOfItsLabel(t *testing.T) {
	for _, scale := range []float32{1, 1.25, 1.5} {
		for _, kind := range []struct{ small, accent bool }{{}, {small: true}, {accent: true}, {small: true, accent: true}} {
			b := NewButton("Accept strong", func() {})
			b.Small, b.Accent, b.Shortcut = kind.small, kind.accent, "Shift+A"
			themed(t, LookDark, scale, fyne.NewSize(300, 100), func() fyne.CanvasObject { return AtLeft(b) })
			var lines []float32
			for _, o := range test.WidgetRenderer(b).Objects() {
				if text, ok := o.(*canvas.Text); ok && text.Visible() {
					at, size := text.Position().Y, text.Size().Height
					top := math.Round(float64(at + (size-text.MinSize().Height)/2)) // as it is drawn
					lines = append(lines, float32(top)+baseline(text))
					if at < 0 || at+size > b.Size().Height {
						t.Errorf("%+v at %v: %q stands from %v to %v of %v", kind, scale, text.Text, at, at+size, b.Size().Height)
					}
				}
			}
			if len(lines) != 2 || math.Abs(float64(lines[0]-lines[1])) > .5 {
				t.Errorf("%+v at %v: the lines are %v", kind, scale, lines)
			}
		}
	}
}

// TestWhatIsOffLooksTheSame: a button that does nothing now is drawn like the others, whether it would
// be the accent of the screen or not.
func TestWhatIsOffLooksTheSame(t *testing.T) {
	for _, look := range []Look{LookDark, LookLight} {
		plain, accent := NewButton("Write", nil), NewButton("Write", nil)
		accent.Accent = true
		plain.Disable()
		accent.Disable()
		themed(t, look, 1, fyne.NewSize(300, 60), func() fyne.CanvasObject { return container.NewHBox(plain, accent) })
		looks := func(b *Button) (body canvas.Rectangle, label canvas.Text) {
			objects := test.WidgetRenderer(b).Objects()
			return *objects[1].(*canvas.Rectangle), *objects[3].(*canvas.Text)
		}
		body, label := looks(plain)
		other, text := looks(accent)
		if body.FillColor != other.FillColor || body.StrokeWidth != other.StrokeWidth || label.Color != text.Color || label.TextStyle != text.TextStyle {
			t.Errorf("%s: %v, %v and %v, %v", look, body.StrokeWidth, label.TextStyle, other.StrokeWidth, text.TextStyle)
		}
		if accent.Enable(); accent.MinSize().Width <= plain.MinSize().Width {
			t.Errorf("%s: what works again is not bold", look)
		}
	}
}

// TestAQuietLabelKeepsItsPlace: without a body a label begins at the same place, whether or not there
// is room for its key, and in how many lines it stands.
func TestAQuietLabelKeepsItsPlace(t *testing.T) {
	for _, width := range []float32{400, 180, 150, 90} {
		b := NewButton("Show the whole ranking", nil)
		b.Quiet, b.Small, b.Shortcut = true, true, "M"
		themed(t, LookLight, 1, fyne.NewSize(width, 60), func() fyne.CanvasObject { return NewColumn(0, b) })
		if x := test.WidgetRenderer(b).Objects()[3].Position().X; x != b.pad() {
			t.Errorf("%v wide, the label begins at %v", width, x)
		}
	}
}
