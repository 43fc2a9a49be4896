package ui

import (
	"slices"
	"testing"

	"catchlight/library"
	"catchlight/ui/view"
)

// TestAReviewBeginsAtWhatIsOpen: the first answer is for the first photo above the line that waits
// for one, and for the first of all where none does.
func TestAReviewBeginsAtWhatIsOpen(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	low := -1.
	r.apply(func(s *library.Settings) { s.Threshold = &low })
	for i := range 3 {
		r.settled()
		r.pages.reviewTag("red")
		v := r.pages.review()
		r.until("the photos are scored", func() bool { return v.Len() == 3 })
		if got := v.Selection().Indices(); v.Line() != 3 || !slices.Equal(got, []int{i}) || v.Selection().Current() != i {
			t.Fatalf("with %d answers cells %v are selected, the line is after %d", i, got, v.Line())
		}
		v.Decide([]library.Verdict{library.Accepted, library.Rejected, library.Accepted}[i])
		r.pages.close()
	}
	r.settled()
	r.pages.reviewTag("red")
	v := r.pages.review()
	r.until("the photos are scored", func() bool { return v.Len() == 3 })
	if v.Selection().Current() != 0 {
		t.Errorf("with all answered the current cell is %d", v.Selection().Current())
	}
}

// TestAHeadingLeadsToWhatWaitsBelowIt: no photo has a heading, so that nothing stood above the line
// of its review, whatever its row in the sidebar said.
func TestAHeadingLeadsToWhatWaitsBelowIt(t *testing.T) {
	r := newRig(t, func(d *Deps) {
		writeFile(t, d.Library.Settings().Vocabulary, "[things]\n\t[colours]\n\t\tgreen\n\t\tred\n\tblue\n")
	})
	r.full()
	r.decider.commit("green", []library.Decision{r.decider.decision(r.snap.Photo(r.list.ids[1]), "green", library.Accepted, true)})
	r.settled()
	under := map[string]string{"things": "red", "colours": "red", "red": "red", "green": "green"}
	for name, want := range under {
		r.enter(view.Scope{Kind: view.ScopeTag, Name: name})
		r.until("the scope of "+name, func() bool { return r.view.Request.Scope.Name == name })
		r.grid.Selection().None()
		r.menus.call(r.menus.command("review"))
		if v := r.pages.review(); v == nil || v.Name() != want {
			t.Errorf("R on %s reviews %v, want %s", name, v, want)
		}
		r.pages.close()
	}
	for _, p := range r.snap.Photos() {
		r.decider.commit("red", []library.Decision{r.decider.decision(p, "red", library.Rejected, true)})
	}
	r.settled()
	r.enter(view.Scope{Kind: view.ScopeTag, Name: "colours"})
	r.until("nothing waits below it", func() bool { return r.view.Request.Scope.Name == "colours" && r.view.Chips[3] == 0 })
	if got := waitingUnder("colours", r.engine.Tags().Vocabulary, r.view); got != "colours" {
		t.Errorf("where nothing waits R reviews %s", got)
	}
}
