package ui

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/ui/kit"
	"catchlight/ui/kittest"
)

// onWritePage is a window whose Write page shows what three accepted words would change, opened to
// its photos.
func onWritePage(t *testing.T) *rig {
	t.Helper()
	r := newRig(t, nil)
	r.fullWith("Greenland")
	r.list.selectAll()
	r.decider.acceptStrong()
	r.until("three to write", func() bool { return r.view.Write == 3 })
	r.pages.openWrite()
	r.planned("3 photos get 3 keywords.")
	shownIn(r.pages.page().Body, func(row *kit.Row) bool { return strings.Contains(row.Label, "into the file") }).OnTapped()
	return r
}

// planned waits for the sentence of the plan.
func (r *rig) planned(sentence string) {
	r.t.Helper()
	r.until(sentence, func() bool { return strings.Contains(texts(r.pages.page().Body), sentence) })
}

// rowOf is the row of a photo on the Write page.
func (r *rig) rowOf(name string) *kit.MediaRow {
	r.t.Helper()
	return shownIn(r.pages.page().Body, func(row *kit.MediaRow) bool {
		text := kittest.Texts(row)
		return strings.HasPrefix(text, name+"\n")
	})
}

// TestEachPhotoOfAWriteHasItsTick: what is unticked is not written, and waits.
func TestEachPhotoOfAWriteHasItsTick(t *testing.T) {
	r := onWritePage(t)
	row := r.rowOf("b-green.jpg")
	if got := strings.TrimSpace(kittest.Texts(row)); got != "b-green.jpg\n(+ green)" {
		t.Errorf("the row says %q", got)
	}
	test.Tap(shownIn(row, func(c *kit.Check) bool { return c.On() }))
	r.planned("2 photos get 2 keywords.")
	unticked := r.snap.Photo(r.list.ids[1])
	if filepath.Base(unticked.Path) != "b-green.jpg" {
		t.Fatal(unticked.Path)
	}
	before := mustRead(t, unticked.Path)
	test.Tap(buttonOf(t, r.pages.page().Body, "Write 2 photos"))
	r.until("two are written", func() bool {
		return r.jobs.Idle() && r.board.Latest() != nil && strings.Contains(r.board.Latest().Text, "Wrote 2")
	})
	if string(mustRead(t, unticked.Path)) != string(before) || len(r.snap.ToWrite()) != 1 {
		t.Errorf("%d wait", len(r.snap.ToWrite()))
	}
}

// TestTheTickOfAGroupIsThatOfItsPhotos, and all can be left out.
func TestTheTickOfAGroupIsThatOfItsPhotos(t *testing.T) {
	r := onWritePage(t)
	first := func() *kit.Check { return shownIn(r.pages.page().Body, func(*kit.Check) bool { return true }) }
	test.Tap(first())
	r.planned("1 photo gets 1 keyword.")
	other := shownIn(r.pages.page().Body, func(c *kit.Check) bool { return c.On() })
	test.Tap(other) // the photo with a sidecar
	r.planned("There is nothing to write.")
	if shownIn(r.rowOf("b-green.jpg"), func(*kit.Check) bool { return true }).On() {
		t.Error("a photo of an unticked group is ticked")
	}
	test.Tap(shownIn(r.rowOf("b-green.jpg"), func(*kit.Check) bool { return true }))
	r.planned("1 photo gets 1 keyword.")
	if !first().On() {
		t.Error("a group with a ticked photo is not ticked")
	}
}

// TestAWriteShowsAnExample: what a file says now, and then.
func TestAWriteShowsAnExample(t *testing.T) {
	r := onWritePage(t)
	r.list.goTo(0)
	r.decider.strike("Greenland", r.list.selected())
	r.until("the plan follows", func() bool {
		return strings.Contains(texts(r.pages.page().Body), "1 loses 1") || strings.Contains(texts(r.pages.page().Body), "lose")
	})
	shownIn(r.pages.page().Body, func(row *kit.Row) bool { return strings.Contains(row.Label, "its sidecar") }).OnTapped()
	r.says(r.pages.page().Body, "For example a-red.jpg", "Now", "Then", "(− Greenland)")
}

// TestTheExampleSaysWhoseAWordIs: by the sign of its chip, as everywhere.
func TestTheExampleSaysWhoseAWordIs(t *testing.T) {
	r := onWritePage(t)
	r.list.goTo(0)
	r.decider.put("my own", r.list.selected())
	r.planned("3 photos get 4 keywords.")
	states := map[string]kit.State{}
	for _, o := range test.LaidOutObjects(r.pages.page().Body) {
		if words, ok := o.(*kit.Words); ok {
			for _, c := range words.Chips() {
				states[c.Name] = c.State
			}
		}
	}
	if states["my own"] != kit.ByHand || states["red"] != kit.Accepted || states["Greenland"] != kit.InFile {
		t.Errorf("the chips are in states %v", states)
	}
}

// TestThePhotoOfARowOpensInTheLoupe, where keys decide on it; Esc comes back, and the plan has
// followed.
func TestThePhotoOfARowOpensInTheLoupe(t *testing.T) {
	r := onWritePage(t)
	test.Tap(shownIn(r.rowOf("c-blue.jpg"), func(*kit.Tile) bool { return true }))
	if !r.pages.loupeShown() || filepath.Base(r.list.selected()[0].Path) != "c-blue.jpg" {
		t.Fatal("the loupe is not open on the photo")
	}
	r.decider.reopen("blue", r.list.selected())
	r.press(fyne.KeyEscape, 0)
	if r.pages.loupeShown() || r.pages.page() == nil || r.pages.page().ID != "write" {
		t.Fatal("Esc does not come back to the page")
	}
	r.planned("2 photos get 2 keywords.")
}

// TestAWriteNamesTheSidecarsThatFollow: files that would change, or that had to but cannot, are said
// before.
func TestAWriteNamesTheSidecarsThatFollow(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	writeFile(t, r.path("a-red.jpg")+".xmp", r.sidecarWith(r.path("a-red.jpg"), "theirs"))
	writeFile(t, r.path("b-green.jpg")+".xmp", "<x:xmpmeta broken")
	r.intake.rescan([]string{r.path("a-red.jpg"), r.path("b-green.jpg")})
	r.until("they are read", r.jobs.Idle)
	r.list.selectAll()
	r.decider.acceptStrong()
	r.until("three to write", func() bool { return r.view.Write == 3 })
	r.pages.openWrite()
	r.planned("3 photos get")
	r.says(r.pages.page().Body, "1 JPEG: into the file \n", "1 JPEG: into the file and its sidecar \n", "1 JPEG: into the file; the sidecar was left alone: ")
}
