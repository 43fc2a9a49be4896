package view

import (
	"testing"

	"catchlight/library"
)

func TestAnswers(t *testing.T) {
	for _, c := range []struct {
		state                                               WordState
		accepts, rejects, strikes, restores, reopens, types string
		acceptsInReview, rejectsInReview, reopensInReview   string
	}{
		{state: Suggested, accepts: "accepted", rejects: "rejected", types: "accepted", acceptsInReview: "accepted", rejectsInReview: "rejected"},
		{state: Rejected, restores: "accepted", reopens: "undecided", types: "typed", reopensInReview: "undecided"},
		{state: Accepted, strikes: "rejected", reopens: "undecided", reopensInReview: "undecided"},
		{state: ByHand, strikes: "undecided"},
		{state: InFile, strikes: "removed"},
		{state: Written, strikes: "removed"},
		{state: Changed, strikes: "rejected", reopens: "undecided", reopensInReview: "undecided"},
		{state: PutBack, restores: "undecided", reopens: "undecided", types: "undecided", reopensInReview: "undecided"},
		{state: Removed, restores: "undecided", reopens: "undecided", types: "undecided", reopensInReview: "undecided"},
		{state: Parent, types: "typed", acceptsInReview: "accepted", rejectsInReview: "rejected"},
		{state: Absent, types: "typed", acceptsInReview: "accepted", rejectsInReview: "rejected"},
	} {
		for _, a := range []struct {
			name, want string
			to         Answer
		}{
			{"accepts", c.accepts, Accepts},
			{"rejects", c.rejects, Rejects},
			{"strikes", c.strikes, Strikes},
			{"restores", c.restores, Restores},
			{"reopens", c.reopens, Reopens},
			{"types", c.types, Types},
			{"A in review", c.acceptsInReview, InReviewAs(library.Accepted)},
			{"X in review", c.rejectsInReview, InReviewAs(library.Rejected)},
			{"U in review", c.reopensInReview, InReviewAs(library.Undecided)},
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
