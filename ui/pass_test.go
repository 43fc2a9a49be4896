package ui

import (
	"slices"
	"testing"

	"catchlight/ui/view"
)

func TestThePassGoesByWhatIsOpenAndEnds(t *testing.T) {
	open := []int{3, 0, 9, 2, 5, 3, 1}
	p := newPass(&view.State{Counts: view.Counts{Chips: open}})
	if want := []int{2, 4, 0, 5}; !slices.Equal(p.tags, want) {
		t.Fatalf("the order is %v, want %v: most open first, and none with one or two", p.tags, want)
	}
	if got := p.place(4); got != "Tag 2 of 4" {
		t.Errorf("place %q", got)
	}
	if got := p.place(3) + p.place(-1); got != "" {
		t.Errorf("what is not of the pass has place %q", got)
	}
	open[4] = 0
	for _, c := range []struct {
		from, by, want int
		ok             bool
	}{{-1, 1, 2, true}, {2, 1, 0, true}, {0, 1, 5, true}, {5, 1, 0, false}, {2, -1, 0, false}, {0, -1, 2, true}, {3, 1, 2, true}, {6, -1, 5, true}} {
		if got, ok := p.from(c.from, c.by, open); ok != c.ok || ok && got != c.want {
			t.Errorf("from %d by %d: %d %v, want %d %v", c.from, c.by, got, ok, c.want, c.ok)
		}
	}
}
