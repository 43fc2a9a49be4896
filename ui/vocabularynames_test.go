package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/ui/view"
)

// TestOtherNamesGoAlongByTheTick: a decision of before takes it over, chips show what goes along, the
// file gets the names, is offered no new name for them, and loses them with the tag; one that is
// struck off by itself goes alone, and what the file had before stays. Undo gives all back.
func TestOtherNamesGoAlongByTheTick(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.words("red\ncanine\n\tdog\n\t\t{hound}\n\t\t{pooch}\n")
	r.showGrid()
	r.holds(1, "pooch")
	r.list.goTo(0)
	r.decider.addTyped("hound")
	e := r.editing()
	e.Choose("dog")
	test.Tap(checkOf(t, r.pages.page().Side, "Also write its other names"))
	r.listSays("red\ncanine\n\tdog\n\t\t{hound}\n\t\t{pooch}\n\t\t{^=}\n")
	r.until("all knows of it", r.jobs.Idle)
	r.showGrid()
	r.list.goTo(0)
	r.says(r.inspector.Object, "(dog, typed, not in the file yet", "(hound, goes along with another tag", "(pooch, goes along with another tag")
	r.list.goTo(1)
	r.decider.addTyped("dog")
	photo := func(i int) *library.Photo { return r.snap.Photo(r.list.ids[i]) }
	write := func() {
		t.Helper()
		r.writer.Start(r.writer.Requests())
		r.until("it is written", func() bool { return r.jobs.Idle() && len(r.snap.ToWrite()) == 0 })
	}
	holds := func(i int, want ...string) {
		t.Helper()
		got := slices.Sorted(slices.Values(photo(i).Keywords.XMP))
		if !slices.Equal(got, want) {
			t.Errorf("photo %d holds %q, want %q", i, got, want)
		}
	}
	write()
	holds(0, "dog", "hound", "pooch")
	holds(1, "dog", "hound", "pooch")
	if h := photo(0).Keywords.Hierarchy; !slices.Equal(h, []string{"canine|dog"}) {
		t.Errorf("hierarchies %q", h)
	}
	r.menus.call(r.menus.command("vocabulary"))
	r.until("it is read again", func() bool { return r.pages.editor().Tag() != "" && r.jobs.Idle() })
	r.pages.editor().Choose("dog")
	r.shows(r.pages.page().Side, "Photos with it: 2")
	r.says(r.pages.page().Side, "[Put the name into 0 files]") // and so it is not offered
	r.showGrid()
	state := func(i int, word string) view.WordState { return r.list.words(photo(i)).State(word) }
	for i, want := range []view.WordState{view.Removed, view.InFile} {
		r.list.goTo(i)
		r.decider.strike("dog", r.list.selected())
		r.decider.restore("dog", r.list.selected())
		if dog, hound, n := state(i, "dog"), state(i, "hound"), len(r.snap.ToWrite()); dog != view.Written || hound != view.InFile || n != i {
			t.Errorf("photo %d, kept again: dog is %v, hound %v; %d photos are to be written", i, dog, hound, n)
		}
		r.decider.strike("dog", r.list.selected())
		if dog, hound, pooch := state(i, "dog"), state(i, "hound"), state(i, "pooch"); dog != view.Removed || hound != view.Removed || pooch != want {
			t.Errorf("photo %d: dog is %v, hound %v, pooch %v", i, dog, hound, pooch)
		}
	}
	write()
	holds(0)
	holds(1, "pooch")
	r.list.goTo(0)
	r.decider.addTyped("dog")
	write()
	holds(0, "dog", "hound", "pooch")
	r.decider.strike("hound", r.list.selected())
	if dog, hound := state(0, "dog"), state(0, "hound"); dog != view.Written || hound != view.Removed {
		t.Errorf("struck off by itself: dog is %v, hound %v", dog, hound)
	}
	r.decider.restore("hound", r.list.selected())
	r.decider.strike("dog", r.list.selected())
	r.undoer.undo()
	for _, word := range []string{"dog", "hound", "pooch"} {
		if s := state(0, word); s == view.Removed {
			t.Errorf("after undo %s leaves the file", word)
		}
	}
	if !photo(0).Keywords.Has("hound") || r.snap.Pending(photo(0).ID).Remove != nil {
		t.Errorf("to be written: %+v", r.snap.Pending(photo(0).ID))
	}
}
