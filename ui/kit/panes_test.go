package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// surfaces are panes of plain surfaces in a window of a width.
func surfaces(t *testing.T, width float32) (*Panes, [4]*Surface, fyne.Window) {
	t.Helper()
	s := [4]*Surface{NewSurface(TokenPanel), NewSurface(TokenWell), NewSurface(TokenPanel), NewSurface(TokenBg)}
	s[3].min = fyne.NewSize(0, 32)
	p := NewPanes(s[0], s[1], s[2], s[3])
	w := themed(t, LookDark, 1, fyne.NewSize(width, 800), func() fyne.CanvasObject { return p })
	return p, s, w
}

func TestPanesFirstSizes(t *testing.T) {
	_, s, _ := surfaces(t, 1280)
	for i, want := range []struct {
		x, y, w, h float32
	}{{0, 0, 224, 767}, {225, 0, 1280 - 225 - 289, 767}, {1280 - 288, 0, 288, 767}, {0, 768, 1280, 32}} {
		if p, size := s[i].Position(), s[i].Size(); p != fyne.NewPos(want.x, want.y) || size != fyne.NewSize(want.w, want.h) {
			t.Errorf("pane %d: %v at %v, want %+v", i, size, p, want)
		}
	}
}

func TestPanesDrag(t *testing.T) {
	p, s, _ := surfaces(t, 1280)
	var told [2]float32
	p.OnWidths = func(sidebar, inspector float32) { told = [2]float32{sidebar, inspector} }
	drag := func(h *handle, dx float32) {
		h.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(dx, 0)})
		h.DragEnd()
	}
	drag(p.left, 30)
	drag(p.right, -20)
	if s[0].Size().Width != 254 || s[2].Size().Width != 308 || told != [2]float32{254, 308} {
		t.Errorf("dragged to %v and %v, told %v", s[0].Size().Width, s[2].Size().Width, told)
	}
	drag(p.left, 1000)
	drag(p.right, 1000)
	if s[0].Size().Width != 320 || s[2].Size().Width != 240 {
		t.Errorf("limits: %v and %v", s[0].Size().Width, s[2].Size().Width)
	}
	drag(p.left, -1000)
	drag(p.right, -1000)
	if s[0].Size().Width != 180 || s[2].Size().Width != 400 {
		t.Errorf("limits: %v and %v", s[0].Size().Width, s[2].Size().Width)
	}
}

func TestSidebarHidesInANarrowWindow(t *testing.T) {
	p, s, w := surfaces(t, 1040)
	if !p.SidebarShown() {
		t.Fatal("at 1040 the sidebar is away")
	}
	w.Resize(fyne.NewSize(1039, 700))
	if p.SidebarShown() || s[0].Visible() || s[1].Position().X != 0 {
		t.Error("below 1040 the sidebar stays")
	}
	p.ShowSidebar(true)
	if !p.SidebarShown() || !s[0].Visible() {
		t.Error("the key does not bring it back")
	}
	w.Resize(fyne.NewSize(1280, 700))
	w.Resize(fyne.NewSize(900, 700))
	if p.SidebarShown() {
		t.Error("once wide, a narrow window shows it")
	}
	p.ShowInspector(false)
	if s[2].Visible() || s[1].Size().Width != 900 {
		t.Errorf("without side panes the centre is %v wide", s[1].Size().Width)
	}
	if m := p.MinSize(); m != fyne.NewSize(880, 560) {
		t.Errorf("least size %v", m)
	}
}

// TestACoveredSidebarComesBackAsItWas: also after the window was narrow meanwhile, and whatever the
// key did while it was covered.
func TestACoveredSidebarComesBackAsItWas(t *testing.T) {
	for name, c := range map[string]struct {
		wanted     bool
		width      float32
		keys       int // presses of its key while it is covered
		then, wide bool
	}{
		"wide":               {true, 1280, 0, true, true},
		"wide, with the key": {true, 1280, 1, true, true},
		"key twice":          {true, 1280, 2, true, true},
		"hidden":             {false, 1280, 0, false, false},
		"hidden, with a key": {false, 1280, 1, false, false},
		"narrow":             {true, 900, 0, false, true},
		"narrow, with a key": {true, 900, 1, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			p, _, w := surfaces(t, 1280)
			p.ShowSidebar(c.wanted)
			w.Resize(fyne.NewSize(c.width, 700))
			p.CoverSidebar(true)
			if p.SidebarShown() {
				t.Error("it shows while it is covered")
			}
			for n := range c.keys {
				p.ShowSidebar(!p.SidebarShown())
				if want := n%2 == 0; p.SidebarShown() != want {
					t.Errorf("after key %d shown: %v", n+1, !want)
				}
			}
			p.CoverSidebar(true) // another page that covers it
			p.CoverSidebar(false)
			if p.SidebarShown() != c.then {
				t.Errorf("after that shown: %v", !c.then)
			}
			w.Resize(fyne.NewSize(1280, 700))
			if p.SidebarShown() != c.wide {
				t.Errorf("in a wide window shown: %v", !c.wide)
			}
		})
	}
}

func TestBarLetsTextsGiveWay(t *testing.T) {
	long, count := NewText("A scope with a rather long name", StyleBold), NewText("1,842 photos", StyleCaption)
	button := NewButton("Review", nil)
	b := NewBar(44, []fyne.CanvasObject{long, count}, []fyne.CanvasObject{button})
	themed(t, LookDark, 1, fyne.NewSize(260, 44), func() fyne.CanvasObject { return b })
	if button.Position().X+button.Size().Width != 260-12 || button.Size() != button.MinSize() {
		t.Errorf("the button is %v at %v", button.Size(), button.Position())
	}
	if end := long.Position().X + long.Size().Width; end > button.Position().X {
		t.Errorf("the text ends at %v, the button begins at %v", end, button.Position().X)
	}
	if !long.Cut() || count.Size().Width != 0 {
		t.Errorf("cut %v; the count has %v", long.Cut(), count.Size().Width)
	}
}

// TestBarShowsNoStub: a text that has room for a letter or two is left out; what is small itself is
// not.
func TestBarShowsNoStub(t *testing.T) {
	sign, many := NewIconButton(theme.SearchIcon(), "sign", nil), NewText("377 tags, 4 levels", StyleCaption)
	b := NewBar(44, []fyne.CanvasObject{sign, many}, nil)
	w := themed(t, LookDark, 1, fyne.NewSize(300, 44), func() fyne.CanvasObject { return b })
	for _, c := range []struct{ room, want float32 }{{30, 0}, {39, 0}, {60, 60}, {300, many.MinSize().Width}} {
		w.Resize(fyne.NewSize(12+sign.MinSize().Width+8+c.room+12, 44))
		if many.Size().Width != c.want || sign.Size() != sign.MinSize() {
			t.Errorf("with room for %v: the text has %v, the button %v", c.room, many.Size().Width, sign.Size())
		}
	}
}

// TestBarKeepsTheButtonsBehindAText: the answer to a long sentence stays in reach.
func TestBarKeepsTheButtonsBehindAText(t *testing.T) {
	text := NewText("Undone: accepted wildlife above the line on 10 photos", StyleJob)
	undo, dismiss := NewButton("Redo", nil), NewIconButton(theme.CancelIcon(), "sign", nil)
	undo.Small, dismiss.Small, undo.Shortcut = true, true, "Ctrl+Shift+Z"
	b := NewBar(32, []fyne.CanvasObject{text, undo, dismiss}, nil)
	for _, scale := range []float32{1, 1.5} {
		w := themed(t, LookDark, scale, fyne.NewSize(900, 48), func() fyne.CanvasObject { return b })
		for width := 100 + undo.MinSize().Width + dismiss.MinSize().Width; width < 900; width += 20 {
			w.Resize(fyne.NewSize(width, 48))
			if end := dismiss.Position().X + dismiss.Size().Width; undo.Size().Width < undo.MinSize().Width || dismiss.Size() != dismiss.MinSize() || end > width-12+.5 {
				t.Fatalf("%v wide at %v: Redo has %v of %v, × ends at %v", width, scale, undo.Size().Width, undo.MinSize().Width, end)
			}
		}
	}
}

// TestBarNarrowsAFieldBeforeAControlGoes: of a toolbar first what keys change, too, has no place,
// then the field becomes narrower; the control behind it goes only when both are spent, and buttons
// stay.
func TestBarNarrowsAFieldBeforeAControlGoes(t *testing.T) {
	field, sort, slider := NewEntry("Search", nil, nil), NewSelect([]string{"Date taken"}, 0, nil), NewSlider(5, 1, nil)
	review, write := NewButton("Review", nil), NewButton("Write 128", nil)
	narrowing := NewNarrowing(272, 180, field)
	b := NewBar(44, []fyne.CanvasObject{narrowing, NewFixed(120, sort)}, []fyne.CanvasObject{slider, review, write})
	b.Keep, b.First = 180, 180+120+8
	for _, scale := range []float32{1, 1.25, 1.5} {
		w := themed(t, LookDark, scale, fyne.NewSize(1200, 70), func() fyne.CanvasObject { return b })
		buttons := review.MinSize().Width + write.MinSize().Width + 2*8
		for width := 24 + 180*scale + buttons; width < 1200; width += 10 {
			w.Resize(fyne.NewSize(width, 70))
			if review.Size().Width < review.MinSize().Width || write.Size().Width < write.MinSize().Width {
				t.Fatalf("at %v, %v wide: the buttons have %v and %v", scale, width, review.Size(), write.Size())
			}
			room := width - 24 - buttons - (180+8+120+8)*scale
			if sorts, slides := sort.Size().Width > 0, slider.Size().Width > 0; room > 16 && !sorts || slides && !sorts {
				t.Fatalf("at %v, %v wide: the sort has %v, the slider %v", scale, width, sort.Size(), slider.Size())
			}
			if narrowing.Size().Width < 180*scale-.5 {
				t.Fatalf("at %v, %v wide: the field has %v", scale, width, narrowing.Size())
			}
		}
		if narrowing.Size().Width != 272*scale || slider.Size().Width == 0 {
			t.Errorf("at %v, with all room: the field has %v, the slider %v", scale, narrowing.Size(), slider.Size())
		}
	}
}

// TestBarKeepsTheLeftWhole: where the right takes more than is left to it, its buttons with an icon
// show that alone, and only then do buttons go; the last one stays.
func TestBarKeepsTheLeftWhole(t *testing.T) {
	list, keep := NewSelect([]string{"A vocabulary of mine"}, 0, nil), NewCheck("On", true, nil)
	plain, in, out := NewButton("From my keywords", nil), NewButton("Import", nil), NewButton("Doctor: 4", nil)
	in.Icon, out.Icon = theme.DownloadIcon(), theme.WarningIcon()
	b := NewBar(44, []fyne.CanvasObject{list, keep}, []fyne.CanvasObject{plain, in, out})
	b.Whole = true
	left := func() float32 { return list.MinSize().Width + keep.MinSize().Width + 2*8 + 2*12 }
	for _, scale := range []float32{1, 1.5} {
		w := themed(t, LookDark, scale, fyne.NewSize(1200, 70), func() fyne.CanvasObject { return b })
		whole := []float32{plain.MinSize().Width, in.MinSize().Width, out.MinSize().Width}
		side := in.MinSize().Height
		for _, c := range []struct {
			room float32
			want []float32
		}{
			{whole[0] + whole[1] + whole[2] + 24, whole},
			{whole[0] + side + whole[2] + 24, []float32{whole[0], side, whole[2]}},
			{whole[0] + 2*side + 24, []float32{whole[0], side, side}},
			{2*side + 16, []float32{0, side, side}},
			{side, []float32{0, 0, side}},
		} {
			w.Resize(fyne.NewSize(left()+c.room+.5, 70))
			for i, o := range []fyne.CanvasObject{plain, in, out} {
				if got := o.Size().Width; got != c.want[i] {
					t.Errorf("at %v, with room for %v: button %d is %v wide, want %v", scale, c.room, i, got, c.want[i])
				}
			}
			if c.room > side && (list.Size().Width != list.MinSize().Width || keep.Size().Width != keep.MinSize().Width) {
				t.Errorf("at %v, with room for %v: the left has %v and %v", scale, c.room, list.Size(), keep.Size())
			}
		}
	}
}

// TestSharedGiveWayAlike: no field is squeezed to nothing for the one before it.
func TestSharedGiveWayAlike(t *testing.T) {
	find, add := NewFixed(200, NewEntry("Find", nil, nil)), NewFixed(300, NewEntry("New", nil, nil))
	w := themed(t, LookDark, 1, fyne.NewSize(508, 40), func() fyne.CanvasObject { return container.New(Shared{}, find, add) })
	for _, c := range [][3]float32{{508, 200, 300}, {258, 100, 150}, {900, 200, 300}} {
		w.Resize(fyne.NewSize(c[0], 40))
		if find.Size().Width != c[1] || add.Size().Width != c[2] || add.Position().X != c[1]+8 {
			t.Errorf("at %v: %v and %v wide, the second at %v", c[0], find.Size().Width, add.Size().Width, add.Position().X)
		}
	}
}

// TestColumnIsNoWiderThanItReads: lines end where the eye still finds the next one, at every size of
// text.
func TestColumnIsNoWiderThanItReads(t *testing.T) {
	for _, scale := range []float32{1, 1.5} {
		text := NewParagraph("Some words of a page", StyleText)
		c := NewColumn(8, text)
		c.Margin, c.Widest = 32, 400
		w := themed(t, LookDark, scale, fyne.NewSize(1800, 200), func() fyne.CanvasObject { return c })
		if got := text.Size().Width; got != 400*scale {
			t.Errorf("at %v the text is %v wide", scale, got)
		}
		w.Resize(fyne.NewSize(300, 200))
		if got := text.Size().Width; got != 300-64 {
			t.Errorf("at %v, in a narrow column the text is %v wide", scale, got)
		}
	}
}

// TestHiddenTakesNoRoom: what is joined stands close when some of it is hidden.
func TestHiddenTakesNoRoom(t *testing.T) {
	clear, icon := NewIconButton(theme.CancelIcon(), "sign", nil), NewIconButton(theme.SearchIcon(), "sign", nil)
	clear.Hide()
	joined := container.New(Joined{}, clear, icon)
	themed(t, LookDark, 1, fyne.NewSize(200, 40), func() fyne.CanvasObject { return container.NewHBox(joined) })
	if one := icon.MinSize(); joined.MinSize() != one || icon.Position().X != 0 {
		t.Errorf("one of two takes %v at %v, want %v at the edge", joined.MinSize(), icon.Position(), one)
	}
	clear.Show()
	joined.Refresh()
	if want := clear.MinSize().Width + icon.MinSize().Width; joined.MinSize().Width != want || icon.Position().X != clear.MinSize().Width {
		t.Errorf("both take %v, the second at %v, want %v", joined.MinSize().Width, icon.Position().X, want)
	}
}

// TestWhatIsHiddenLeavesItsRoom: an object of a width of its own that is hidden takes none, with it
// or without.
func TestWhatIsHiddenLeavesItsRoom(t *testing.T) {
	for name, wrap := range map[string]func(fyne.CanvasObject) fyne.CanvasObject{
		"fixed":    func(o fyne.CanvasObject) fyne.CanvasObject { return NewFixed(120, o) },
		"at least": func(o fyne.CanvasObject) fyne.CanvasObject { return NewAtLeast(120, o) },
		"sized":    func(o fyne.CanvasObject) fyne.CanvasObject { return NewSized(o, 120) },
	} {
		t.Run(name, func(t *testing.T) {
			inner, next := NewButton("Sort", nil), NewButton("Next", nil)
			b := NewBar(44, []fyne.CanvasObject{wrap(inner), next}, nil)
			themed(t, LookDark, 1, fyne.NewSize(400, 44), func() fyne.CanvasObject { return b })
			wide := b.Natural()
			if x := next.Position().X; x != 12+120+8 {
				t.Errorf("beside it the next begins at %v", x)
			}
			inner.Hide()
			if b.Refresh(); next.Position().X != 12 || b.Natural() != wide-128 {
				t.Errorf("without it the next begins at %v, and the bar needs %v", next.Position().X, b.Natural())
			}
		})
	}
}
