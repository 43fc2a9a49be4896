package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/ui/kit"
	"catchlight/ui/view"
)

// sidebarRow is the row of the sidebar with a label.
func (r *rig) sidebarRow(label string) *kit.Row {
	r.t.Helper()
	for _, o := range test.LaidOutObjects(r.sidebar.Object) {
		if row, ok := o.(*kit.Row); ok && row.Label == label {
			return row
		}
	}
	r.t.Fatalf("the sidebar has no row %q", label)
	return nil
}

// dragRow drags a row of the sidebar from its middle to a position in the window, in two steps, as
// the driver tells it; before it is let go, midst is done.
func (r *rig) dragRow(row *kit.Row, to fyne.Position, midst func()) {
	r.t.Helper()
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(row)
	from := corner.AddXY(row.Size().Width/2, row.Size().Height/2)
	for _, at := range []fyne.Position{from.AddXY(20, 0), to} {
		way := at.Subtract(from)
		row.Dragged(&fyne.DragEvent{
			PointEvent: fyne.PointEvent{Position: at.Subtract(corner), AbsolutePosition: at}, Dragged: fyne.NewDelta(way.X, way.Y),
		})
		from = at
	}
	midst()
	row.DragEnd()
	r.q.Run()
}

// middleOf is the middle of a photo's cell in the window.
func (r *rig) middleOf(i int) fyne.Position {
	r.t.Helper()
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(r.grid)
	for y := float32(4); y < r.grid.Size().Height; y += 4 {
		for x := float32(4); x < r.grid.Size().Width; x += 4 {
			if h := r.grid.Hit(fyne.NewPos(x, y)); h.Index == i {
				return corner.AddXY(x+20, y+20)
			}
		}
	}
	r.t.Fatalf("photo %d does not show", i)
	return fyne.Position{}
}

// TestATagIsDraggedOntoPhotos: a suggestion is accepted there, another photo gets the word by hand,
// and the whole selection where the photo is in it; Esc, a place beside photos and a hand that
// trembles do nothing of it.
func TestATagIsDraggedOntoPhotos(t *testing.T) {
	for name, c := range map[string]struct {
		tag      string
		selected []int
		onto     int // −1: beside the photos
		esc      bool
		want     map[int]view.WordState // by photo
	}{
		"where it is suggested":     {"red", nil, 0, false, map[int]view.WordState{0: view.Accepted, 1: view.Absent}},
		"where it is not":           {"red", nil, 1, false, map[int]view.WordState{0: view.Suggested, 1: view.ByHand}},
		"the whole selection":       {"red", []int{0, 2}, 2, false, map[int]view.WordState{0: view.Accepted, 1: view.Absent, 2: view.ByHand}},
		"beside the selection":      {"red", []int{0, 2}, 1, false, map[int]view.WordState{0: view.Suggested, 1: view.ByHand, 2: view.Absent}},
		"Esc":                       {"red", nil, 1, true, map[int]view.WordState{1: view.Absent}},
		"onto nothing":              {"red", nil, -1, false, map[int]view.WordState{0: view.Suggested, 1: view.Absent}},
		"what photos cannot have":   {"colour", nil, 1, false, map[int]view.WordState{0: view.Suggested, 1: view.Absent}},
		"a heading that is written": {"thing", nil, 1, false, map[int]view.WordState{1: view.Absent}},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, nil)
			r.full()
			r.lists([]string{"mine"}, "red\ngreen\nblue\n[colour]\n\tgrey\nthing\n\t{!}\n\tbox\n")
			r.until("red is suggested", func() bool {
				return r.list.words(r.snap.Photo(r.list.ids[0])).State("red") == view.Suggested
			})
			r.grid.Selection().Set(c.selected, 0)
			to := fyne.NewPos(700, 30)
			if c.onto >= 0 {
				to = r.middleOf(c.onto)
			}
			row := r.sidebarRow(c.tag)
			r.dragRow(row, to, func() {
				framed := c.onto
				if c.tag == "colour" {
					framed = -1
				}
				if r.cells.framed != framed {
					t.Errorf("the frame is on %d, want %d", r.cells.framed, framed)
				}
				if c.esc {
					r.menus.keyDown(fyne.KeyEscape, 0)
				}
			})
			for i, want := range c.want {
				if got := r.list.words(r.snap.Photo(r.list.ids[i])).State("red"); got != want {
					t.Errorf("photo %d: %v, want %v", i, got, want)
				}
			}
			if r.cells.framed >= 0 || r.cells.drag != dragNone {
				t.Errorf("the frame stays on %d", r.cells.framed)
			}
		})
	}
}

// TestPhotosAreDraggedOntoATag: the row is framed; the photo, or the whole selection if it is in
// that, gets the tag; Esc ends it, and elsewhere nothing happens.
func TestPhotosAreDraggedOntoATag(t *testing.T) {
	for name, c := range map[string]struct {
		selected  []int
		onto      string
		esc, hide bool
		want      []view.WordState
	}{
		"one photo":            {nil, "green", false, false, []view.WordState{view.ByHand, view.Suggested, view.Absent}},
		"the selection":        {[]int{0, 1}, "green", false, false, []view.WordState{view.ByHand, view.Accepted, view.Absent}},
		"not of the selection": {[]int{1, 2}, "green", false, false, []view.WordState{view.ByHand, view.Suggested, view.Absent}},
		"Esc":                  {nil, "green", true, false, []view.WordState{view.Absent, view.Suggested, view.Absent}},
		"onto a scope":         {nil, "All photos", false, false, []view.WordState{view.Absent, view.Suggested, view.Absent}},
		"a hidden sidebar":     {nil, "green", false, true, []view.WordState{view.Absent, view.Suggested, view.Absent}},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, nil)
			r.full()
			r.lists([]string{"mine"}, "red\ngreen\nblue\n")
			r.until("green is suggested", func() bool {
				return r.list.words(r.snap.Photo(r.list.ids[1])).State("green") == view.Suggested
			})
			row := r.sidebarRow(c.onto)
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(row).AddXY(40, row.Size().Height/2)
			if c.hide {
				r.panes.ShowSidebar(false)
			}
			from := r.middleOf(0).Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(r.grid))
			if len(c.selected) > 0 {
				r.grid.Selection().Set(c.selected, c.selected[0])
			}
			way := at.Subtract(r.middleOf(0))
			aimed := func() {
				if want := c.onto == "green" && !c.hide; row.Aimed != want {
					t.Errorf("the row is framed: %v, want %v", row.Aimed, want)
				}
				if c.esc {
					r.menus.keyDown(fyne.KeyEscape, 0)
				}
			}
			r.drag(from, fyne.NewDelta(way.X, way.Y), aimed, fyne.NewDelta(way.X, way.Y))
			for i, want := range c.want {
				if got := r.list.words(r.snap.Photo(r.list.ids[i])).State("green"); got != want {
					t.Errorf("photo %d: %v, want %v", i, got, want)
				}
			}
			if row.Aimed {
				t.Error("the frame stays")
			}
		})
	}
}

// TestAHandThatTremblesClicks: the driver makes a drag of two pixels, which is a click still, on
// every row.
func TestAHandThatTremblesClicks(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.lists([]string{"mine"}, "red\ngreen\n")
	for _, c := range []struct {
		row   string
		shift float32
		scope view.Scope
	}{
		{"red", 3, view.Scope{Kind: view.ScopeTag, Name: "red"}},
		{"To review", 3, view.Scope{Kind: view.ScopeReview}},
		{"green", 30, view.Scope{Kind: view.ScopeReview}}, // dragged, and let go on itself
		{"All photos", 30, view.Scope{}},                  // which cannot be dragged
	} {
		row := r.sidebarRow(c.row)
		corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(row)
		at := fyne.NewPos(60+c.shift, 10)
		row.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at, AbsolutePosition: corner.Add(at)}, Dragged: fyne.NewDelta(c.shift, 0)})
		row.DragEnd()
		if r.scope != c.scope {
			t.Errorf("after %s: %+v, want %+v", c.row, r.scope, c.scope)
		}
	}
}

// TestSectionsOfTheSidebarFold: by click and by keys; what is folded is kept, and opens where a
// command needs it.
func TestSectionsOfTheSidebarFold(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.lists([]string{"mine"}, "colour\n\tred\n")
	heading := func(text string) *kit.Heading {
		for _, o := range test.LaidOutObjects(r.sidebar.Object) {
			if h, ok := o.(*kit.Heading); ok && h.Text == text {
				return h
			}
		}
		t.Fatalf("there is no %q", text)
		return nil
	}
	shows := func(label string) bool {
		for _, o := range test.LaidOutObjects(r.sidebar.Object) {
			if row, ok := o.(*kit.Row); ok && row.Label == label {
				return true
			}
		}
		return false
	}
	kept := func() []string { return r.app.Preferences().StringList(keptFoldedKey) }
	for _, c := range []struct{ title, row string }{{"Library", "To review"}, {"Vocabulary", "colour"}, {"Filters", "Date"}} {
		test.Tap(heading(c.title))
		if shows(c.row) {
			t.Errorf("%s is folded, and shows %s", c.title, c.row)
		}
	}
	if got := kept(); !slices.Equal(got, []string{"filters", "library", "vocabulary"}) {
		t.Errorf("kept: %q", got)
	}
	if again := r.newSidebar(); func() bool {
		again.Refresh()
		for _, o := range test.LaidOutObjects(again.Object) {
			if row, ok := o.(*kit.Row); ok && row.Label == "colour" {
				return true
			}
		}
		return false
	}() {
		t.Error("the next window has the vocabulary open")
	}
	r.win.Canvas().Focus(heading("Library"))
	r.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if !shows("To review") {
		t.Error("Right does not open")
	}
	r.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if row, ok := r.win.Canvas().Focused().(*kit.Row); !ok || row.Label != "Last import" {
		t.Errorf("Down goes to %v", r.win.Canvas().Focused())
	}
	r.layout.focusFilters()
	r.q.Run()
	if !shows("Date") {
		t.Error("the filters stay folded where they are asked for")
	}
	r.pages.reviewTag("red")
	if !shows("red") {
		t.Error("the vocabulary stays folded when its tag is reviewed")
	}
	if got := kept(); len(got) != 0 {
		t.Errorf("kept: %q", got)
	}
}
