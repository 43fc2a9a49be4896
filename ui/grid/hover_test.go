package grid

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"catchlight/ui/kit"
)

// point moves the pointer to a point of cell i.
func (b *bench) point(i int, x, y float32) {
	b.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: b.geo.at(i, b.offset).AddXY(x, y)}})
}

// words are the chips of cell i as they are drawn, from left to right.
func (b *bench) words(i int) (words string) {
	for _, s := range b.views[i].strip.spots {
		if s.gone {
			words += "– "
			continue
		}
		words += s.chip.Name + " "
	}
	return words
}

// TestNothingMovesUnderThePointer decides on chips while the pointer is in the cell: each word
// stays where it was, whatever it has become, until the pointer has left.
func TestNothingMovesUnderThePointer(t *testing.T) {
	b := newBench(t, 8)
	chips := []kit.Chip{{Name: "dog", State: kit.Suggested, Strength: 3}, {Name: "grass", State: kit.Suggested, Strength: 1}, {Name: "park"}}
	b.Bind = func(i int) Cell { return Cell{ID: uint64(i + 1), Aspect: 1.5, Chips: chips} }
	b.Refresh()
	in := b.lookOf(1).stripAt()
	b.point(1, in.X+20, in.Y+5)
	before := slices.Clone(b.views[1].strip.spots)
	for name, now := range map[string][]kit.Chip{
		"a yes":   {{Name: "dog", State: kit.Accepted}, chips[1], chips[2]},
		"a no":    {{Name: "dog", State: kit.Rejected}, chips[1], chips[2]},
		"learned": {chips[1], chips[2]},
		"new":     {{Name: "cat", State: kit.Suggested, Strength: 2}, chips[0], chips[1], chips[2]},
	} {
		first := chips
		chips = now
		b.Refresh()
		for n, was := range before {
			if s := b.views[1].strip.spots[n]; s.at != was.at || s.width != was.width || s.chip.Name != was.chip.Name {
				t.Errorf("%s: %s at %v becomes %s at %v", name, was.chip.Name, was.at, s.chip.Name, s.at)
			}
		}
		chips = first
		b.Refresh()
	}
	chips = []kit.Chip{chips[1], {Name: "dog", State: kit.Accepted}, chips[2]}
	b.Refresh()
	b.point(2, in.X, in.Y)
	if got := b.words(1); got != "grass dog park " {
		t.Errorf("when the pointer has left, the cell shows %s", got)
	}
}

// TestNewWordsShowUnderThePointer puts words on the photo of the cell in which the pointer is: they
// come behind those that are there, as far as there is room, and the rest is counted.
func TestNewWordsShowUnderThePointer(t *testing.T) {
	b := newBench(t, 8)
	chips := []kit.Chip{{Name: "dog", State: kit.Accepted}}
	b.Bind = func(i int) Cell { return Cell{ID: uint64(i + 1), Aspect: 1.5, Chips: chips} }
	b.Refresh()
	in := b.lookOf(1).stripAt()
	b.point(1, in.X+20, in.Y+5)
	chips = append(chips, kit.Chip{Name: "holiday", State: kit.ByHand})
	b.Refresh()
	if got := b.words(1); got != "dog holiday " {
		t.Errorf("after a word was typed the cell shows %q", got)
	}
	for _, name := range []string{"Yellowstone", "Old Faithful", "geyser", "steam", "national park"} {
		chips = append(chips, kit.Chip{Name: name, State: kit.ByHand})
	}
	b.Refresh()
	s := b.views[1].strip
	if len(s.spots)+s.more != len(chips) || s.more == 0 {
		t.Errorf("of %d words %d are shown and %d counted", len(chips), len(s.spots), s.more)
	}
}

// TestAFinishedPhotoShowsItsKeywordsUnderThePointer finishes a photo by a key while the pointer rests
// in its cell: what was shown has all gone, and the keywords behind the "+n" come. Suggestions do not:
// the click that refused the last one would decide on them.
func TestAFinishedPhotoShowsItsKeywordsUnderThePointer(t *testing.T) {
	b := newBench(t, 8)
	behind := kit.InFile
	finished := false
	b.Bind = func(i int) Cell {
		c := Cell{ID: uint64(i + 1), Aspect: 1.5}
		for _, name := range []string{"panorama", "athlete", "outdoors", "playing field"} {
			if !finished {
				c.Chips = append(c.Chips, kit.Chip{Name: name, State: kit.Suggested, Strength: 3})
			}
		}
		c.Chips = append(c.Chips, kit.Chip{Name: "Astros", State: behind}, kit.Chip{Name: "Houston", State: behind})
		return c
	}
	for state, want := range map[kit.State]string{kit.InFile: "Astros Houston ", kit.Suggested: "– – – "} {
		behind, finished = state, false
		b.Refresh()
		in := b.lookOf(1).stripAt()
		b.point(1, in.X+20, in.Y+5)
		finished = true
		b.Refresh()
		if got := b.words(1); got != want {
			t.Errorf("with words in state %d behind them the cell shows %q, want %q", state, got, want)
		}
		b.MouseOut()
	}
}

// TestTheNameStaysWholeUnderThePointer aims at a suggestion that has room for its name.
func TestTheNameStaysWholeUnderThePointer(t *testing.T) {
	b := newBench(t, 4)
	for _, name := range []string{"rain", "dog", "golden hour"} {
		b.Bind = func(i int) Cell {
			return Cell{ID: uint64(i + 1), Aspect: 1.5, Chips: []kit.Chip{{Name: name, State: kit.Suggested, Strength: 2}}}
		}
		b.Refresh()
		in := b.lookOf(0).stripAt()
		b.point(0, in.X+10, in.Y+10)
		if shown := b.drawn(0); b.hover.hit.Part != ChipBody || shown != name {
			t.Errorf("under the pointer %q is drawn as %q", name, shown)
		}
		b.MouseOut()
	}
}

// drawn is the name of the first chip of a cell as it is drawn.
func (b *bench) drawn(i int) string { return b.views[i].chips[0].Name() }

// TestAWheelMovesByRows turns the wheel by whole notches, and moves a touchpad by parts of one.
func TestAWheelMovesByRows(t *testing.T) {
	b := newBench(t, 400)
	for _, c := range []struct{ notches, want float64 }{{-1, 1}, {-3, 4}, {2, 2}} {
		b.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, float32(c.notches*kit.WheelNotch()))})
		if rows := b.want / b.geo.pitch(); rows != c.want {
			t.Errorf("after %v notches the grid is at row %v, want %v", c.notches, rows, c.want)
		}
	}
	at := b.want
	b.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -3.5)})
	if b.want != at+3.5 {
		t.Errorf("a touchpad moves the grid by %v", b.want-at)
	}
}

// TestADeselectedCurrentCellDoesNotLookSelected takes the current cell out of the selection.
func TestADeselectedCurrentCellDoesNotLookSelected(t *testing.T) {
	b := newBench(t, 4)
	b.click(1, 20, 20, 0)
	if b.views[1].body.Hidden {
		t.Error("the selected cell has no fill")
	}
	b.click(1, 20, 20, fyne.KeyModifierControl)
	if !b.views[1].body.Hidden || b.views[1].edge.Hidden {
		t.Error("a current cell that is not selected must have its ring, and no fill")
	}
}

// TestTheHandleCoversNothing puts the line everywhere: its handle lies on no chip, score or photo.
func TestTheHandleCoversNothing(t *testing.T) {
	b := newBench(t, 11)
	b.Bind = func(i int) Cell { return Cell{ID: uint64(i + 1), Aspect: 1.5, Score: "0.93"} }
	for _, unit := range []float32{1, 1.5} {
		for line := 0; line <= 11; line++ {
			b.SetDivider(line, "3 above")
			b.palette.Unit = unit
			b.update(true)
			grip := b.parts.grip
			for i := range b.views {
				l := b.lookOf(i)
				under := b.geo.at(i, b.offset).Y + l.stripAt().Y + l.strip
				photo := b.geo.at(i, b.offset).Y + inset
				if top, end := grip.Position().Y, grip.Position().Y+grip.Size().Height; top < under && end > photo {
					t.Errorf("text %v, line after %d: the handle from %v to %v covers cell %d, which lies from %v to %v", unit, line, top, end, i, photo, under)
				}
			}
			if at := grip.Position().AddXY(3, 3); b.Hit(at).Part != Divider {
				t.Errorf("line after %d: the handle cannot be grabbed", line)
			}
		}
	}
}
