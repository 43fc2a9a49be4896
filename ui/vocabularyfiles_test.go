package ui

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/ui/jobs"
	"catchlight/ui/kit"
)

// holds writes words into the file of a photo, as another program would.
func (r *rig) holds(i int, words ...string) {
	r.t.Helper()
	p := r.snap.Photo(r.list.ids[i])
	req := library.WriteRequest{Path: p.Path, Edit: keywords.Edit{Add: words}}
	if _, err := r.deps.Library.Write(r.t.Context(), "", []library.WriteRequest{req}, library.WriteOptions{}); err != nil {
		r.t.Fatal(err)
	}
	r.takeSnapshot()
}

// TestARenameSaysWhoIsCalledSo: while the name of another tag is typed, wherever that stands.
func TestARenameSaysWhoIsCalledSo(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	e := r.words("colour\n\tred\nhue\n\tcrimson\n")
	e.Choose("crimson")
	const says = "colour › red is called so already"
	for typed, want := range map[string]bool{"Red ": true, "re": false, "crimson ": false, "Crimson": false} {
		e.Field("name").SetText(typed)
		if got := strings.Contains(texts(r.pages.page().Side), says); got != want {
			t.Errorf("while %q is typed it is said: %v\n%s", typed, got, texts(r.pages.page().Side))
		}
	}
}

// topOf is where an object begins in the window, in dp.
func topOf(o fyne.CanvasObject) float32 {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y
}

// TestFilesFollowTheListByRunsOfTheirOwn: a new name and another place reach the files by a write
// that says what it does before, that leaves what else is to be written alone, stands in the history
// under its name, and is undone by itself.
func TestFilesFollowTheListByRunsOfTheirOwn(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.lists([]string{"mine"}, "colour\n\tcrimson\nhue\n")
	r.holds(0, "colour|crimson")
	r.list.goTo(1)
	r.decider.addTyped("meadow")
	e := r.editing()
	e.Choose("crimson")
	r.fill(e.Field("name"), "scarlet")
	r.listSays("colour\n\tscarlet\n\t\t{crimson}\nhue\n")
	first := func() *library.Photo { return r.snap.Photo(r.list.ids[0]) }
	write := func(button, title, says string) {
		t.Helper()
		r.shows(r.pages.page().Side, "["+button+"]")
		test.Tap(buttonOf(t, r.pages.page().Side, button))
		r.until("its page is open", func() bool { return r.pages.page().Title == title })
		r.until("the plan stands", func() bool { return r.jobs.Idle() })
		r.says(r.pages.page().Body, says)
		r.board.Show(nil)
		test.Tap(buttonOf(t, r.pages.page().Body, "Write 1 photo"))
		r.until("it is written", func() bool {
			return r.jobs.Idle() && r.board.Latest() != nil && strings.Contains(r.board.Latest().Text, "Wrote 1 photo")
		})
		runs, err := r.deps.Library.Runs()
		if err != nil || runs[len(runs)-1].Label != title {
			t.Errorf("the history says %+v, %v", runs, err)
		}
	}
	r.shows(r.pages.page().Side, "[Put the name into 1 file]")
	if offer, next := buttonOf(t, r.pages.page().Side, "Put the name into 1 file"), e.Field("synonyms"); topOf(offer) > topOf(next) || topOf(offer) < topOf(e.Field("name")) {
		t.Errorf("what a rename leaves to do stands at %v, the name at %v, the next field at %v", topOf(offer), topOf(e.Field("name")), topOf(next))
	}
	write("Put the name into 1 file", "scarlet in place of its other names", "1 photo gets 1 keyword. 1 photo loses 1 keyword.")
	if got := first().Keywords.Hierarchy; !slices.Equal(got, []string{"colour|scarlet"}) {
		t.Errorf("the file says %q", got)
	}
	if n := len(r.snap.ToWrite()); n != 1 {
		t.Errorf("%d photos are to be written, one waits", n)
	}
	e = r.editing()
	e.Choose("scarlet")
	r.fill(e.Field("parent"), "hue")
	r.listSays("colour\nhue\n\tscarlet\n\t\t{crimson}\n")
	e.Choose("hue")
	write("Put the place into 1 file", "hue where it stands in the list", "Write")
	if got := first().Keywords.Hierarchy; !slices.Equal(got, []string{"hue|scarlet"}) {
		t.Errorf("the file says %q", got)
	}
	test.Tap(buttonOf(t, r.bar.Object, "Undo this write"))
	r.until("it is undone", func() bool {
		return r.jobs.Idle() && slices.Equal(first().Keywords.Hierarchy, []string{"colour|scarlet"})
	})
}

// TestRemovingATagSaysOnHowManyPhotos: the button that takes it off the photos names them; the other
// one leaves them alone.
func TestRemovingATagSaysOnHowManyPhotos(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.lists([]string{"mine"}, "colour\n\tcrimson\nhue\n")
	r.holds(0, "crimson")
	r.holds(2, "colour")
	r.menus.call(r.menus.command("vocabulary"))
	e := r.pages.editor()
	r.until("it is read", func() bool { return e.Tag() == "colour" })
	beside := r.pages.page().Side
	r.shows(beside, "[Remove from the list]", "[And from 2 photos]")
	e.Choose("hue")
	r.until("nothing is offered for no photo", func() bool { return !buttonOf(t, beside, "And from 0 photos").Visible() })
	e.Choose("crimson")
	r.shows(beside, "[And from 1 photo]")
	test.Tap(buttonOf(t, beside, "Remove from the list"))
	r.listSays("colour\nhue\n")
	if len(r.snap.ToWrite()) != 0 {
		t.Error("from the list only, and a photo is to be written")
	}
	r.menus.call(r.menus.command("undo"))
	r.listSays("colour\n\tcrimson\nhue\n")
	e.Choose("colour")
	r.shows(beside, "[And from 2 photos]")
	test.Tap(buttonOf(t, beside, "And from 2 photos"))
	r.listSays("hue\n")
	if n := len(r.snap.ToWrite()); n != 2 {
		t.Errorf("%d photos are to lose it", n)
	}
}

// TestAListEditedWhileItsWordsAreCounted is counted once more, though nothing else changes after
// that: a word that became a tag meanwhile is none of those that are no tags.
func TestAListEditedWhileItsWordsAreCounted(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.lists([]string{"mine"}, "red\n")
	r.holds(0, "dusk", "red")
	r.holds(1, "dusk", "fog")
	e := r.editing()
	r.shows(r.centre.object, "[Not in the list: 2]")
	r.until("all is counted", r.jobs.Idle)
	hold := make(chan struct{})
	r.jobs.Add(&jobs.Job{
		Lane: jobs.Plan, Quiet: true, Says: func(int, int) string { return "" }, Dropped: func() {},
		Work: func(ctx context.Context, _ *jobs.Job) (func(bool), error) {
			select {
			case <-hold:
			case <-ctx.Done():
			}
			return nil, nil
		},
	})
	r.holds(2, "mist")
	r.pages.page().Tick() // asks for the counts, which wait behind that
	counts := func(j *jobs.Job) bool { return j.Says(0, 0) == "Counting the tags" }
	if !slices.ContainsFunc(r.jobs.In(jobs.Plan), counts) {
		t.Fatal("nobody asks for the counts")
	}
	r.fill(e.Typing(), "fog")
	r.until("it is stored", func() bool {
		text, _ := r.deps.Library.Vocabularies().Text("mine")
		return strings.Contains(text, "fog") && e.Settled()
	})
	r.pages.page().Tick, r.pages.page().Look = nil, nil // nobody asks after this
	close(hold)
	r.until("all is counted again", r.jobs.Idle)
	r.shows(r.centre.object, "[Not in the list: 2]") // dusk and mist
	test.Tap(buttonOf(t, r.centre.object, "Not in the list: 2"))
	r.says(r.pages.page().Side, "dusk\n2\n", "mist\n1\n")
	if strings.Contains(texts(r.pages.page().Side), "fog\n1\n") {
		t.Error("fog is a tag, and listed as none")
	}
}

// TestWordsThatAreNoTagsAreListed: with how many photos have them; a click adds one, the list stays
// open without it, and undo brings it back.
func TestWordsThatAreNoTagsAreListed(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.lists([]string{"mine"}, "red\n")
	r.holds(0, "dusk", "red")
	r.holds(1, "Dusk", "fog")
	e := r.editing()
	r.shows(r.centre.object, "[Not in the list: 2]")
	test.Tap(buttonOf(t, r.centre.object, "Not in the list: 2"))
	beside := r.pages.page().Side
	r.says(beside, "Words in photos, not in the list", "dusk\n2\n", "fog\n1\n")
	if kit.Shown(e.Field("name")) {
		t.Error("the current tag shows beside it")
	}
	test.Tap(buttonOf(t, beside, "")) // the first +
	r.listSays("red\ndusk\n")
	r.until("it has left the list", func() bool { return !strings.Contains(texts(beside), "dusk\n2\n") })
	r.says(beside, "fog\n1\n")
	r.until("suggestions come from it", func() bool { return r.jobs.Idle() && e.Settled() && slices.Contains(r.tagNames(), "dusk") })
	r.pages.refreshPage() // as when the library changes: the list is read again
	r.until("it is read again", func() bool { return r.jobs.Idle() && e.Settled() })
	if kit.Shown(e.Field("name")) {
		t.Error("the list of words has closed")
	}
	r.menus.call(r.menus.command("undo"))
	r.listSays("red\n")
	e.Choose("red")
	if !kit.Shown(e.Field("name")) {
		t.Error("the current tag does not show again")
	}
}
