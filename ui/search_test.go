package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/view"
)

func TestSearchByWordsThenByMeaning(t *testing.T) {
	r := newRig(t, nil)
	r.started()
	r.menus.call(r.menus.command("search"))
	test.Type(r.searchField(), "green")
	r.until("the words and then the meaning find it", func() bool { return r.search.Direction() != nil && r.photoNames(r.list.ids) == "b-green" })
	r.says(r.scopeLine.Object, "Search: green", "1 photo")
	r.searchField().SetText("-green")
	r.until("the others", func() bool { return r.photoNames(r.list.ids) == "a-red c-blue" })
	r.searchField().SetText(`"b-green"`)
	r.until("the exact name", func() bool { return r.photoNames(r.list.ids) == "b-green" && r.search.Direction() == nil })
	r.searchField().SetText(`"xyzzy"`) // which the model is not asked about
	r.until("nothing", func() bool { return len(r.list.ids) == 0 && !r.search.Searching() })
	r.says(r.centre.object, "No photo matches", `Search: "xyzzy"`)
	reading := holding(jobs.Search) // as while the model reads
	r.jobs.Add(reading)
	r.refreshCentre()
	r.says(r.centre.object, "Searching", `Search: "xyzzy"`)
	r.jobs.Stop(reading)
	r.until("the model has read", r.jobs.Idle)
	r.searchField().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	r.until("Esc goes back to all photos", func() bool { return len(r.list.ids) == 3 && r.searchField().Text == "" && r.scope == view.Scope{} })
}

func (r *rig) searchField() *kit.Entry { return r.search.Field.Entry }

func TestLikeThisPhoto(t *testing.T) {
	r := newRig(t, nil)
	r.started()
	r.list.goTo(2)
	r.menus.keyDown(fyne.KeyS, 0)
	r.until("the photo itself is the best", func() bool {
		return r.search.Direction() != nil && len(r.list.ids) > 0 && r.photoNames(r.list.ids[:1]) == "c-blue"
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
	r.until("the words alone", func() bool { return r.scope.Like == 0 && r.scope.Name == "+ red - blue" && r.search.Direction() != nil })
	r.tapRow("All photos")
	if r.searchField().Text != "" || r.dropPhoto() != nil {
		t.Error("the field still holds the search that was left")
	}
}

func TestLikeNeedsAPhotoAndAVector(t *testing.T) {
	r := newRig(t, nil)
	r.started()
	r.list.selectNone()
	r.menus.call(r.menus.command("like"))
	r.says(r.bar.Object, "Select a photo first")
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
	second := r.rankedRow(1)
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
	r.view.Unindexed = 2
	r.search.Find("red")
	r.says(r.bar.Object, "2 photos are not indexed yet.", "[Index]")
	r.until("words are found at once", func() bool { return r.photoNames(r.list.ids) == "a-red" })
}
