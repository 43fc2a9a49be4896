package view

import (
	"testing"

	"catchlight/library"
)

// TestScopes makes each scope of a library in which some photos are in trouble.
func TestScopes(t *testing.T) {
	a := newAlbum(t)
	a.decide(t, "a-red", "Etosha", library.Typed)
	for s, want := range map[Scope]string{
		{}:                  "a-red b-green c-blue d-broken e-green f-grey",
		{Kind: ScopeReview}: "a-red b-green c-blue e-green",
		{Kind: ScopeWrite}:  "a-red", {Kind: ScopeBare}: "b-green c-blue d-broken e-green f-grey", {Kind: ScopeProblems}: "d-broken",
		{Kind: ScopeDuplicates}: "b-green e-green", {Kind: ScopeBursts}: "",
		{Kind: ScopeFolder, Name: a.dir}: "a-red b-green c-blue d-broken e-green f-grey", {Kind: ScopeFolder, Name: a.dir[:len(a.dir)-1]}: "",
		{Kind: ScopeFolder, Name: a.dir + "/copies"}: "e-green f-grey",
		{Kind: ScopeTag, Name: "colour"}:             "a-red b-green c-blue e-green", {Kind: ScopeTag, Name: "Red"}: "a-red",
		{Kind: ScopeWord, Name: "etosha"}: "a-red", {Kind: ScopeWord, Name: "blue"}: "c-blue",
		{Kind: ScopeSearch, Name: "etosha"}: "a-red", {Kind: ScopeSearch, Name: "-green -broken -grey"}: "a-red c-blue",
	} {
		if got := a.names(a.state(s)); got != want {
			t.Errorf("%+v shows %q, want %q", s, got, want)
		}
	}
}

// TestARefusedTagLeavesItsScope: the photo is in the scope of the tag, and of its parent, until the
// answer.
func TestARefusedTagLeavesItsScope(t *testing.T) {
	for verdict, word := range map[library.Verdict]string{library.Rejected: "", library.Accepted: "a-red"} {
		a := newAlbum(t)
		a.decide(t, "a-red", "red", verdict)
		for s, want := range map[Scope]string{
			{Kind: ScopeTag, Name: "red"}: "", {Kind: ScopeTag, Name: "colour"}: "b-green c-blue e-green", {Kind: ScopeWord, Name: "red"}: word,
		} {
			if got := a.names(a.state(s)); got != want {
				t.Errorf("after verdict %d %+v shows %q, want %q", verdict, s, got, want)
			}
		}
	}
}

// TestACountIsWhatAClickShows holds every number of the sidebar against the list that its row
// opens: without filters, and under each filter that there is to choose.
func TestACountIsWhatAClickShows(t *testing.T) {
	a := newAlbum(t)
	a.decide(t, "a-red", "Etosha", library.Typed)
	a.decide(t, "b-green", "green", library.Accepted)
	a.decide(t, "c-blue", "blue", library.Rejected)
	a.req.Count = []library.Facet{
		library.FacetDate, library.FacetCamera, library.FacetFormat, library.FacetProvenance,
		library.FacetPlace, library.FacetRating, library.FacetKeyword, library.FacetState, library.FacetPeople, library.FacetPerson,
	}
	agree(t, a)
	filters := 0
	for f, values := range a.state(Scope{}).Facets {
		for v := range values {
			for _, not := range []bool{false, true} {
				agree(t, a, library.Choice{Facet: f, Value: v, Not: not})
				filters++
			}
		}
	}
	if filters < 2*len(a.req.Count) {
		t.Errorf("%d filters were tried", filters)
	}
}

// agree fails the test where a count under filters is not the number of photos that its scope has.
func agree(t *testing.T, a *album, chosen ...library.Choice) {
	t.Helper()
	counts := a.state(Scope{}, chosen...)
	check := func(count int, s Scope, with ...library.Choice) {
		t.Helper()
		if shown := a.state(s, append(with, chosen...)...); len(shown.IDs) != count {
			t.Errorf("%+v under %v %v: counted %d, shown %q", s, chosen, with, count, a.names(shown))
		}
	}
	for kind, n := range map[ScopeKind]int{
		ScopeAll: counts.All, ScopeReview: counts.Review, ScopeNew: counts.New, ScopeWrite: counts.Write, ScopeBare: counts.Bare,
		ScopeProblems: counts.Problem, ScopeBursts: counts.Bursts, ScopeDuplicates: counts.Duplicates,
	} {
		check(n, Scope{Kind: kind})
	}
	for i, n := range counts.Tags {
		check(n, Scope{Kind: ScopeTag, Name: a.req.Tags.Vocabulary.Tags[i].Name})
	}
	var below func(fs []*Folder)
	below = func(fs []*Folder) {
		for _, f := range fs {
			check(f.Count, Scope{Kind: ScopeFolder, Name: f.Path})
			below(f.Below)
		}
	}
	below(counts.Folders)
	if len(chosen) > 0 {
		return // a facet's numbers are made without its own choices
	}
	for f, values := range counts.Facets {
		for v, n := range values {
			check(n, Scope{}, library.Choice{Facet: f, Value: v})
		}
	}
}

// TestOpenIsCountedInTheScope: the number behind "all decided" is of the photos that are shown.
func TestOpenIsCountedInTheScope(t *testing.T) {
	a := newAlbum(t)
	for s, want := range map[Scope]int{{}: 4, {Kind: ScopeFolder, Name: a.dir + "/copies"}: 1, {Kind: ScopeTag, Name: "red"}: 1, {Kind: ScopeProblems}: 0} {
		if got := a.state(s).Open; got != want {
			t.Errorf("%+v has %d photos with an open suggestion, want %d", s, got, want)
		}
	}
	if s := a.state(Scope{}); s.Unindexed != 1 || s.Total != 6 {
		t.Errorf("%d of %d photos are not indexed", s.Unindexed, s.Total)
	}
}
