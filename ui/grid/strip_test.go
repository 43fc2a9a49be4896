package grid

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"

	"catchlight/ui/kit"
)

func names(chips []kit.Chip) string {
	var out []string
	for _, c := range chips {
		out = append(out, c.Name)
	}
	return strings.Join(out, " ")
}

func TestChipOrder(t *testing.T) {
	chips := []kit.Chip{
		{Name: "file1"},
		{Name: "parent", State: kit.Parent},
		{Name: "written", State: kit.Written},
		{Name: "sug1", State: kit.Suggested},
		{Name: "yes", State: kit.Accepted},
		{Name: "file2"},
		{Name: "no", State: kit.Rejected},
		{Name: "sug2", State: kit.Suggested},
		{Name: "gone", State: kit.Removed},
		{Name: "elsewhere", State: kit.Changed},
		{Name: "typed", State: kit.ByHand},
	}
	if got, want := names(ordered(chips)), "sug1 sug2 yes gone typed file1 written file2 elsewhere"; got != want {
		t.Errorf("order %q, want %q", got, want)
	}
}

// describe is a strip as text: a line a row, "[name]" for a chip, "+n" and "●".
func describe(s strip) string {
	var b strings.Builder
	line := float32(0)
	for _, spot := range s.spots {
		if spot.at.Y != line {
			b.WriteString("/ ")
			line = spot.at.Y
		}
		nameless := spot.chip
		nameless.Name = ""
		fmt.Fprintf(&b, "[%s] ", kit.Fit(spot.chip.Name, 11, fyne.TextStyle{}, spot.width-kit.CellChip.Width(nameless, 1)))
	}
	if s.more > 0 {
		fmt.Fprintf(&b, "+%d", s.more)
	}
	if s.dot {
		b.WriteString("●")
	}
	return strings.TrimSpace(b.String())
}

func TestMoreAtFiveSizes(t *testing.T) {
	test.NewTempApp(t)
	var chips []kit.Chip
	for _, n := range strings.Fields("giraffe savanna waterhole elephant grass dust herd tree river bird") {
		chips = append(chips, kit.Chip{Name: n, State: kit.Suggested, Strength: 2})
	}
	chips = append(chips, kit.Chip{Name: "Etosha", State: kit.Accepted}, kit.Chip{Name: "Namibia"})
	want := []string{
		"[giraffe] +11●",
		"[giraffe] [savanna] / [waterhole] +9●",
		"[giraffe] [savanna] / [waterhole] [elephant] +8●",
		"[giraffe] [savanna] [waterhole] / [elephant] [grass] [dust] [herd] +5●",
		"[giraffe] [savanna] [waterhole] [elephant] [grass] / [dust] [herd] [tree] [river] [bird] [Etosha] +1",
	}
	for step := Tiny; step <= Giant; step++ {
		lines := 2
		if step == Tiny {
			lines = 1
		}
		if got := describe(layOut(ordered(chips), stripRoom{width: step.box().Width, lines: lines, unit: 1})); got != want[step] {
			t.Errorf("step %d: %s\nwant    %s", step, got, want[step])
		}
	}
}

func TestStripEdges(t *testing.T) {
	test.NewTempApp(t)
	long := kit.Chip{Name: "a very long keyword that no strip could ever hold in full", State: kit.Suggested, Strength: 1}
	for name, c := range map[string]struct {
		chips   []kit.Chip
		reserve float32
		lines   int
		want    string
	}{
		"none":            {nil, 0, 2, ""},
		"no lines":        {[]kit.Chip{{Name: "a"}}, 0, 0, ""},
		"long is cut":     {[]kit.Chip{long}, 0, 2, "[a very long keyword that…]"},
		"long, then one":  {[]kit.Chip{long, {Name: "b"}}, 0, 2, "[a very long keyword that…] / [b]"},
		"long, one line":  {[]kit.Chip{long, {Name: "b"}}, 0, 1, "[a very long keyword t…] +1"},
		"marks keep free": {[]kit.Chip{{Name: "one"}, {Name: "two"}, {Name: "three"}, {Name: "four"}}, 60, 1, "[one] [two] +2"},
		"hidden unwritten": {
			[]kit.Chip{{Name: "seventeen"}, {Name: "eighteen and more"}, {Name: "nineteen", State: kit.Removed}},
			0, 1,
			"[seventeen] +2●",
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := describe(layOut(c.chips, stripRoom{width: 176, reserve: c.reserve, lines: c.lines, unit: 1})); got != c.want {
				t.Errorf("%s\nwant %s", got, c.want)
			}
		})
	}
}

func TestStripNeverOverflows(t *testing.T) {
	test.NewTempApp(t)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 14).Draw(t, "n")
		var chips []kit.Chip
		for range n {
			chips = append(chips, kit.Chip{
				Name:     strings.Repeat("m", rapid.IntRange(1, 30).Draw(t, "length")),
				State:    kit.State(rapid.IntRange(int(kit.InFile), int(kit.Removed)).Draw(t, "state")),
				Strength: 2,
			})
		}
		width := float32(rapid.IntRange(128, 448).Draw(t, "width"))
		reserve := float32(rapid.IntRange(0, 40).Draw(t, "reserve"))
		s := layOut(chips, stripRoom{width: width, reserve: reserve, lines: 2, unit: 1})
		if len(s.spots)+s.more != n {
			t.Fatalf("%d shown and %d more of %d", len(s.spots), s.more, n)
		}
		for _, spot := range s.spots {
			room := width
			if spot.at.Y > 0 {
				room -= reserve
			}
			if spot.at.X+spot.width > room+.5 {
				t.Fatalf("%q ends at %v of %v", spot.chip.Name, spot.at.X+spot.width, room)
			}
		}
		if s.more > 0 && s.at.Y > 0 && s.at.X+moreWidth(s.more, s.dot, 1) > width-reserve+.5 {
			t.Fatalf("the +%d ends at %v of %v", s.more, s.at.X+moreWidth(s.more, s.dot, 1), width-reserve)
		}
	})
}

// TestNoChipIsAStub: at each size of photos and of text the first word of a cell can be read, as many
// as there are, and none is cut to a letter or two.
func TestNoChipIsAStub(t *testing.T) {
	test.NewTempApp(t)
	var chips []kit.Chip
	for _, n := range strings.Fields("wildlife outdoors motorcycle vegetables umbrella furniture") {
		chips = append(chips, kit.Chip{Name: n, State: kit.Suggested, Strength: 2})
	}
	chips[5].State = kit.ByHand
	for _, unit := range []float32{1, 1.15, 1.25, 1.5} {
		for step := Tiny; step <= Giant; step++ {
			s := layOut(chips, stripRoom{width: step.box().Width, lines: step.lines(2, unit), unit: unit})
			if len(s.spots) == 0 {
				t.Errorf("step %d, text %v: no word", step, unit)
			}
			for _, spot := range s.spots {
				nameless := spot.chip
				nameless.Name = ""
				room := spot.width - kit.CellChip.Width(nameless, unit)
				if shown := kit.Fit(spot.chip.Name, kit.CellChip.TextSize(unit), fyne.TextStyle{}, room); len([]rune(shown)) < 5 {
					t.Errorf("step %d, text %v: %q", step, unit, shown)
				}
			}
		}
	}
}
