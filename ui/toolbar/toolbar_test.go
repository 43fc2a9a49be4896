package toolbar

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/ui/filter"
	"catchlight/ui/grid"
	"catchlight/ui/kit"
	"catchlight/ui/view"
)

func noHint(any, string) func(bool) { return func(bool) {} }

func TestTheToolbarFollowsWhatThereIs(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.NewTheme("", 1))
	var ordered view.Order
	var stepped grid.Size
	wrote := 0
	bar := New(Deps{
		Search: kit.NewSpace(10, 10), SetOrder: func(o view.Order) { ordered = o }, SetStep: func(s grid.Size) { stepped = s },
		Review: func() {}, Write: func() { wrote++ }, WriteKey: "Ctrl+S", Hint: noHint,
	})
	bar.Update(State{})
	if bar.sort.Visible() || bar.size.Visible() || !bar.review.Disabled() || !bar.write.Disabled() || bar.write.Label != "Write" {
		t.Error("an empty library can be sorted, reviewed or written")
	}
	bar.Object.Resize(fyne.NewSize(600, 44))
	wide := bar.bar.Natural()
	bar.Update(State{Full: true, Order: view.OrderName, Step: grid.Large, CanReview: true, Unwritten: 3})
	if !bar.sort.Visible() || bar.sort.Selected() != 1 || bar.review.Disabled() || bar.write.Label != "Write 3" {
		t.Errorf("sorted by %d, the button says %q", bar.sort.Selected(), bar.write.Label)
	}
	if more := bar.bar.Natural() - wide; more < sortWidth+sizeWidth {
		t.Errorf("with photos the toolbar needs %v dp more: sort and size take room without them", more)
	}
	if ordered != "" || stepped != 0 {
		t.Error("what is shown counts as what the user has chosen")
	}
	if bar.write.Tapped(nil); wrote != 1 {
		t.Error("Write does nothing")
	}
}

func TestTheScopeLineSaysWhereAndGrows(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.NewTheme("", 1))
	grown := 0
	filters := filter.New(func() {})
	line := NewScopeLine(LineDeps{
		Filters: filters, Chips: filter.Chips{Filters: filters, Leave: func() {}, Hint: noHint},
		NextTag: func() {}, SetStrength: func(tagging.Strength) {}, Hint: noHint, Grown: func() { grown++ },
	})
	line.Object.Resize(fyne.NewSize(420, 28))
	line.Update(LineState{Title: "Bursts", Photos: 1200, Selected: 2, Strength: tagging.Loose})
	if line.where.Text != "Bursts" || line.many.Text != "1,200 photos, 2 selected" || line.strength.Selected() != 2 || line.next.Visible() {
		t.Errorf("%q, %q", line.where.Text, line.many.Text)
	}
	line.Update(LineState{Title: "Search: zebar", Strength: tagging.Strict})
	for name, s := range map[string]LineState{
		"a word was put right": {Title: "Search: zebar", ReadAs: "Searched for “zebra” instead of “zebar”, which no word is."},
		"photos are not seen":  {Title: "Search: zebra", Unseen: 12000},
		"files were skipped":   {Title: "Last import", Skipped: "Skipped: 9 not photos, 3 removed before"},
	} {
		line.Update(LineState{Title: "Search: zebra"})
		grown = 0
		line.Update(s)
		if line.Update(s); grown != 1 {
			t.Errorf("when %s the line has grown %d times", name, grown)
		}
	}
	line.Update(LineState{Title: "Bursts"})
	grown = 0
	line.Update(LineState{Title: "Bursts", Photos: 2, Decided: true, Next: true, Strength: tagging.Strict})
	if !strings.Contains(line.many.Text, "Nothing left to review") || !line.next.Visible() || line.clear.Visible() {
		t.Errorf("when all is decided: %q", line.many.Text)
	}
	for _, year := range []string{"2021", "2022", "2023", "2024", "2025", "2026"} {
		filters.Toggle(library.Choice{Facet: library.FacetDate, Value: library.Value{Name: year}})
	}
	line.Update(LineState{Title: "Bursts", Photos: 2, Strength: tagging.Strict})
	if !line.clear.Visible() || grown == 0 {
		t.Errorf("with six filters in a narrow window the line has grown %d times", grown)
	}
}

// TestTheStrengthSaysWhatItIsWorth: what is known, and what turns out while the pointer is on it.
func TestTheStrengthSaysWhatItIsWorth(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.NewTheme("", 1))
	filters, worth, hint := filter.New(func() {}), "", ""
	var turnsOut func()
	line := NewScopeLine(LineDeps{
		Filters: filters, Chips: filter.Chips{Filters: filters, Leave: func() {}, Hint: noHint},
		Worth:     func(s tagging.Strength) string { return worth },
		FindWorth: func(then func()) { turnsOut = then },
		Hint: func(_ any, text string) func(bool) {
			return func(inside bool) {
				if hint = ""; inside {
					hint = text
				}
			}
		},
	})
	line.strength.OnHint(true)
	if hint != "How sure a suggestion must be" {
		t.Errorf("while nobody knows: %q", hint)
	}
	worth = "78 of 100 suggestions were right (on 128 test photos)"
	if turnsOut(); hint != worth {
		t.Errorf("when it turns out: %q", hint)
	}
	line.strength.OnHint(false)
	if turnsOut(); hint != "" {
		t.Errorf("after the pointer has left: %q", hint)
	}
}
