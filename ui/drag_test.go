package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"catchlight/ui/grid"
	"catchlight/ui/kit"
	"catchlight/ui/view"
)

// TestADragLeavesNothingBehind: wherever a chip is let go, and whatever ends its drag, no frame is
// left, the word lands only on the photo that was framed, and the next drag works.
func TestADragLeavesNothingBehind(t *testing.T) {
	for name, c := range map[string]struct {
		by    fyne.Delta // from the press, the last way
		midst func(r *rig)
		lands bool
	}{
		"on the next cell":     {fyne.NewDelta(190, 0), func(*rig) {}, true},
		"past the last cell":   {fyne.NewDelta(600, 0), func(*rig) {}, false},
		"outside the window":   {fyne.NewDelta(-5000, -5000), func(*rig) {}, false},
		"over the inspector":   {fyne.NewDelta(900, 0), func(*rig) {}, false},
		"Esc":                  {fyne.NewDelta(190, 0), func(r *rig) { r.menus.keyDown(fyne.KeyEscape, 0) }, false},
		"a page opens":         {fyne.NewDelta(190, 0), func(r *rig) { r.menus.call(r.menus.command("history")) }, false},
		"the words are learnt": {fyne.NewDelta(190, 0), func(r *rig) { r.grid.Refresh() }, true},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, nil)
			r.full()
			at, second := r.chipAt(0), r.snap.Photo(r.list.ids[1])
			r.drag(at, fyne.NewDelta(190, 0), func() {
				if r.cells.framed != 1 {
					t.Fatalf("the frame is on %d", r.cells.framed)
				}
				c.midst(r)
			}, c.by)
			lands := r.list.words(second).State("red") == view.ByHand
			if r.cells.framed >= 0 || r.cells.drag != dragNone || lands != c.lands {
				t.Errorf("the frame is on %d, it is %d, the word lands: %v", r.cells.framed, r.cells.drag, lands)
			}
			r.showGrid()
			r.drag(at, fyne.NewDelta(190, 0), func() {}, fyne.NewDelta(190, 0))
			if r.list.words(second).State("red") != view.ByHand {
				t.Error("the next drag does nothing")
			}
		})
	}
}

// chipAt is the place of the first chip of a cell, from the grid's corner.
func (r *rig) chipAt(i int) fyne.Position {
	r.t.Helper()
	for y := range 400 {
		for x := range 1000 {
			at := fyne.NewPos(float32(x), float32(y))
			if h := r.grid.Hit(at); h.Index == i && h.Part == grid.ChipBody {
				return at
			}
		}
	}
	r.t.Fatal("the cell has no chip")
	return fyne.Position{}
}

// drag drags what is at a place of the grid by a way, does something, goes on to another end, and
// lets go, as the window's driver tells it.
func (r *rig) drag(from fyne.Position, by fyne.Delta, midst func(), end fyne.Delta) {
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(r.grid)
	to := func(d fyne.Delta) {
		at := from.Add(d)
		r.grid.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at, AbsolutePosition: corner.Add(at)}})
	}
	press := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: from}}
	r.grid.MouseDown(press)
	to(by)
	midst()
	to(end)
	r.grid.MouseUp(press)
	r.grid.DragEnd()
	r.q.Run()
}

// TestTheHintLineIsAboutWhatIsUnderThePointer: it says what a click does to a chip as it is now, of
// a photo it names the keys, and never a file.
func TestTheHintLineIsAboutWhatIsUnderThePointer(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	over := func(at fyne.Position) {
		r.grid.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
	}
	at := r.chipAt(0)
	if over(at); r.bar.HintText() != "red, suggested, strong: click accepts, × rejects" {
		t.Errorf("over a suggestion it says %q", r.bar.HintText())
	}
	r.decider.accept("red", r.list.selected())
	if r.q.Run(); r.bar.HintText() != "red, accepted, not in the file yet: click shows it at the right" {
		t.Errorf("once it is accepted it says %q", r.bar.HintText())
	}
	keys := r.restingHint()
	if over(fyne.NewPos(60, 60)); r.grid.Hit(fyne.NewPos(60, 60)).Part != grid.Photo || r.bar.HintText() != keys || keys == "" {
		t.Errorf("over a photo it says %q", r.bar.HintText())
	}
	over(at)
	r.pages.openWrite()
	if r.bar.HintText() != "Esc back" {
		t.Errorf("on a page it says %q", r.bar.HintText())
	}
	r.showGrid()
	r.press(fyne.KeyX, 0)
	if r.bar.HintText() != "No open suggestion here" {
		t.Errorf("a key that does nothing says %q", r.bar.HintText())
	}
	r.press(fyne.KeyF8, 0)
	if r.bar.HintText() == "No open suggestion here" {
		t.Error("the next command leaves what the last one said")
	}
}

// TestTheHintLineNamesTheKeysOfAField that has the keyboard, wherever it came from, and those of the
// page again when it has gone.
func TestTheHintLineNamesTheKeysOfAField(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	focus := func(o fyne.Focusable) string {
		r.win.Canvas().Focus(o)
		r.q.Run()
		return r.bar.HintText()
	}
	for _, page := range []func(){r.showGrid, r.pages.openVocabulary} {
		page()
		r.q.Run()
		stops, fields := r.tabs(), 0
		elsewhere := focus(nil)
		for _, stop := range stops {
			field, ok := stop.(*kit.Entry)
			if !ok {
				continue
			}
			fields++
			if says := focus(field); !strings.HasPrefix(says, "Enter goes") {
				t.Errorf("in the field %q it says %q", field.PlaceHolder, says)
			}
			if says := focus(nil); says != elsewhere {
				t.Errorf("after the field %q it says %q, before it was %q", field.PlaceHolder, says, elsewhere)
			}
		}
		if fields == 0 {
			t.Error("there is no field")
		}
	}
}
