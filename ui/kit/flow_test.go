package kit

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"
)

func TestFlowWraps(t *testing.T) {
	test.NewTempApp(t)
	rapid.Check(t, func(t *rapid.T) {
		width := float32(rapid.IntRange(40, 400).Draw(t, "width"))
		var objects []fyne.CanvasObject
		for range rapid.IntRange(0, 12).Draw(t, "n") {
			objects = append(objects, NewSpace(float32(rapid.IntRange(10, 200).Draw(t, "w")), 24))
		}
		f := NewFlow(6, 6)
		f.SetObjects(objects)
		f.Resize(fyne.NewSize(width, f.HeightFor(width)))
		x, y := float32(0), float32(0)
		for i, o := range objects {
			p, s := o.Position(), o.Size()
			if p.X+s.Width > width+.5 || p.Y+s.Height > f.HeightFor(width) {
				t.Fatalf("object %d of %v at %v leaves the flow of %v", i, s, p, width)
			}
			if i > 0 && (p.Y < y || p.Y == y && p.X < x) {
				t.Fatalf("object %d at %v comes before %v,%v", i, p, x, y)
			}
			x, y = p.X+s.Width+6, p.Y
		}
	})
}

func TestColumnTakesTheHeightItNeeds(t *testing.T) {
	text := NewParagraph(strings.Repeat("words that wrap ", 20), StyleText)
	c := NewColumn(8, NewText("title", StyleTitle), text)
	c.Margin, c.Top = 16, 12
	themed(t, LookDark, 1, fyne.NewSize(300, 100), func() fyne.CanvasObject { return NewScroll(c) })
	lines := text.HeightFor(300-32) / text.line()
	if lines < 5 || text.Size().Height != text.HeightFor(300-32) || text.Size().Width != 300-32 {
		t.Errorf("%v lines in %v", lines, text.Size())
	}
	if want := 12 + 16*lineHeight + 8 + text.Size().Height + 12; c.Size().Height < want-1 || c.Size().Height > want+1 {
		t.Errorf("the column is %v high, want %v", c.Size().Height, want)
	}
	text.SetText("short")
	c.Refresh()
	if text.Size().Height != text.line() {
		t.Errorf("a shorter text keeps %v", text.Size().Height)
	}
}

func TestParagraphKeepsEveryWord(t *testing.T) {
	test.NewTempApp(t)
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-z]{1,20}`), 0, 30).Draw(t, "words")
		p := NewParagraph(strings.Join(words, " "), StyleCaption)
		width := float32(rapid.IntRange(20, 300).Draw(t, "width"))
		lines := p.wrap(width)
		if strings.ReplaceAll(strings.Join(lines, ""), " ", "") != strings.Join(words, "") {
			t.Fatalf("wrapped %q", lines)
		}
		for _, line := range lines {
			if w := fyne.MeasureText(line, TextSize(StyleCaption, p), fyne.TextStyle{}).Width; w > width && len(line) > 1 {
				t.Fatalf("%q is %v wide of %v", line, w, width)
			}
		}
	})
}

// Fyne lays out a parent again when it meets an object for the first time: a
// paragraph that makes new ones in every layout repaints the window for ever.
func TestParagraphKeepsItsObjects(t *testing.T) {
	p := NewParagraph("words that wrap over lines", StyleText)
	themed(t, LookDark, 1, fyne.NewSize(60, 100), func() fyne.CanvasObject { return p })
	r := test.WidgetRenderer(p)
	before := slices.Clone(r.Objects())
	r.Layout(p.Size())
	if !slices.Equal(before, r.Objects()) || len(before) < 2 {
		t.Errorf("%d objects, others after a layout", len(before))
	}
}

// TestButtonStaysWithItsText: at every width a button stands on the line of the text before it.
func TestButtonStaysWithItsText(t *testing.T) {
	title, text, button := NewText("Last import", StyleBold), NewText("1 file cannot be read, skipped: 1 not a photo", StyleJobDim), NewButton("Show", func() {})
	button.Small = true
	l := NewLines(28, NewButton("Suggestions: balanced", func() {}))
	l.SetObjects(title, text, button)
	for _, scale := range []float32{1, 1.5} {
		w := themed(t, LookDark, scale, fyne.NewSize(200, 100), func() fyne.CanvasObject { return l })
		for width := float32(200); width < 1200; width += 10 {
			w.Resize(fyne.NewSize(width, 100))
			line := func(o fyne.CanvasObject) int { return int((o.Position().Y + o.Size().Height/2) / l.line()) }
			if fits := text.MinSize().Width+8+button.MinSize().Width <= width-24; fits && line(text) != line(button) {
				t.Fatalf("%v at %v: the text is on line %d, its button on %d", width, scale, line(text), line(button))
			}
		}
	}
}

// TestASentenceOfAStripIsNeverCut: where a line is too short for it, it wraps within the strip, which
// becomes higher; where the line is long enough, the strip is no higher for it.
func TestASentenceOfAStripIsNeverCut(t *testing.T) {
	const sentence = "No photo has the word “axude”, and the model does not know it: it was left out."
	for _, scale := range []float32{1, 1.5} {
		title, said := NewText("Search: axude", StyleBold), NewParagraph(sentence, StyleJobDim)
		below, strength := NewButton("Index", nil), NewButton("Suggestions: balanced", nil)
		below.Small, strength.Small = true, true
		l := NewLines(28, strength)
		l.SetObjects(title, said, below)
		w := themed(t, LookDark, scale, fyne.NewSize(200, 200), func() fyne.CanvasObject { return l })
		for width := float32(200); width < 1600; width += 50 {
			w.Resize(fyne.NewSize(width, 200))
			if said.Size().Height < said.HeightFor(said.Size().Width) || said.Size().Width <= 0 {
				t.Fatalf("%v at %v: %v high, needs %v", width, scale, said.Size(), said.HeightFor(said.Size().Width))
			}
			for _, o := range []fyne.CanvasObject{title, said, below} {
				if end := o.Position().Y + o.Size().Height; end > l.HeightFor(width)+.5 {
					t.Fatalf("%v at %v: something ends at %v of %v", width, scale, end, l.HeightFor(width))
				}
			}
		}
		if l.HeightFor(1600) != 28*scale || l.HeightFor(300) <= 3*28*scale {
			t.Errorf("at %v the strip is %v and %v high", scale, l.HeightFor(1600), l.HeightFor(300))
		}
	}
}

// TestColumnInTheMiddle: what is as wide as it may be stands in the middle, or at the left.
func TestColumnInTheMiddle(t *testing.T) {
	for _, c := range []struct {
		centre     bool
		width, x   float32
		objectWide float32
	}{
		{true, 1000, 300, 400},
		{false, 1000, 24, 400},
		{true, 300, 24, 252},
		{false, 300, 24, 252},
	} {
		o := NewSpace(10, 20)
		column := NewColumn(8, o)
		column.Margin, column.Widest, column.Centre = 24, 400, c.centre
		themed(t, LookDark, 1, fyne.NewSize(c.width, 100), func() fyne.CanvasObject { return column })
		if o.Position().X != c.x || o.Size().Width != c.objectWide {
			t.Errorf("%+v: %v wide at %v", c, o.Size().Width, o.Position().X)
		}
	}
}
