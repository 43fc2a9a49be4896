package kit

import (
	"testing"

	"fyne.io/fyne/v2"
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
