package view

import (
	"strings"
	"testing"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging"
)

// shape writes words as "name/state" so that tables stay readable.
func shape(ws []Word) string {
	names := map[WordState]string{
		Suggested: "?", Accepted: "yes", ByHand: "hand", Removed: "gone", Written: "ours",
		InFile: "file", Parent: "parent", Rejected: "no",
	}
	var parts []string
	for _, w := range ws {
		s := w.Name + "/" + names[w.State]
		if w.Of > 1 {
			s += "/" + string(rune('0'+w.N))
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
		w := WordsOf(c.photo, c.decisions, c.proposed, nil, Shown{Parents: true})
		if got := shape(w.Chips()); got != c.chips {
			t.Errorf("%s: chips %q, want %q", name, got, c.chips)
		}
		if got := shape(w.Rejected); got != c.rejected {
			t.Errorf("%s: rejected %q, want %q", name, got, c.rejected)
		}
	}
}

func TestWordsOfShowsEightSuggestionsAndParents(t *testing.T) {
	many := proposedTags("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")
	if n := len(WordsOf(photoWith(), nil, many, nil, Shown{}).Suggested); n != maxShown {
		t.Errorf("%d suggestions are shown, want %d", n, maxShown)
	}
	for _, most := range []int{1, 4, 10} {
		if n := len(WordsOf(photoWith("a"), nil, many, nil, Shown{Most: most}).Suggested); n != min(most, len(many)-1) {
			t.Errorf("%d suggestions are shown, %d are wanted at most", n, most)
		}
	}
	ds := []library.Decision{{Photo: 1, Tag: "dog", Verdict: library.Accepted, Path: "animal|mammal|dog"}}
	w := WordsOf(photoWith("mammal"), ds, nil, nil, Shown{Parents: true})
	if got := shape(w.parents); got != "animal/parent" {
		t.Errorf("parents %q, want only the one that the file lacks", got)
	}
	ds = append(verdict(library.Rejected, "pooch"), library.Decision{Photo: 1, Tag: "dog", Verdict: library.Typed, Path: "animal|{^hound}|{^pooch}|{^Whelp}|dog"})
	w = WordsOf(photoWith("whelp"), ds, nil, nil, Shown{})
	if got := shape(w.parents); got != "hound/parent" {
		t.Errorf("other names %q, want the one that the file lacks and nobody refused", got)
	}
}

func TestTogether(t *testing.T) {
	a := WordsOf(photoWith("Etosha"), nil, proposedTags("dog", "cat"), nil, Shown{})
	b := WordsOf(photoWith("etosha"), verdict(library.Accepted, "dog"), proposedTags("dog", "cat"), nil, Shown{})
	m := Together([]Words{a, b})
	if got := shape(m.Suggested); got != "cat/?/2 dog/?/1" {
		t.Errorf("suggested %q: the one on more photos stands first", got)
	}
	if got := shape(m.Keywords()); got != "Etosha/file/2 dog/yes/1" {
		t.Errorf("keywords %q", got)
	}
}
