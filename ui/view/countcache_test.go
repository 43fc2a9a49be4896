package view

import (
	"context"
	"slices"
	"testing"

	"catchlight/library"
	"catchlight/tagging"
)

// TestCountsAreKeptWhileOnlyTheScopeChanges, and made anew for all that they follow from.
func TestCountsAreKeptWhileOnlyTheScopeChanges(t *testing.T) {
	a := newAlbum(t)
	counted := func(req Request) *int {
		req.Snapshot = a.lib.Snapshot()
		req.stacks = a.memory.stacks.of(req, a.lib)
		for !req.Proposals.know(context.Background(), &req, a.lib) {
		}
		return &derive(req, a.lib, &a.memory).Tags[0]
	}
	last := counted(a.req)
	for _, s := range []Scope{{Kind: ScopeSearch, Name: "green"}, {Kind: ScopeTag, Name: "red"}, {Kind: ScopeAll}} {
		req := a.req
		req.Scope, req.Order = s, OrderScore
		if counted(req) != last {
			t.Errorf("for %+v all is counted again", s)
		}
	}
	for name, change := range map[string]func(){
		"a decision":  func() { a.decide(t, "a-red", "red", library.Accepted) },
		"a strength":  func() { a.req.Strength = tagging.Strict },
		"suggestions": func() { a.req.Proposals.put(a.photo(t, "b-green").Picture, nil) },
		"others":      func() { a.req.Proposals = NewProposals(a.req.Tags, nil) },
		"a vocabulary": func() {
			a.req.Tags = &Tagset{Vocabulary: a.req.Tags.Vocabulary.Alone(-1, a.req.Tags.Vocabulary.Tags[0]), Model: "m"}
		},
		"a filter": func() {
			a.req.Chosen = []library.Choice{{Facet: library.FacetFormat, Value: library.Value{Name: "jpeg"}}}
		},
		"a vector":        func() { putVector(t, a, "c-blue") },
		"another home":    func() { a.req.Home = "/home" },
		"what was added":  func() { a.req.Import = &Import{} },
		"photos that go":  func() { _ = a.lib.Remove(a.photo(t, "copies/f-grey").ID) },
		"places":          func() { a.memory.places.of = Places{1: nil}; a.req.places = a.memory.places.of },
		"the most of all": func() { a.req.Most = 1 },
	} {
		before := counted(a.req)
		if change(); counted(a.req) == before {
			t.Errorf("%s changes no counts", name)
		}
	}
}

func putVector(t *testing.T, a *album, name string) {
	t.Helper()
	if err := a.lib.StoreVectors("m", []library.Vector{{Picture: a.photo(t, name).Picture, Values: []float32{1, 0}}}); err != nil {
		t.Fatal(err)
	}
}

// TestSuggestionsAreAskedForOnce: what was looked at is known, until something changes for it.
func TestSuggestionsAreAskedForOnce(t *testing.T) {
	a := newAlbum(t)
	p := a.photo(t, "a-red")
	m := &wordCache{}
	look := func() []string {
		m.begin(10, newSuggester(a.req))
		words, _ := m.now(p, nil, false)
		var names []string
		for _, h := range words.open {
			names = append(names, h.name)
		}
		return names
	}
	if got := look(); !slices.Equal(got, []string{"red"}) {
		t.Fatalf("%v", got)
	}
	a.req.Proposals.of[p.Picture] = nil // behind its back
	if got := look(); !slices.Equal(got, []string{"red"}) {
		t.Errorf("they were asked for again: %v", got)
	}
	a.req.Proposals.put(p.Picture, nil)
	if got := look(); len(got) != 0 {
		t.Errorf("after others came: %v", got)
	}
}
