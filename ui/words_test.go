package ui

import (
	"strings"
	"testing"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging"
	"catchlight/ui/kit"
)

// shape writes words as "name/state" so that tables stay readable.
func shape(ws []word) string {
	names := map[kit.State]string{
		kit.Suggested: "?", kit.Accepted: "yes", kit.ByHand: "hand", kit.Removed: "gone", kit.Written: "ours",
		kit.InFile: "file", kit.Parent: "parent", kit.Rejected: "no",
	}
	var parts []string
	for _, w := range ws {
		s := w.name + "/" + names[w.state]
		if w.of > 1 {
			s += "/" + string(rune('0'+w.n))
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, " ")
}

func photoWith(words ...string) *library.Photo {
	p := &library.Photo{ID: 1, Path: "/p/a.jpg"}
	for _, k := range words {
		p.Keywords.All = append(p.Keywords.All, keywords.Keyword{Name: k})
	}
	return p
}

func proposedTags(names ...string) []tagging.Suggestion {
	var s []tagging.Suggestion
	for i, n := range names {
		s = append(s, tagging.Suggestion{Tag: i, Name: n, Score: .9 - float32(i)/10, Strength: tagging.Balanced})
	}
	return s
}

func verdict(v library.Verdict, tags ...string) []library.Decision {
	var ds []library.Decision
	for _, t := range tags {
		ds = append(ds, library.Decision{Photo: 1, Tag: t, Verdict: v})
	}
	return ds
}

func TestWordsOf(t *testing.T) {
	for name, c := range map[string]struct {
		photo     *library.Photo
		decisions []library.Decision
		proposed  []tagging.Suggestion
		chips     string
		rejected  string
	}{
		"suggested only":            {photoWith(), nil, proposedTags("dog", "cat"), "dog/? cat/?", ""},
		"in the file, not proposed": {photoWith("Dog"), nil, proposedTags("dog", "cat"), "cat/? Dog/file", ""},
		"accepted":                  {photoWith(), verdict(library.Accepted, "dog"), proposedTags("dog"), "dog/yes", ""},
		"accepted and written":      {photoWith("dog"), verdict(library.Accepted, "dog"), proposedTags("dog"), "dog/ours", ""},
		"typed":                     {photoWith(), verdict(library.Typed, "Etosha"), nil, "Etosha/hand", ""},
		"removed":                   {photoWith("safari"), verdict(library.Removed, "safari"), nil, "safari/gone", ""},
		"removed and gone":          {photoWith(), verdict(library.Removed, "safari"), nil, "", ""},
		"rejected":                  {photoWith(), verdict(library.Rejected, "cow"), proposedTags("cow"), "", "cow/no"},
		"undecided again":           {photoWith(), verdict(library.Undecided, "cow"), proposedTags("cow"), "cow/?", ""},
	} {
		w := wordsOf(c.photo, c.decisions, c.proposed, nil, true)
		if got := shape(w.chips()); got != c.chips {
			t.Errorf("%s: chips %q, want %q", name, got, c.chips)
		}
		if got := shape(w.rejected); got != c.rejected {
			t.Errorf("%s: rejected %q, want %q", name, got, c.rejected)
		}
	}
}

func TestWordsOfShowsEightSuggestionsAndParents(t *testing.T) {
	many := proposedTags("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")
	if n := len(wordsOf(photoWith(), nil, many, nil, false).suggested); n != most {
		t.Errorf("%d suggestions are shown, want %d", n, most)
	}
	ds := []library.Decision{{Photo: 1, Tag: "dog", Verdict: library.Accepted, Path: "animal|mammal|dog"}}
	w := wordsOf(photoWith("mammal"), ds, nil, nil, true)
	if got := shape(w.parents); got != "animal/parent" {
		t.Errorf("parents %q, want only the one that the file lacks", got)
	}
}

func TestTogether(t *testing.T) {
	a := wordsOf(photoWith("Etosha"), nil, proposedTags("dog", "cat"), nil, false)
	b := wordsOf(photoWith("etosha"), verdict(library.Accepted, "dog"), proposedTags("dog", "cat"), nil, false)
	m := together([]photoWords{a, b})
	if got := shape(m.suggested); got != "cat/?/2 dog/?/1" {
		t.Errorf("suggested %q: the one on more photos stands first", got)
	}
	if got := shape(m.keywords()); got != "Etosha/file/2 dog/yes/1" {
		t.Errorf("keywords %q", got)
	}
}

func TestAnswers(t *testing.T) {
	for _, c := range []struct {
		state                                               kit.State
		accepts, rejects, strikes, restores, reopens, types string
		acceptsInReview, rejectsInReview, reopensInReview   string
	}{
		{state: kit.Suggested, accepts: "accepted", rejects: "rejected", types: "accepted", acceptsInReview: "accepted", rejectsInReview: "rejected"},
		{state: kit.Rejected, restores: "accepted", reopens: "undecided", types: "typed", acceptsInReview: "accepted", reopensInReview: "undecided"},
		{state: kit.Accepted, strikes: "rejected", reopens: "undecided", rejectsInReview: "rejected", reopensInReview: "undecided"},
		{state: kit.ByHand, strikes: "undecided"},
		{state: kit.InFile, strikes: "removed"},
		{state: kit.Written, strikes: "removed"},
		{state: kit.Changed, strikes: "removed"},
		{state: kit.Removed, restores: "undecided", reopens: "undecided", types: "undecided", acceptsInReview: "undecided", reopensInReview: "undecided"},
		{state: kit.Parent, types: "typed", acceptsInReview: "accepted", rejectsInReview: "rejected"},
		{state: absent, types: "typed", acceptsInReview: "accepted", rejectsInReview: "rejected"},
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
