package ui

import (
	"image/color"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/ui/grid"
	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/view"
)

// TestTheLoupeOfAReviewAnswersForItsPhoto: for no other that was selected before; the panel says how
// the tag stands on the photo, and undo leads back to it without leaving the loupe.
func TestTheLoupeOfAReviewAnswersForItsPhoto(t *testing.T) {
	r := inReviewOf(t)
	v := r.pages.review()
	v.Selection().Set([]int{0, 1, 2}, 1)
	r.press(fyne.KeySpace, 0)
	r.q.Run()
	state := func() kit.State {
		return shownIn(r.pages.page().Side, func(*kit.ChipButton) bool { return true }).Chip().State
	}
	for _, step := range []struct {
		key     fyne.KeyName
		current int
		state   kit.State
		side    string
	}{
		{fyne.KeyX, 2, kit.Suggested, "0 yes, 0 no, 1 open"},
		{fyne.KeyLeft, 1, kit.Rejected, "0 yes, 0 no, 1 open"},
		{fyne.KeyU, 1, kit.Suggested, "0 yes, 0 no, 1 open"},
		{fyne.KeyHome, 0, kit.Suggested, "0 yes, 0 no, 1 open"},
		{fyne.KeyA, 1, kit.Suggested, "1 yes, 0 no, 0 open"},
		{fyne.KeyLeft, 0, kit.Accepted, "1 yes, 0 no, 0 open"},
		{fyne.KeyEnd, 2, kit.Suggested, "1 yes, 0 no, 0 open"},
	} {
		r.press(step.key, 0)
		if v.Selection().Current() != step.current || state() != step.state || !r.pages.loupeShown() {
			t.Fatalf("after %s photo %d, state %v, want %d, %v", step.key, v.Selection().Current(), state(), step.current, step.state)
		}
		r.says(r.pages.page().Side, step.side)
	}
	r.undoer.undo()
	if !r.pages.loupeShown() || v.Selection().Current() != 0 || state() != kit.Suggested {
		t.Errorf("undo: in the loupe %v, photo %d, state %v", r.pages.loupeShown(), v.Selection().Current(), state())
	}
	r.says(r.pages.page().Side, "0 yes, 0 no, 1 open")
	test.Tap(buttonOf(t, r.bar.Object, "Redo"))
	if !r.pages.loupeShown() || state() != kit.Accepted {
		t.Errorf("redo: in the loupe %v, state %v", r.pages.loupeShown(), state())
	}
	if got := r.decisions(); len(got) != 1 {
		t.Errorf("decided: %v", got)
	}
}

// TestTheKeysOfAReviewKeepItsPlace: R opens nothing else where a tag is reviewed, of leftovers it
// opens the current one, and N and P go on from everywhere on the way through the tags.
func TestTheKeysOfAReviewKeepItsPlace(t *testing.T) {
	for name, c := range map[string]struct {
		in     func(*rig)
		keys   []fyne.KeyName
		review string // "" the leftovers
	}{
		"R in a review":             {func(r *rig) { r.inReview("blue") }, []fyne.KeyName{fyne.KeyR}, "blue"},
		"R in its loupe":            {func(r *rig) { r.inReview("blue") }, []fyne.KeyName{fyne.KeySpace, fyne.KeyR}, "blue"},
		"R on leftovers":            {(*rig).atLeftovers, []fyne.KeyName{fyne.KeyDown, fyne.KeyR}, "green"},
		"R in the leftovers' loupe": {(*rig).atLeftovers, []fyne.KeyName{fyne.KeySpace, fyne.KeyRight, fyne.KeyR}, "green"},
		"N in the loupe":            {func(r *rig) { r.inReview("blue") }, []fyne.KeyName{fyne.KeySpace, fyne.KeyN}, ""},
		"P in the loupe":            {func(r *rig) { r.inReview("blue") }, []fyne.KeyName{fyne.KeySpace, fyne.KeyP}, ""},
		"N on leftovers":            {(*rig).atLeftovers, []fyne.KeyName{fyne.KeyN}, ""},
		"N in the leftovers' loupe": {(*rig).atLeftovers, []fyne.KeyName{fyne.KeySpace, fyne.KeyN}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, nil)
			r.full()
			c.in(r)
			for _, k := range c.keys {
				r.press(k, 0)
				r.q.Run()
			}
			if c.review == "" && r.pages.leftoversShown() == nil {
				t.Errorf("the page is %+v, not that of the leftovers", r.pages.page())
			}
			if v := r.pages.review(); c.review != "" && (v == nil || v.Name() != c.review) {
				t.Errorf("the page is %+v, not the review of %s", r.pages.page(), c.review)
			}
			if !r.panes.SidebarShown() || len(r.pages.stack) != 1 {
				t.Errorf("%d pages are open, the sidebar is shown: %v", len(r.pages.stack), r.panes.SidebarShown())
			}
		})
	}
}

// atLeftovers opens the leftovers: red, green and blue, with a photo each.
func (r *rig) atLeftovers() {
	r.list.selectNone()
	r.menus.call(r.menus.command("review"))
	if r.pages.leftoversShown() == nil {
		r.t.Fatal("R does not open the leftovers")
	}
}

// TestARightClickAsksWhatToDo: on photos of a review and of the leftovers, with the keys that do it.
// What is selected stays so; a photo that was not is selected alone.
func TestARightClickAsksWhatToDo(t *testing.T) {
	t.Run("review", func(t *testing.T) {
		r := inReviewOf(t)
		v := r.pages.review()
		g := shownIn(r.pages.page().Body, func(*grid.Grid) bool { return true })
		v.Selection().Set([]int{0, 1}, 0)
		for i, want := range [][]int{{0, 1}, {0, 1}, {2}} {
			g.OnMenu(grid.Hit{Index: i, Part: grid.Photo}, fyne.NewPos(300, 300))
			if got := v.Selection().Indices(); !slices.Equal(got, want) {
				t.Errorf("a click on photo %d selects %v, want %v", i, got, want)
			}
			r.asked("Accept", "Reject", "Open again", "Loupe", "Cut after this photo")
		}
		g.OnMenu(grid.Hit{Index: -1}, fyne.NewPos(300, 300))
		if r.win.Canvas().Overlays().Top() != nil {
			t.Error("beside photos there is a menu")
		}
	})
	t.Run("leftovers", func(t *testing.T) {
		r := newRig(t, nil)
		r.full()
		r.atLeftovers()
		l := r.pages.leftoversShown()
		for _, o := range test.LaidOutObjects(r.pages.page().Body) {
			switch o := o.(type) {
			case *kit.ChipButton:
				o.OnMenu(fyne.NewPos(300, 300))
				if l.Tag() != o.Chip().Name {
					t.Errorf("a click on %s asks about %s", o.Chip().Name, l.Tag())
				}
			case fyne.SecondaryTappable:
				o.TappedSecondary(&fyne.PointEvent{AbsolutePosition: fyne.NewPos(300, 300)})
			default:
				continue
			}
			r.asked("Accept", "Reject", "Open again", "Loupe", "Review")
		}
	})
}

// asked closes the menu that is open, which must have these items and no others.
func (r *rig) asked(items ...string) {
	r.t.Helper()
	menu := r.win.Canvas().Overlays().Top()
	if menu == nil {
		r.t.Fatal("there is no menu")
	}
	var said []string
	for _, o := range test.LaidOutObjects(menu) {
		if text, ok := o.(*canvas.Text); ok && text.Text != "" {
			said = append(said, text.Text)
		}
	}
	for _, item := range items {
		if !slices.ContainsFunc(said, func(s string) bool { return strings.HasPrefix(s, item) }) {
			r.t.Errorf("the menu lacks %q: %q", item, said)
		}
	}
	if len(said) != len(items) {
		r.t.Errorf("the menu has other items: %q", said)
	}
	r.win.Canvas().Overlays().Remove(menu)
}

// TestAnAnswerGoesOnAndAround: after the last photo of a review comes the first that is open, and at
// the end that is said.
func TestAnAnswerGoesOnAndAround(t *testing.T) {
	r := inReviewOf(t)
	v := r.pages.review()
	v.Choose(2)
	for _, want := range []int{0, 1} {
		if r.press(fyne.KeyX, 0); v.Selection().Current() != want {
			t.Errorf("current is %d, want %d", v.Selection().Current(), want)
		}
	}
	if r.press(fyne.KeyX, 0); r.bar.HintText() != "All of these photos are decided" {
		t.Errorf("the hint line says %q", r.bar.HintText())
	}
}

// TestAnAnswerOnLeftoversGoesToTheOtherPhotoFirst: and then to the next row.
func TestAnAnswerOnLeftoversGoesToTheOtherPhotoFirst(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	paint(t, filepath.Join(r.photos(), "d-red.jpg"), color.RGBA{250, 4, 2, 255})
	r.intake.dropped(fyne.Position{}, []fyne.URI{fileURI(r.photos())})
	r.until("four photos are tagged", func() bool { return len(r.list.ids) == 4 && r.jobs.Idle() && r.view.Review == 4 })
	r.atLeftovers()
	l := r.pages.leftoversShown()
	r.press(fyne.KeyRight, 0)
	first := l.PhotoID(l.Current())
	r.press(fyne.KeyX, 0)
	if second := l.PhotoID(l.Current()); l.Tag() != "red" || second == first {
		t.Errorf("X led to photo %d of %s, not to the other one", second, l.Tag())
	}
	if r.press(fyne.KeyA, 0); l.Tag() != "green" {
		t.Errorf("A led to %s", l.Tag())
	}
}

// TestUndoOnLeftoversChoosesWhatItChanged: the row, or the photo.
func TestUndoOnLeftoversChoosesWhatItChanged(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.atLeftovers()
	l := r.pages.leftoversShown()
	r.press(fyne.KeyX, 0)
	r.press(fyne.KeyDown, 0)
	if l.Tag() != "blue" {
		t.Fatalf("the keys led to %s", l.Tag())
	}
	r.undoer.undo()
	if l.Tag() != "red" || l.Open() != 3 {
		t.Errorf("undo leaves %s current with %d open", l.Tag(), l.Open())
	}
}

// TestALeftReviewScoresNoMore: its photos are for nobody.
func TestALeftReviewScoresNoMore(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	for _, name := range []string{"red", "green", "blue"} {
		r.pages.reviewTag(name)
	}
	left := 0
	for _, j := range r.jobs.In(jobs.Search) {
		if strings.HasPrefix(j.Line(), "Scoring ") && !strings.HasSuffix(j.Line(), "blue") && j.State() != jobs.Stopping {
			left++
		}
	}
	if left > 0 {
		t.Errorf("%d reviews that were left are still to be scored", left)
	}
	r.until("the last one is scored", func() bool { return r.pages.review().Len() == 3 && r.jobs.Idle() })
}

// TestTheLineStandsForWhatIsOpen: a photo that has the keyword stands above the line, whatever it
// scores, and tells nothing of where the line is.
func TestTheLineStandsForWhatIsOpen(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.decider.put("red", []*library.Photo{r.snap.Photo(r.list.ids[2])}) // the blue one
	r.inReview("red")
	v := r.pages.review()
	if v.Line() != 2 || r.list.words(r.snap.Photo(v.Photo(1))).State("red") != view.ByHand {
		t.Fatalf("the line is after %d", v.Line())
	}
	r.says(r.pages.page().Side, "cut "+v.Cell(0).Score)
	v.SetLine(3)
	r.says(r.pages.page().Side, "cut "+v.Cell(2).Score)
	v.SetLine(0)
	r.says(r.pages.page().Side, "cut "+v.Cell(0).Score)
}
