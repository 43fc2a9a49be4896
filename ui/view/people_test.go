package view

import (
	"strings"
	"testing"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/library/thumb"
	"catchlight/tagging/facts"
)

// see stores what was seen of the people on a photo.
func (a *album) see(t *testing.T, name string, people thumb.People) {
	t.Helper()
	picture := map[picture.ID]thumb.Fingerprint{a.photo(t, name).Picture: {People: people}}
	if err := a.lib.StoreFingerprints(picture); err != nil {
		t.Fatal(err)
	}
}

// TestPhotosAreFilteredByTheirPeople: how many there are, in every way that the detectors can tell
// it, and not looked at.
func TestPhotosAreFilteredByTheirPeople(t *testing.T) {
	a := newAlbum(t)
	a.see(t, "a-red", thumb.People{Looked: true})
	a.see(t, "b-green", thumb.People{Looked: true, Person: true}) // and e-green, which is a copy
	a.see(t, "c-blue", thumb.People{Looked: true, Person: true, Faces: make([]thumb.Face, 2)})
	a.req.Count = []library.Facet{library.FacetPeople}
	for company, want := range map[facts.Company]string{
		facts.NoPeople: "a-red", facts.OnePerson: "b-green e-green", facts.TwoPeople: "c-blue", facts.Group: "", facts.Unknown: "d-broken f-grey",
	} {
		v := library.Value{Name: string(company)}
		s := a.state(Scope{}, library.Choice{Facet: library.FacetPeople, Value: v})
		if got := a.names(s); got != want || s.Facets[library.FacetPeople][v] != len(strings.Fields(want)) {
			t.Errorf("%q: %q, counted %d, want %q", company, got, s.Facets[library.FacetPeople][v], want)
		}
	}
	agree(t, a, library.Choice{Facet: library.FacetPeople, Value: library.Value{Name: string(facts.OnePerson)}})
}

// TestASearchFindsWhomAFileNames: names that other programs wrote as people's.
func TestASearchFindsWhomAFileNames(t *testing.T) {
	p := photoWith("beach")
	p.Path, p.Keywords.People = "/p/a.jpg", []string{"Ánna Lee"}
	words := newBrief(WordsOf(p, nil, nil, nil, Shown{}), false)
	for field, want := range map[string]bool{"anna": false, "ánna": true, `"ánna lee" beach`: true, "beach -lee": false, "bob": false} {
		if got := newSearch(Request{Scope: Scope{Kind: ScopeSearch, Name: field}}, nil).finds(p, &words); got != want {
			t.Errorf("%s: %v", field, got)
		}
	}
}
