package view

import (
	"slices"
	"testing"

	"catchlight/tagging"
	"catchlight/tagging/query"
	"catchlight/tagging/vocabulary"
)

func TestMeaningOf(t *testing.T) {
	for field, want := range map[string]query.Query{
		"dog on a beach":     {With: query.Texts("dog on a beach")},
		"beach -people sea":  {With: query.Texts("beach sea"), Without: query.Texts("people")},
		`"IMG 42"`:           {},
		"- people + the sea": {With: query.Texts("the sea"), Without: query.Texts("people")},
		`sea "IMG 42" -"b"`:  {With: query.Texts("sea")},
		"2:dog - a fence":    {With: []query.Text{{Words: "dog", Weight: 2}}, Without: query.Texts("a fence")},
	} {
		got, ok := MeaningOf(field)
		if ok != (len(want.With)+len(want.Without) > 0) || !slices.Equal(got.With, want.With) || !slices.Equal(got.Without, want.Without) {
			t.Errorf("%q: %+v, %v", field, got, ok)
		}
	}
}

func TestSearchNames(t *testing.T) {
	v, err := vocabulary.Parse("things", []byte("car\n\t{automobile}\nanimal\n\tdog\n"))
	if err != nil {
		t.Fatal(err)
	}
	p := photoWith("Étosha", "car")
	p.Path = "/p/New York.JPG"
	words := newBrief(WordsOf(p, nil, proposedTags("dog"), nil, Shown{}), false)
	for field, want := range map[string]bool{
		"etosha": false, "ÉTOSHA": true, "york": true, "do": true, "automob": true, "cat": false,
		"york dog": true, "york cat": false, "york -dog": false, "york -cat": true, "-automobile": false,
		"Hund": true, "chien -cat": true, "perros": true, "-Hund york": false, "Katze": false, `"Hund"`: false, // of dog
		`"new york"`: true, "2:york .5:dog": true, "york -2:dog": false, "2:cat": false, `2:"new york"`: true,
		`"new york.jpg"`: true, `"york"`: false, `"dog"`: true, `"do"`: false, `-"do" york`: true,
	} {
		s := newSearch(Request{Tags: &Tagset{Vocabulary: v}, Scope: Scope{Kind: ScopeSearch, Name: field}}, nil)
		if got := s.finds(p, &words); got != want {
			t.Errorf("%s: %v", field, got)
		}
	}
}

// TestWholeWordsComeFirst tells what a photo's words say from what is only a part of one.
func TestWholeWordsComeFirst(t *testing.T) {
	v, err := vocabulary.Parse("things", []byte("bus\n\t{coach}\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		field, word, file string
		want              bool
	}{
		{"bus", "Busch Gardens", "a.jpg", false},
		{"bus", "red bus", "a.jpg", true},
		{"bus", "buss", "a.jpg", true},
		{"dogs", "dog", "a.jpg", true},
		{"coach", "bus", "a.jpg", true},
		{"bus", "street", "IMG_bus12.jpg", true},
		{"bus", "street", "IMG_busy.jpg", false},
		{"bus -street", "red bus", "a.jpg", true},
		{`"bus"`, "bus", "a.jpg", true},
		{"black-and-white", "black-and-white", "a.jpg", true},
		{"ÉTOSHA", "étosha pan", "a.jpg", true},
	} {
		p := photoWith(c.word)
		p.Path = "/p/" + c.file
		words := newBrief(WordsOf(p, nil, nil, nil, Shown{}), false)
		s := newSearch(Request{Tags: &Tagset{Vocabulary: v}, Scope: Scope{Kind: ScopeSearch, Name: c.field}}, nil)
		if got := s.group(p, &words) == named; got != c.want {
			t.Errorf("%s: %s in %s is said: %v", c.field, c.word, c.file, got)
		}
	}
}

func TestWordsHoldForWhatTheModelFinds(t *testing.T) {
	p := photoWith("people", "beach")
	p.Path = "/p/a.jpg"
	m := &meaning{floor: .3, scores: scoresOf([]tagging.Hit{{Photo: p, Score: .4}})}
	words := newBrief(WordsOf(p, nil, nil, nil, Shown{}), false)
	for field, want := range map[string]bool{
		"sea": true, "sea -people": false, "sea -snow": true, `sea "beach"`: true, `sea "bea"`: false,
	} {
		s := newSearch(Request{Scope: Scope{Kind: ScopeSearch, Name: field}}, m)
		if got := s.finds(p, &words); got != want {
			t.Errorf("%s: %v", field, got)
		}
	}
	if m.floor = .5; newSearch(Request{Scope: Scope{Kind: ScopeSearch, Name: "sea"}}, m).finds(p, &brief{}) {
		t.Error("a photo below the floor is found")
	}
}
