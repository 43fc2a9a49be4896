package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/ui/filter"
	"catchlight/ui/kit"
	"catchlight/ui/view"
)

// started fills the window and has done with the tour.
func (r *rig) started() {
	r.t.Helper()
	r.full()
	r.tour.Skip()
}

// row finds a row of the sidebar by its label; nil when it is not shown.
func (r *rig) row(label string) *kit.Row {
	for _, o := range test.LaidOutObjects(r.sidebar.Object) {
		if row, ok := o.(*kit.Row); ok && row.Label == label {
			return row
		}
	}
	return nil
}

func (r *rig) tapRow(label string) {
	r.t.Helper()
	row := r.row(label)
	if row == nil {
		r.t.Fatalf("there is no row %q in:\n%s", label, texts(r.sidebar.Object))
	}
	row.Tapped(nil)
}

// openFacet opens a facet and waits for its values.
func (r *rig) openFacet(label, value string) {
	r.t.Helper()
	r.tapRow(label)
	r.until(value+" is counted", func() bool { return r.row(value) != nil })
}

func TestFilters(t *testing.T) {
	r := newRig(t, nil)
	r.started()
	r.decider.put("Etosha", []*library.Photo{r.list.photoAt(0), r.list.photoAt(1)})
	r.says(r.sidebar.Object, "Filters", "Date any", "Camera and lens any", "Format any", "Provenance any", "Rating any")
	r.openFacet("Keyword", "Etosha")
	r.says(r.sidebar.Object, "Etosha 2", "No keywords 1")
	r.tapRow("Etosha")
	r.until("two photos are left", func() bool { return len(r.list.ids) == 2 })
	r.says(r.scopeLine.Object, "2 photos", "Filter: Keyword, Etosha")
	r.says(r.sidebar.Object, "All photos 2", "To review 2", "To write 2", "photos 2", "colour 2", "Keyword Etosha", "No keywords 1")

	r.openFacet("Provenance", "Typed by you")
	r.tapRow("Typed by you")
	r.openFacet("Format", "JPEG")
	r.tapRow("JPEG")
	r.until("three filters hold", func() bool { return len(r.view.Request.Chosen) == 3 && len(r.list.ids) == 2 })
	r.enter(view.Scope{Kind: view.ScopeTag, Name: "blue"})
	r.until("nothing is left", func() bool { return len(r.list.ids) == 0 && r.view.Request.Scope.Kind == view.ScopeTag })
	r.says(r.centre.object, "No photo matches", "[Clear filters]", "[Show all photos]", "Filter: Keyword, Etosha", "Filter: Format, JPEG")
	first := shownIn(r.scopeLine.Object, func(*kit.ChipButton) bool { return true })
	r.win.Canvas().Focus(first)
	first.KeyDown(&fyne.KeyEvent{Name: fyne.KeyDelete})
	r.until("the first filter is dropped", func() bool { return len(r.view.Request.Chosen) == 2 })
	buttonOf(t, r.centre.object, "Clear filters").Tapped(nil)
	r.until("blue is there", func() bool { return len(r.list.ids) == 1 })
	if r.filters.Chosen() != nil || r.menus.command("clearFilters").can(r.Window) {
		t.Errorf("%v is still chosen", r.filters.Chosen())
	}
}

func TestFiltersCombine(t *testing.T) {
	r := newRig(t, nil)
	r.started()
	jpeg := library.Choice{Facet: library.FacetFormat, Value: library.Value{Name: "jpeg"}}
	png := library.Choice{Facet: library.FacetFormat, Value: library.Value{Name: "png"}}
	for _, c := range []struct {
		what   string
		do     func()
		chosen []library.Choice
		photos int
	}{
		{"a value", func() { r.filters.Choose(jpeg.Facet, jpeg.Value, false) }, []library.Choice{jpeg}, 3},
		{"another one", func() { r.filters.Choose(png.Facet, png.Value, false) }, []library.Choice{png}, 0},
		{"one more", func() { r.filters.Choose(jpeg.Facet, jpeg.Value, true) }, []library.Choice{png, jpeg}, 3},
		{"not one of two", func() { r.filters.Choose(png.Facet, png.Value, false) }, []library.Choice{png}, 0},
		{"the same again", func() { r.filters.Choose(png.Facet, png.Value, false) }, nil, 3},
		{"left out", func() { r.filters.Toggle(library.Choice{Facet: jpeg.Facet, Value: jpeg.Value, Not: true}) }, []library.Choice{{Facet: jpeg.Facet, Value: jpeg.Value, Not: true}}, 0},
		{"cleared", r.filters.Clear, nil, 3},
	} {
		c.do()
		if !slices.Equal(r.filters.Chosen(), c.chosen) {
			t.Errorf("%s: %v is chosen", c.what, r.filters.Chosen())
		}
		r.until(c.what, func() bool { return len(r.list.ids) == c.photos && slices.Equal(r.view.Request.Chosen, c.chosen) })
	}
}

// TestAFilteredListDoesNotJump: a photo that no longer matches stays until the scope is entered
// anew.
func TestAFilteredListDoesNotJump(t *testing.T) {
	r := newRig(t, nil)
	r.started()
	r.filters.Set([]library.Choice{{Facet: library.FacetKeyword}}) // none
	r.until("the filter holds", func() bool { return len(r.view.Request.Chosen) == 1 })
	r.decider.put("Etosha", []*library.Photo{r.list.photoAt(0)})
	r.until("the count follows", func() bool { return r.view.All == 2 })
	if len(r.list.ids) != 3 {
		t.Errorf("%d photos are shown: the one worked on has gone", len(r.list.ids))
	}
	r.tapRow("All photos")
	r.until("the list is fresh", func() bool { return len(r.list.ids) == 2 })
}

func TestFiltersByKeyboard(t *testing.T) {
	r := newRig(t, nil)
	r.started()
	r.menus.call(r.menus.command("filters"))
	r.q.Run()
	focused := func() string {
		row, _ := r.win.Canvas().Focused().(*kit.Row)
		if row == nil {
			return ""
		}
		return row.Label
	}
	if focused() != "Date" {
		t.Fatalf("the keyboard is on %q", focused())
	}
	press := func(name fyne.KeyName) { r.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name}) }
	press(fyne.KeyDown)
	press(fyne.KeyDown)
	if press(fyne.KeyRight); focused() != "Format" {
		t.Fatalf("the keyboard is on %q", focused())
	}
	r.until("the formats are counted", func() bool { return r.row("JPEG") != nil })
	press(fyne.KeyDown)
	press(fyne.KeySpace)
	r.until("JPEG is chosen by keys", func() bool { return len(r.view.Request.Chosen) == 1 && focused() == "JPEG" })
}

// TestFiltersByPlace needs no list of places: the builder is told one.
func TestFiltersByPlace(t *testing.T) {
	at := view.Places{1: {Name: "Windhoek", Path: "Namibia|Khomas|Windhoek"}, 2: {Name: "Namibia", Path: "Namibia"}}
	for id, want := range map[library.ID]library.Value{1: {Name: "Namibia", Part: "Windhoek"}, 2: {Name: "Namibia"}, 3: {}} {
		if got := at.Value(&library.Photo{ID: id}); got != want {
			t.Errorf("photo %d is in %v", id, got)
		}
	}
	windhoek := library.Choice{Facet: library.FacetPlace, Value: library.Value{Name: "Namibia", Part: "Windhoek"}}
	if got := filter.Text(windhoek); got != "Windhoek, Namibia" {
		t.Errorf("the filter is called %q", got)
	}
}

func TestSortByScore(t *testing.T) {
	r := newRig(t, nil)
	r.started()
	r.enter(view.Scope{Kind: view.ScopeTag, Name: "green"})
	r.setOrder(view.OrderScore)
	r.until("green alone", func() bool { return r.photoNames(r.list.ids) == "b-green" })
	r.enter(view.Scope{})
	r.until("all", func() bool { return len(r.list.ids) == 3 })
	first, last := r.list.words(r.list.photoAt(0)).Suggested[0].Score, r.list.words(r.list.photoAt(2)).Suggested[0].Score
	if first < last {
		t.Errorf("the best score %v stands last, after %v", last, first)
	}
}
