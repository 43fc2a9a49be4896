package grid

import (
	"fmt"
	"image"
	"image/color"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"catchlight/ui/kit"
)

// plain is a theme with a grey of its own for each token, so that goldens tell
// tokens apart.
type plain struct{ fyne.Theme }

// tokens are those that cells and chips are drawn in.
var tokens = []fyne.ThemeColorName{
	kit.TokenWell, kit.TokenPanel, kit.TokenChip, kit.TokenChipCell, kit.TokenSel, kit.TokenHover, kit.TokenEdge, kit.TokenText, kit.TokenDim,
	kit.TokenFaint, kit.TokenRing, kit.TokenAccent, kit.TokenFill, kit.TokenOnFill, kit.TokenAlert,
}

func (p plain) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if i := slices.Index(tokens, n); i >= 0 {
		return color.NRGBA{R: uint8(i), G: uint8(i), B: uint8(i), A: 0xFF}
	}
	return p.Theme.Color(n, v)
}

func (p plain) Size(n fyne.ThemeSizeName) float32 {
	if n == theme.SizeNameText {
		return 13
	}
	return p.Theme.Size(n)
}

// bench is a grid in a test window, with what its owner has heard.
type bench struct {
	*Grid
	bound  []int
	wishes map[uint64]func(*image.RGBA)
	ended  []uint64
	chips  []string
	opened []int
	hints  int
	chosen int
	held   fyne.KeyModifier
	clock  time.Time
}

// newBench shows n cells in a window of 4 columns and 3 rows and a bit.
func newBench(t *testing.T, n int) *bench {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(plain{theme.DefaultTheme()})
	b := &bench{Grid: New(), wishes: map[uint64]func(*image.RGBA){}, clock: time.Unix(0, 0)}
	b.Bind = func(i int) Cell {
		b.bound = append(b.bound, i)
		return Cell{ID: uint64(i + 1), Aspect: 1.5, Chips: []kit.Chip{{Name: "grass", State: kit.Suggested, Strength: 2}, {Name: "Etosha"}}}
	}
	b.Request = func(id uint64, _, _, _ int, done func(*image.RGBA)) func() {
		b.wishes[id] = done
		return func() { b.ended = append(b.ended, id) }
	}
	b.OnChip = func(h Hit, mod fyne.KeyModifier) {
		b.chips = append(b.chips, fmt.Sprintf("%d %d %s %d", h.Index, h.Part, h.Chip.Name, mod))
	}
	b.OnOpen = func(i int) { b.opened = append(b.opened, i) }
	b.OnHint = func(Hit) { b.hints++ }
	b.OnSelected = func() { b.chosen++ }
	b.modifier = func() fyne.KeyModifier { return b.held }
	b.now = func() time.Time { return b.clock }
	w := test.NewTempWindow(t, b.Grid)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(768, 640))
	b.SetLength(n)
	b.bound = nil
	return b
}

// click presses and releases the primary button on a point of cell i.
func (b *bench) click(i int, x, y float32, mod fyne.KeyModifier) {
	at := b.geo.at(i, b.offset).AddXY(x, y)
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: mod, PointEvent: fyne.PointEvent{Position: at, AbsolutePosition: at}}
	b.MouseDown(e)
	b.MouseUp(e)
	b.clock = b.clock.Add(time.Second)
}

func TestOnlyCellsInViewAreBound(t *testing.T) {
	b := newBench(t, 200_000)
	b.SetOffset(1_000_000)
	first, last := b.InView()
	if len(b.bound) != last-first+1 || len(b.views) > 20 {
		t.Errorf("%d bound and %d alive for %d–%d", len(b.bound), len(b.views), first, last)
	}
	b.bound = nil
	b.SetOffset(b.Offset() + b.geo.pitch())
	if len(b.bound) != 4 {
		t.Errorf("one row further binds %v", b.bound)
	}
	objects := len(b.parts.cells.Objects)
	for range 50 {
		b.SetOffset(b.Offset() + 777)
	}
	if got := len(b.parts.cells.Objects); got > objects+4 {
		t.Errorf("scrolling makes objects: %d, then %d", objects, got)
	}
}

func TestAppendedItemsMoveNothing(t *testing.T) {
	b := newBench(t, 100)
	b.SetOffset(300)
	b.sel.Click(9)
	at := b.views[9].root.Position()
	b.SetLength(1000)
	if b.Offset() != 300 || b.views[9].root.Position() != at || !b.sel.Has(9) {
		t.Errorf("offset %v, cell at %v", b.Offset(), b.views[9].root.Position())
	}
	b.SetLength(4)
	if b.Offset() != 0 || b.sel.Current() != 3 {
		t.Errorf("shorter: offset %v, current %d", b.Offset(), b.sel.Current())
	}
}

func TestLatePictureStaysOffOtherPhotos(t *testing.T) {
	b := newBench(t, 1000)
	late, img := b.wishes[1], image.NewRGBA(image.Rect(0, 0, 176, 132))
	b.SetOffset(50 * b.geo.pitch())
	if !slices.Contains(b.ended, 1) {
		t.Error("the wish of a cell out of view goes on")
	}
	late(img)
	for i, v := range b.views {
		if v.cell.Image != nil || v.photo.Visible() {
			t.Errorf("cell %d got the picture of cell 0", i)
		}
	}
	b.wishes[b.views[201].cell.ID](img)
	if v := b.views[201]; v.photo.Image != image.Image(img) || !v.photo.Visible() || v.empty.Picture.Visible() {
		t.Error("a picture in time is not shown")
	}
	b.refreshItem(201)
	if b.views[201].photo.Image != image.Image(img) {
		t.Error("a refresh loses the picture")
	}
}

func TestMouseSelects(t *testing.T) {
	b := newBench(t, 100)
	b.click(5, 90, 60, 0)
	b.click(7, 90, 60, fyne.KeyModifierControl)
	b.click(9, 90, 60, fyne.KeyModifierShift)
	if got := b.sel.Indices(); !slices.Equal(got, []int{7, 8, 9}) || b.chosen != 3 {
		t.Errorf("selected %v after %d changes", got, b.chosen)
	}
	b.click(8, 90, 60, 0)
	if got := b.sel.Indices(); !slices.Equal(got, []int{8}) {
		t.Errorf("a click on one of several selects %v", got)
	}
	b.click(99, -1, -1, 0)
	if b.sel.Count() != 0 {
		t.Error("a click beside the cells selects something")
	}
}

func TestDoubleClickOpens(t *testing.T) {
	b := newBench(t, 100)
	press := func(i int, after time.Duration) {
		b.clock = b.clock.Add(after - time.Second)
		b.click(i, 90, 60, 0)
	}
	press(3, time.Second)
	press(3, 200*time.Millisecond)
	press(3, 200*time.Millisecond) // the third is a first again
	press(4, 200*time.Millisecond)
	press(4, 400*time.Millisecond)
	if !slices.Equal(b.opened, []int{3}) {
		t.Errorf("opened %v", b.opened)
	}
}

func TestChipsAreHit(t *testing.T) {
	b := newBench(t, 100)
	strip := b.lookOf(2).stripAt()
	s := b.views[2].strip.spots
	b.click(2, strip.X+4, strip.Y+10, 0)
	b.click(2, strip.X+s[0].width-3, strip.Y+10, fyne.KeyModifierShift)
	b.click(2, strip.X+s[1].at.X+5, strip.Y+1, fyne.KeyModifierControl)
	want := []string{
		fmt.Sprintf("2 %d grass 0", ChipBody),
		fmt.Sprintf("2 %d grass %d", ChipCross, fyne.KeyModifierShift),
		fmt.Sprintf("2 %d Etosha %d", ChipBody, fyne.KeyModifierControl),
	}
	if !slices.Equal(b.chips, want) || b.sel.Count() != 0 {
		t.Errorf("heard %q, want %q; selected %v", b.chips, want, b.sel.Indices())
	}
}

func TestHoverShowsCheckAndCross(t *testing.T) {
	b := newBench(t, 100)
	objects := b.views[2].chips[0].Objects() // back to front
	body, glyph, cross := objects[0], objects[2].(*canvas.Image), objects[6]
	before, width := glyph.Image, body.Size().Width
	at := b.geo.at(2, 0).Add(b.lookOf(2).stripAt()).AddXY(5, 5)
	b.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
	if glyph.Image == before || !cross.Visible() || body.Size().Width != width || b.hints != 1 {
		t.Errorf("under the pointer: cross %v, width %v of %v, %d hints", cross.Visible(), body.Size().Width, width, b.hints)
	}
	b.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at.AddXY(1, 0)}})
	if b.hints != 1 {
		t.Error("the same hint comes twice")
	}
	b.MouseOut()
	if glyph.Image != before || cross.Visible() || b.hints != 2 {
		t.Error("the chip stays as under the pointer")
	}
}

func TestKeysMoveAndScroll(t *testing.T) {
	b := newBench(t, 1000)
	for _, k := range []fyne.KeyName{fyne.KeyRight, fyne.KeyRight, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown} {
		b.TypedKey(&fyne.KeyEvent{Name: k})
	}
	if first, last := b.InView(); b.sel.Current() != 13 || first > 13 || last < 13 {
		t.Errorf("current %d, in view %d–%d", b.sel.Current(), first, last)
	}
	b.held = fyne.KeyModifierShift
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	if got := b.sel.Count(); got != 5 {
		t.Errorf("shift and up select %d", got)
	}
	b.held = 0
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if b.Offset() != b.geo.limit() || b.sel.Current() != 999 {
		t.Errorf("end: offset %v of %v", b.Offset(), b.geo.limit())
	}
	var typed []fyne.KeyName
	b.OnTypedKey = func(k fyne.KeyName, _ fyne.KeyModifier) { typed = append(typed, k) }
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyA})
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	if !slices.Equal(typed, []fyne.KeyName{fyne.KeyA}) || b.Offset() != 0 {
		t.Errorf("typed %v, offset %v", typed, b.Offset())
	}
}

func TestStepKeepsTheCurrentInPlace(t *testing.T) {
	b := newBench(t, 10_000)
	b.sel.Click(4000)
	b.ScrollTo(4000)
	before := b.views[4000].root.Position().Y
	for _, s := range []Size{Large, Giant, Tiny, Medium} {
		b.SetStep(s)
		v, ok := b.views[4000]
		if !ok || v.root.Position().Y < before-1 || v.root.Position().Y > before+1 {
			t.Errorf("at step %d the current cell is in view %v; before at %v", s, ok, before)
		}
	}
	b.Resize(fyne.NewSize(400, 640))
	if _, ok := b.views[4000]; !ok {
		t.Error("a narrower window loses the current cell")
	}
}

func TestWheelScrollsWithinLimits(t *testing.T) {
	b := newBench(t, 100)
	b.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 50)})
	if b.Offset() != 0 {
		t.Errorf("above the top: %v", b.Offset())
	}
	b.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -1e6)})
	if b.Offset() != b.geo.limit() {
		t.Errorf("below the end: %v of %v", b.Offset(), b.geo.limit())
	}
	b.SetOffset(0)
	for range 10 {
		b.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -.3)})
	}
	if b.Offset() != 3 {
		t.Errorf("ten steps of .3 add up to %v", b.Offset())
	}
	steps := 0
	b.OnStep, b.held = func(Size) { steps++ }, fyne.KeyModifierControl
	b.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 10)})
	if b.Step() != Large || steps != 1 {
		t.Errorf("ctrl and wheel: step %d", b.Step())
	}
}

func TestLineIsDragged(t *testing.T) {
	b := newBench(t, 100)
	b.OnDivider = func(i int) { b.SetDivider(i, "") }
	b.SetDivider(5, "5 above")
	at := fyne.NewPos(100, b.parts.under.Position().Y+1)
	if b.Hit(at).Part != Divider {
		t.Fatalf("at %v there is %v", at, b.Hit(at))
	}
	b.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: at}})
	b.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: b.geo.at(2, 0).AddXY(5, 60)}})
	b.DragEnd()
	if b.divider != 2 || b.sel.Count() != 0 {
		t.Errorf("the line stands after %d", b.divider)
	}
}

func TestLineCrossesNoPhoto(t *testing.T) {
	b := newBench(t, 11)
	b.SetLines(1)
	for i := 0; i <= 11; i++ {
		b.SetDivider(i, "123 above")
		for _, o := range []fyne.CanvasObject{b.parts.under, b.parts.up, b.parts.over, b.parts.grip} {
			for j := range 11 {
				photo, size := b.geo.at(j, 0).AddXY(inset, inset), b.geo.box
				if o.Position().X < photo.X+size.Width && o.Position().X+o.Size().Width > photo.X &&
					o.Position().Y < photo.Y+size.Height && o.Position().Y+o.Size().Height > photo.Y {
					t.Errorf("line after %d: %v %v lies on photo %d at %v", i, o.Position(), o.Size(), j, photo)
				}
			}
		}
		if y := b.parts.grip.Position().Y; y < 0 {
			t.Errorf("line after %d: handle at %v", i, y)
		}
	}
}

func TestBarScrolls(t *testing.T) {
	b := newBench(t, 1000)
	at := fyne.NewPos(768-3, 320)
	b.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: at}})
	if half := b.geo.limit() / 2; b.Offset() < half-1 || b.Offset() > half+1 {
		t.Errorf("a click on the middle of the bar scrolls to %v of %v", b.Offset(), b.geo.limit())
	}
	b.OnDrop = func(Hit, fyne.Position) { t.Error("the bar is dropped on something") }
	b.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(768, 1e6)}})
	b.MouseUp(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
	b.DragEnd()
	if b.Offset() != b.geo.limit() || b.sel.Count() != 0 {
		t.Errorf("dragged to the end: %v", b.Offset())
	}
}

func TestOnlyTabShowsTheFrame(t *testing.T) {
	b := newBench(t, 100)
	b.Focus()
	if b.parts.frame.Visible() {
		t.Error("the focus of a program has a frame")
	}
	b.KeyUp(&fyne.KeyEvent{Name: fyne.KeyTab})
	if !b.parts.frame.Visible() {
		t.Error("the focus of a tab has none")
	}
	b.click(3, 90, 60, 0)
	if b.parts.frame.Visible() {
		t.Error("a click leaves the frame")
	}
}

func TestTargetOfADrop(t *testing.T) {
	b := newBench(t, 100)
	b.SetTarget(5)
	if !b.views[5].edge.Visible() || b.HitWindow(b.geo.at(5, 0).AddXY(50, 50)).Index != 5 {
		t.Error("the target has no frame, or is not found")
	}
	b.SetTarget(-1)
	if b.views[5].edge.Visible() || b.HitWindow(fyne.NewPos(-1, 5)).Index != -1 {
		t.Error("the frame stays, or outside there is a cell")
	}
}
