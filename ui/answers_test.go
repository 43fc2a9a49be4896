package ui

import (
	"testing"

	"catchlight/library"
	"catchlight/ui/view"
)

func TestAnswers(t *testing.T) {
	for _, c := range []struct {
		state                                               view.WordState
		accepts, rejects, strikes, restores, reopens, types string
		acceptsInReview, rejectsInReview, reopensInReview   string
	}{
		{state: view.Suggested, accepts: "accepted", rejects: "rejected", types: "accepted", acceptsInReview: "accepted", rejectsInReview: "rejected"},
		{state: view.Rejected, restores: "accepted", reopens: "undecided", types: "typed", acceptsInReview: "accepted", reopensInReview: "undecided"},
		{state: view.Accepted, strikes: "rejected", reopens: "undecided", rejectsInReview: "rejected", reopensInReview: "undecided"},
		{state: view.ByHand, strikes: "undecided"},
		{state: view.InFile, strikes: "removed"},
		{state: view.Written, strikes: "removed"},
		{state: view.Changed, strikes: "removed"},
		{state: view.Removed, restores: "undecided", reopens: "undecided", types: "undecided", acceptsInReview: "undecided", reopensInReview: "undecided"},
		{state: view.Parent, types: "typed", acceptsInReview: "accepted", rejectsInReview: "rejected"},
		{state: view.Absent, types: "typed", acceptsInReview: "accepted", rejectsInReview: "rejected"},
	} {
		for _, a := range []struct {
			name, want string
			to         answer
		}{
			{"accepts", c.accepts, accepts},
			{"rejects", c.rejects, rejects},
			{"strikes", c.strikes, strikes},
			{"restores", c.restores, restores},
			{"reopens", c.reopens, reopens},
			{"types", c.types, types},
			{"A in review", c.acceptsInReview, inReviewAs(library.Accepted)},
			{"X in review", c.rejectsInReview, inReviewAs(library.Rejected)},
			{"U in review", c.reopensInReview, inReviewAs(library.Undecided)},
		} {
			got := ""
			if v, ok := a.to(c.state); ok {
				got = [...]string{"undecided", "accepted", "rejected", "typed", "removed"}[v]
			}
			if got != a.want {
				t.Errorf("state %d, %s: %q, want %q", c.state, a.name, got, a.want)
			}
		}
	}
}
