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
	"catchlight/tagging"
	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/message"
	"catchlight/ui/view"
)

func TestSearchByWordsThenByMeaning(t *testing.T) {
	r := newRig(t, nil)
	r.started()
	r.menus.call(r.menus.command("search"))
	test.Type(r.searchField(), "green")
	r.until("the words and then the meaning find it", func() bool { return r.search.Reading().Direction() != nil && r.photoNames(r.list.ids) == "b-green" })
	r.says(r.scopeLine.Object, "Search: green", "1 photo")
	r.searchField().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if focused := r.win.Canvas().Focused(); focused == nil || focused == fyne.Focusable(r.searchField()) {
		t.Errorf("after Enter %T has the keyboard, not what was found", focused)
	}
	r.searchField().SetText("-green")
	r.until("the others", func() bool { return r.photoNames(r.list.ids) == "a-red c-blue" })
	r.searchField().SetText(`"b-green"`)
	r.until("the exact name", func() bool { return r.photoNames(r.list.ids) == "b-green" && r.search.Reading().Direction() == nil })
	r.searchField().SetText(`"xyzzy"`) // which the model is not asked about
	r.until("nothing", func() bool { return len(r.list.ids) == 0 && !r.search.Searching() })
	r.says(r.centre.object, "No photo matches", `Search: "xyzzy"`)
	r.menus.call(r.menus.command("search"))
	r.searchField().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if focused := r.win.Canvas().Focused(); focused != nil {
		t.Errorf("where nothing is found %T keeps the keyboard", focused)
	}
	reading := holding(jobs.Search) // as while the model reads
	r.jobs.Add(reading)
	r.refreshCentre()
	r.says(r.centre.object, "Searching", `Search: "xyzzy"`)
	r.jobs.Stop(reading)
	r.until("the model has read", r.jobs.Idle)
	r.searchField().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	r.until("Esc goes back to all photos", func() bool { return len(r.list.ids) == 3 && r.searchField().Text == "" && r.scope == view.Scope{} })
}

// TestAMisspeltWordFindsItsPhotos: what is put right is found on photos, and said; a word that is
// known here stays as it is.
func TestAMisspeltWordFindsItsPhotos(t *testing.T) {
	r := newRig(t, nil)
	r.started()
	r.decider.put("butterfly", []*library.Photo{r.list.photoAt(2)})
	r.decider.put("Etosha", []*library.Photo{r.list.photoAt(1)})
	r.until("the words are on the photos", func() bool {
		return len(r.snap.Decisions(r.list.ids[1])) > 0 && len(r.snap.Decisions(r.list.ids[2])) > 0
	})
	for typed, want := range map[string]struct{ first, said string }{
		"buterfly":   {"c-blue", "Searched for “butterfly” instead of “buterfly”."},
		"butterflly": {"c-blue", "Searched for “butterfly” instead of “butterflly”."},
		"etoscha":    {"b-green", "Searched for “etosha” instead of “etoscha”."},
		"Etosha":     {"b-green", ""},
	} {
		r.searchField().SetText(typed)
		r.until(typed, func() bool {
			return r.scope.Name == typed && r.search.Reading().Direction() != nil && !r.search.Searching()
		})
		if r.view.Named != 1 || r.photoNames(r.list.ids[:1]) != want.first {
			t.Errorf("%q: %d by words, %s", typed, r.view.Named, r.photoNames(r.list.ids))
		}
		r.until("the keys are quiet", func() bool { return strings.Contains(texts(r.scopeLine.Object), want.said) })
		if line := texts(r.scopeLine.Object); strings.Contains(line, "instead of") != (want.said != "") {
			t.Errorf("%q: the line says\n%s", typed, line)
		}
	}
	r.searchField().SetText("-buterfly")
	r.until("it is left out", func() bool {
		return r.scope.Name == "-buterfly" && !r.search.Searching() && r.photoNames(r.list.ids) == "a-red b-green"
	})
	r.tapRow("All photos")
	if line := texts(r.scopeLine.Object); strings.Contains(line, "Searched") {
		t.Errorf("after the search the line says\n%s", line)
	}
}

// TestTheFieldIsLeftWhereNoPhotoIsShown: a field without photos beside it does not keep the keyboard
// from who leaves it, and the photos have it when they are back.
func TestTheFieldIsLeftWhereNoPhotoIsShown(t *testing.T) {
	r := newRig(t, nil)
	escape := func() {
		r.searchField().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if f := r.win.Canvas().Focused(); f != nil {
			t.Errorf("%T keeps the keyboard", f)
		}
	}
	r.menus.call(r.menus.command("search"))
	escape() // in an empty library
	r.started()
	if r.win.Canvas().Focused() != fyne.Focusable(r.grid) {
		t.Errorf("%T has the keyboard when the photos come", r.win.Canvas().Focused())
	}
	r.menus.call(r.menus.command("search"))
	test.Type(r.searchField(), `"xyzzy"`)
	r.until("nothing is found", func() bool { return len(r.list.ids) == 0 && !r.search.Searching() && r.scope.Kind == view.ScopeSearch })
	r.searchField().SetText("")
	escape() // before the photos are back
	r.until("the photos are back, with the keyboard", func() bool {
		return len(r.list.ids) == 3 && r.win.Canvas().Focused() == fyne.Focusable(r.grid)
	})
}

func (r *rig) searchField() *kit.Entry { return r.search.Field.Entry }

func TestLikeThisPhoto(t *testing.T) {
	r := newRig(t, nil)
	r.started()
	r.list.goTo(2)
	r.menus.keyDown(fyne.KeyS, 0)
	r.until("the photo itself is the best", func() bool {
		return r.search.Reading().Direction() != nil && len(r.list.ids) > 0 && r.photoNames(r.list.ids[:1]) == "c-blue"
	})
	r.says(r.scopeLine.Object, "Like c-blue.jpg")
	photo := shownIn(r.search.Field, func(i *canvas.Image) bool { return i.FillMode == canvas.ImageFillContain })
	if r.dropPhoto() == nil || photo == nil || photo.Image == nil {
		t.Error("the photo is not shown in the field")
	}
	r.searchField().SetText("+ red - blue")
	r.until("the words steer", func() bool { return len(r.list.ids) > 0 && r.photoNames(r.list.ids[:1]) == "a-red" })
	r.says(r.scopeLine.Object, "Like c-blue.jpg, + red - blue")
	r.dropPhoto().Tapped(nil)
	r.until("the words alone", func() bool {
		return r.scope.Like == 0 && r.scope.Name == "+ red - blue" && r.search.Reading().Direction() != nil
	})
	r.tapRow("All photos")
	if r.searchField().Text != "" || r.dropPhoto() != nil {
		t.Error("the field still holds the search that was left")
	}
}

func TestLikeNeedsAPhotoAndAVector(t *testing.T) {
	r := newRig(t, nil)
	r.started()
	r.list.selectNone()
	r.board.Dismiss() // the import's result, which would stay anyway
	r.menus.call(r.menus.command("like"))
	r.says(r.bar.Object, "Select a photo first")
	if done := r.board.Latest(); done != nil {
		t.Errorf("why nothing has happened carries the sign of what was done: %q", done.Text)
	}
	r.engine.Tags().Model = "another" // no photo has been seen by it
	r.list.goTo(0)
	r.menus.call(r.menus.command("like"))
	r.says(r.bar.Object, "a-red.jpg is not indexed yet.", "[Index]")
	if r.scope.Kind == view.ScopeSearch {
		t.Error("a search has begun")
	}
}

func TestTheWholeRanking(t *testing.T) {
	r := newRig(t, nil)
	r.started()
	r.list.goTo(0)
	r.says(r.inspector.Object, "[Show the whole ranking]")
	r.menus.keyDown(fyne.KeyM, 0)
	r.says(r.inspector.Object, "[Hide the ranking]", "red 1.00", "green 0.", "blue 0.")
	second, field := r.rankedRow(1), r.addField()
	edges := func(o fyne.CanvasObject, margin float32) (left, right float32) {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).X
		return at + margin, at + o.Size().Width - margin
	}
	left, right := edges(second, kit.RowMargin)
	if from, to := edges(field, 0); from != left || to != right {
		t.Errorf("the ranking stands from %v to %v, what is above it from %v to %v", left, right, from, to)
	}
	second.Tapped(nil)
	if got := r.list.words(r.list.photoAt(0)).State(second.Label); got != view.ByHand {
		t.Errorf("a click on the second row leaves state %d on the photo", got)
	}
	r.list.selectAll()
	if all := texts(r.inspector.Object); strings.Contains(all, "ranking") {
		t.Errorf("a ranking of three photos:\n%s", all)
	}
}

func TestSearchSaysWhatIsNotIndexed(t *testing.T) {
	r := newRig(t, nil)
	r.started()
	r.view.Unindexed = 1
	r.search.Find("red")
	r.says(r.scopeLine.Object, "1 photo is not indexed yet.", "[Index]")
	r.until("words are found at once", func() bool { return r.photoNames(r.list.ids) == "a-red" })
	if b := shownIn(r.scopeLine.Object, func(b *kit.Button) bool { return b.Label == "Index" }); b != nil {
		t.Error("all photos are indexed, but the line offers to do it")
	}
}

// TestWhatIsSaidInPassingLeavesTheUndo does, after a write, what has nothing to show for it: the
// way back stays in the bar.
func TestWhatIsSaidInPassingLeavesTheUndo(t *testing.T) {
	r := newRig(t, nil)
	r.started()
	undone := false
	r.board.Show(&message.Result{Text: "Wrote 3 photos.", Action: "Undo this write", Do: func() { undone = true }})
	for name, act := range map[string]func(){
		"a search that cannot see all": func() { r.view.Unindexed = 2; r.search.Find("red") },
		"like without a photo":         func() { r.list.selectNone(); r.search.Like() },
		"like without a vector":        func() { r.engine.Tags().Model = "another"; r.list.goTo(0); r.search.Like() },
		"nothing to undo":              func() { r.undoer.undo() },
		"nothing to do again":          func() { r.undoer.redo() },
		"keywords are copied":          func() { r.decider.copyKeywords() },
	} {
		act()
		r.q.Run()
		if all := texts(r.bar.Object); !strings.Contains(all, "Wrote 3 photos.") || !strings.Contains(all, "[Undo this write]") {
			t.Errorf("after %s the bar says:\n%s", name, all)
		}
	}
	if buttonOf(t, r.bar.Object, "Undo this write").Tapped(nil); !undone {
		t.Error("the button does nothing")
	}
}

// withLime adds a photo that looks green and has no word of it.
func (r *rig) withLime() {
	r.t.Helper()
	r.setStrength(tagging.Strict)
	path := filepath.Join(r.dir, "photos", "d.jpg")
	paint(r.t, path, color.RGBA{140, 220, 0, 255})
	r.intake.add([]string{path})
	r.showAll()
	r.until("four photos are indexed", func() bool { return len(r.list.ids) == 4 && r.jobs.Idle() && r.view.Unindexed == 0 })
}

func TestASearchTellsItsGroupsApartAndSortsByScore(t *testing.T) {
	r := newRig(t, nil)
	r.started()
	r.withLime()
	line := func() string {
		if text := shownIn(r.grid, func(c *canvas.Text) bool { return strings.Contains(c.Text, "by words") }); text != nil {
			return text.Text
		}
		return ""
	}
	r.searchField().SetText("green")
	r.until("both groups, told apart", func() bool {
		return r.search.Reading().Direction() != nil && r.photoNames(r.list.ids) == "b-green d" && strings.HasPrefix(line(), "1 by words")
	})
	if r.list.shownOrder() != view.OrderScore || r.order != view.OrderTaken {
		t.Errorf("sorted by %s, and by %s without a search", r.list.shownOrder(), r.order)
	}
	r.setOrder(view.OrderName)
	r.until("by name", func() bool { return r.view.Request.Order == view.OrderName })
	clear := shownIn(r.search.Field, func(b *kit.Button) bool { return b.Access == "Clear the search" })
	if clear == nil {
		t.Fatal("nothing clears the search")
	}
	clear.Tapped(nil)
	r.until("all photos again", func() bool { return len(r.list.ids) == 4 && r.scope == view.Scope{} })
	if r.order != view.OrderTaken || line() != "" || r.searchField().Text != "" {
		t.Errorf("a search leaves the order %s, the line %q and the words %q behind", r.order, line(), r.searchField().Text)
	}
}

// TestASearchSaysWhatItsGroupsAreFoundBy: photos that only a part of a word brings are not said to
// show what is searched for.
func TestASearchSaysWhatItsGroupsAreFoundBy(t *testing.T) {
	r := newRig(t, nil)
	r.started()
	r.setStrength(tagging.Strict)
	r.decider.put("evergreens", []*library.Photo{r.list.photoAt(2)})
	finds := func(names, says string) {
		t.Helper()
		r.searchField().SetText("")
		r.until("no search", func() bool { return r.scope == view.Scope{} && !r.search.Searching() })
		r.searchField().SetText("green")
		r.until(names+" are found: "+says, func() bool {
			line := shownIn(r.grid, func(c *canvas.Text) bool { return c.Text == says })
			return r.search.Reading().Direction() != nil && r.photoNames(r.list.ids) == names && line != nil
		})
	}
	finds("b-green c-blue", "1 by words, below by parts of words")
	r.withLime()
	finds("b-green d c-blue", "1 by words, then by looks, then by parts of words")
}

// TestALateAnswerLeavesTheSortingToTheNewest has an answer come that was under way when the list
// was sorted anew: by another order, other filters, or what the model has read meanwhile.
func TestALateAnswerLeavesTheSortingToTheNewest(t *testing.T) {
	r := newRig(t, nil)
	r.started()
	late, newest := *r.view, *r.view
	newest.IDs = slices.Clone(r.view.IDs)
	slices.Reverse(newest.IDs)
	r.sorting++
	newest.Request.Sorting = r.sorting
	for _, answer := range []*view.State{&late, &newest} {
		r.viewMade(answer)
	}
	if got := r.photoNames(r.list.ids); got != "c-blue b-green a-red" {
		t.Errorf("the list was sorted anew, and shows %q", got)
	}
	kept := late
	kept.Request.Sorting = r.sorting
	if r.viewMade(&kept); r.photoNames(r.list.ids) != "c-blue b-green a-red" {
		t.Errorf("nobody sorted the list, which changed to %q", r.photoNames(r.list.ids))
	}
}

// strictColours is a model whose rule lets hardly anything in.
type strictColours struct{ colours }

func (strictColours) Profile() tagging.Profile {
	p := colours{}.Profile()
	p.Rule = tagging.Rule{Strict: .95, Balanced: .93, Loose: .9}
	return p
}

// TestWhatIsLeftOutEmptiesNoSearch leaves out what no photo shows.
func TestWhatIsLeftOutEmptiesNoSearch(t *testing.T) {
	r := newRig(t, func(d *Deps) { d.OpenModel = func(string) (tagging.Encoder, error) { return strictColours{}, nil } })
	path := filepath.Join(r.dir, "x.jpg")
	paint(t, path, color.RGBA{220, 90, 0, 255})
	r.intake.add([]string{path, r.photos()})
	r.until("all are indexed", func() bool { return len(r.list.ids) == 4 && r.jobs.Idle() && r.view.Unindexed == 0 })
	for _, field := range []string{"reddish", "reddish -green", "reddish -cat", "reddish -green -blue"} {
		r.searchField().SetText(field)
		r.until(field, func() bool {
			return r.scope.Name == field && r.search.Reading().Direction() != nil && !r.search.Searching()
		})
		if got := r.photoNames(r.list.ids); !strings.Contains(got, "a-red") || !strings.Contains(field, "green") && !strings.Contains(got, "x") {
			t.Errorf("%s finds %q", field, got)
		}
	}
}
