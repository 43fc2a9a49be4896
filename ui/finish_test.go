package ui

import (
	"fmt"
	"image/color"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"catchlight/library"
	"catchlight/ui/view"
)

// fullOf drops n photos of mixed colours and waits until they are tagged: some have one suggestion,
// some two or three, and what is decided on one teaches what holds of others.
func (r *rig) fullOf(n int) {
	r.t.Helper()
	dir := filepath.Join(r.dir, "mixed")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		r.t.Fatal(err)
	}
	for i := range n {
		c := color.RGBA{uint8(40 + 70*i%211), uint8(30 + 110*i%199), uint8(50 + 50*i%205), 255}
		paint(r.t, filepath.Join(dir, fmt.Sprintf("p%03d.jpg", i)), c)
	}
	r.intake.dropped(fyne.Position{}, []fyne.URI{fileURI(dir)})
	r.until("the photos are tagged", func() bool {
		return len(r.list.ids) == n && r.jobs.Idle() && r.view.Unindexed == 0 && !r.view.Request.Busy && r.view.Review > n/2
	})
}

// settled waits until the view follows from all that was decided, with what that has taught.
func (r *rig) settled() {
	r.t.Helper()
	r.ask()
	r.until("the view is up to date", func() bool { return r.view.Request.Snapshot == r.snap })
	seen := r.view
	r.ask()
	r.until("what was learned shows", func() bool { return r.view != seen && r.view.Request.Snapshot == r.snap })
}

// TestFinishedPhotosAreNeverReopened decides 128 photos one by one, and looks after each at all
// that were finished before: none waits for the user again, whatever was learned meanwhile.
func TestFinishedPhotosAreNeverReopened(t *testing.T) {
	r := newRig(t, func(d *Deps) {
		set := d.Library.Settings()
		set.Strength = "loose"
		_ = d.Library.SetSettings(set)
	})
	r.fullOf(128)
	r.enter(view.Scope{Kind: view.ScopeReview})
	r.until("the photos to review are listed", func() bool { return r.view.Request.Scope.Kind == view.ScopeReview })
	r.list.goTo(0)
	var done []library.ID
	for n := 0; n < 4*128; n++ {
		current := r.list.idAt(r.grid.Selection().Current())
		if !r.snap.Finished(current) && len(r.list.words(r.snap.Photo(current)).Suggested) == 0 {
			break
		}
		r.press([]fyne.KeyName{fyne.KeyA, fyne.KeyX, fyne.KeyD}[n%3], 0)
		r.settled()
		if r.snap.Finished(current) {
			done = append(done, current)
		}
		for _, id := range done {
			if open := r.list.words(r.snap.Photo(id)).Suggested; !r.snap.Finished(id) || len(open) > 0 {
				t.Fatalf("after %d keys photo %d is open again: %+v", n+1, id, open)
			}
		}
	}
	if len(done) < 100 || r.view.Review != 0 {
		t.Fatalf("%d photos were finished, %d are left", len(done), r.view.Review)
	}
	if r.view.New == 0 {
		t.Error("nothing was learned that finished photos wait with: the test shows nothing")
	}
	r.enter(view.Scope{Kind: view.ScopeNew})
	r.until("what is new is listed", func() bool { return len(r.list.ids) == r.view.New && r.view.Request.Scope.Kind == view.ScopeNew })
	r.says(r.sidebar.Object, "New since you looked")
	was := r.view.New
	r.list.goTo(0)
	r.press(fyne.KeyD, 0)
	r.until("what was new on a photo is decided", func() bool { return r.view.New < was })
}

// TestDoneRefusesWhatIsOpen: D on one photo, Shift+D on several; undo opens them again in one step.
func TestDoneRefusesWhatIsOpen(t *testing.T) {
	for name, all := range map[string]bool{"D": false, "Shift+D": true} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, nil)
			r.fullWith("Etosha")
			r.list.goTo(1)
			r.list.goTo(0)
			mod, want := fyne.KeyModifier(0), []bool{true, false, false}
			if all {
				r.list.selectAll()
				mod, want = shift, []bool{true, true, true}
			}
			r.press(fyne.KeyD, mod)
			ids := slices.Clone(r.list.ids)
			for i, id := range ids {
				words := r.list.words(r.snap.Photo(id))
				if r.snap.Finished(id) != want[i] || (len(words.Suggested) == 0) != want[i] || (len(words.Rejected) > 0) != want[i] {
					t.Errorf("photo %d: finished %v with %+v", i, r.snap.Finished(id), words)
				}
			}
			if s := r.list.words(r.snap.Photo(ids[0])).State("Etosha"); s != view.InFile {
				t.Errorf("the keyword of the file is in state %d", s)
			}
			if all {
				r.says(r.bar.Object, "Finished 3 photos, 3 suggestions rejected")
				if hint := r.bar.HintText(); !strings.Contains(hint, "All done here") {
					t.Errorf("at the end it says %q", hint)
				}
			} else if r.says(r.bar.Object, "Finished a-red.jpg, 1 suggestion rejected"); r.grid.Selection().Current() != 1 {
				t.Errorf("the current photo is %d", r.grid.Selection().Current())
			}
			r.until("they leave To review", func() bool { return r.view.Review == map[bool]int{false: 2, true: 0}[all] })
			r.undoer.undo()
			for _, id := range ids {
				if r.snap.Finished(id) || len(r.list.words(r.snap.Photo(id)).Suggested) == 0 {
					t.Errorf("after undo photo %d is finished", id)
				}
			}
		})
	}
}

// TestThePassWrapsAround: from the last photo it goes to the first open one; where none is, it says
// so.
func TestThePassWrapsAround(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(2)
	for i, want := range []int{0, 1, 1} {
		r.press([]fyne.KeyName{fyne.KeyA, fyne.KeyD, fyne.KeyE}[i], 0)
		if at := r.grid.Selection().Current(); at != want {
			t.Fatalf("after %d photos the current one is %d, want %d", i+1, at, want)
		}
	}
	if hint := r.bar.HintText(); !strings.Contains(hint, "All done here") {
		t.Errorf("at the end it says %q", hint)
	}
	if words := r.list.words(r.snap.Photo(r.list.ids[1])); words.State("green") != view.Accepted {
		t.Errorf("E left %+v", words)
	}
}

// TestDigitsKeepTheirNumbers: what was decided leaves a gap, until another photo is selected.
func TestDigitsKeepTheirNumbers(t *testing.T) {
	r := newRig(t, func(d *Deps) {
		set := d.Library.Settings()
		set.Strength = "loose"
		writeFile(t, set.Vocabulary, "red\ngreen\nblue\n") // no tag stands for all
		_ = d.Library.SetSettings(set)
	})
	r.fullOf(12)
	at := slices.IndexFunc(r.list.ids, func(id library.ID) bool { return len(r.list.words(r.snap.Photo(id)).Suggested) == 3 })
	if at < 0 {
		t.Fatal("no photo has three suggestions")
	}
	r.list.goTo(at)
	p := r.snap.Photo(r.list.ids[at])
	names := r.list.words(p).Suggested
	r.press("1", 0)
	r.press("1", 0) // it is decided: nothing happens
	r.press("3", shift)
	want := []view.WordState{view.Accepted, view.Suggested, view.Rejected}
	for i, x := range names {
		if s := r.list.words(p).State(x.Name); s != want[i] {
			t.Errorf("%s, number %d, is in state %d, want %d", x.Name, i+1, s, want[i])
		}
	}
}

// TestOpeningAWordAgainTakesTheEndBack: U on a finished photo.
func TestOpeningAWordAgainTakesTheEndBack(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	r.press(fyne.KeyX, 0)
	id := r.list.ids[0]
	if !r.snap.Finished(id) {
		t.Fatal("the photo's only suggestion is decided, and it is not finished")
	}
	r.list.goTo(0)
	r.press(fyne.KeyU, 0)
	if r.snap.Finished(id) || len(r.list.words(r.snap.Photo(id)).Suggested) != 1 {
		t.Errorf("finished %v, %+v", r.snap.Finished(id), r.list.words(r.snap.Photo(id)))
	}
}

// TestWhatCannotBeReadIsNotWaitedFor: among photos that are done, one that the model can never see
// is no reason to index anything.
func TestWhatCannotBeReadIsNotWaitedFor(t *testing.T) {
	r := newRig(t, nil)
	r.started()
	writeFile(t, filepath.Join(r.photos(), "d-broken.jpg"), "a letter")
	r.intake.dropped(fyne.Position{}, []fyne.URI{fileURI(r.photos())})
	r.until("the file is on the list", func() bool { return len(r.list.ids) == 4 && r.jobs.Idle() && r.view.Unindexed == 0 })
	r.menus.call(r.menus.command("selectAll"))
	r.press(fyne.KeyD, fyne.KeyModifierShift)
	r.until("all are done", func() bool { return r.view.Review == 0 })
	r.says(r.inspector.Object, "4 photos", "None left at this strength.")
}
