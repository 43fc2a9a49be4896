package view

import (
	"context"
	"slices"
	"testing"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/library/thumb"
	"catchlight/tagging"
	"catchlight/tagging/facts"
)

// looksLike stores what the pixels of a photo are like.
func (a *album) looksLike(t *testing.T, name string, tones thumb.Tones) {
	t.Helper()
	tones.Known = true
	looks := map[picture.ID]thumb.Fingerprint{a.photo(t, name).Picture: {Hash: 1, Tones: tones}}
	if err := a.lib.StoreFingerprints(looks); err != nil {
		t.Fatal(err)
	}
}

// mostlyBlue are the tones of a picture of the sea.
func mostlyBlue() thumb.Tones {
	tones := thumb.Tones{Mean: 120, Chroma: 120}
	tones.Colours[thumb.Blue] = 80
	return tones
}

// reasons writes words as "name" or "name: reason".
func reasons(ws []Word) string {
	text := ""
	for _, w := range ws {
		if text != "" {
			text += ", "
		}
		if text += w.Name; w.Reason.Known() {
			text += ": " + w.Reason.String()
		}
	}
	return text
}

// TestWhatIsKnownIsSuggested: before what the model says, with its reason, of the words that are
// wanted; once the model has seen the photo; and no longer when it is not so any more.
func TestWhatIsKnownIsSuggested(t *testing.T) {
	a := newAlbum(t)
	a.looksLike(t, "a-red", thumb.Tones{Mean: 20, Dark: 95, Chroma: 60, Colours: mostlyBlue().Colours})
	a.looksLike(t, "copies/f-grey", mostlyBlue()) // not seen by the model yet
	suggested := func(name string) string {
		s := a.state(Scope{})
		return reasons(WordsOf(a.photo(t, name), a.lib.Snapshot().Decisions(a.photo(t, name).ID), proposedFor(s.Request, a.photo(t, name)), nil, Shown{}).Suggested)
	}
	for _, c := range []struct {
		wanted facts.Wanted
		want   string
	}{
		{facts.WantTags, "blue: 80 % of it, red"},
		{facts.WantAll, "blue: 80 % of it, low key: nearly all of it is dark, red"},
		{facts.WantNone, "red"},
		{facts.WantTags, "blue: 80 % of it, red"},
	} {
		if a.req.Facts = c.wanted; suggested("a-red") != c.want {
			t.Errorf("%s: %q, want %q", c.wanted, suggested("a-red"), c.want)
		}
	}
	if got := suggested("copies/f-grey"); got != "" {
		t.Errorf("before the model has seen it: %q", got)
	}
	a.decide(t, "a-red", "blue", library.Rejected)
	if got := suggested("a-red"); got != "red" {
		t.Errorf("after a no: %q", got)
	}
	red := a.photo(t, "a-red")
	if got := a.req.Proposals.Reason(red, "BLUE"); got.String() != "80 % of it" || a.req.Proposals.Knows(red, "red") {
		t.Errorf("the reason of blue is %q", got)
	}
	a.looksLike(t, "a-red", thumb.Tones{Mean: 120, Chroma: 120})
	a.see(t, "a-red", thumb.People{Looked: true, Person: true}) // looked at anew
	if got := a.state(Scope{}); a.req.Proposals.Knows(red, "blue") {
		t.Errorf("blue stays, %+v", got.Tags)
	}
}

func proposedFor(req Request, p *library.Photo) []tagging.Suggestion {
	found, _ := req.Proposals.Of(p, req.Strength)
	return found
}

// TestWhatIsKnownCountsAndComesFirst: its photos are in the scope of the tag, the surest at the
// front, and every count is what a click shows.
func TestWhatIsKnownCountsAndComesFirst(t *testing.T) {
	a := newAlbum(t)
	a.req.Facts = facts.WantTags
	a.looksLike(t, "b-green", mostlyBlue())
	a.req.Order = OrderScore
	if got := a.names(a.state(Scope{Kind: ScopeTag, Name: "blue"})); got != "b-green e-green c-blue" {
		t.Errorf("blue: %q", got)
	}
	a.req.Order = OrderName
	agree(t, a)
}

// budget is a context that ends after it was asked so many times.
type budget struct {
	context.Context
	left int
}

func (b *budget) Err() error {
	if b.left--; b.left < 0 {
		return context.DeadlineExceeded
	}
	return nil
}

// TestEachSliceGoesOnWhereTheLastEnded: however little time a slice has, photos that are known
// already take none of the next.
func TestEachSliceGoesOnWhereTheLastEnded(t *testing.T) {
	a := newAlbum(t)
	req := a.req
	req.Snapshot = a.lib.Snapshot()
	for slices := 1; !req.Proposals.know(&budget{t.Context(), 1}, &req, a.lib); slices++ {
		if slices > len(req.Snapshot.Photos()) {
			t.Fatalf("after %d slices, each long enough for a photo, %d of %d are known", slices, req.known, len(req.Snapshot.Photos()))
		}
	}
}

// TestWhatATagBelowHidesIsSuggestedWithoutIt: at a strength at which the tag below is not proposed,
// the one above it is; from strength to strength nothing of the other stays.
func TestWhatATagBelowHidesIsSuggestedWithoutIt(t *testing.T) {
	a := newAlbum(t)
	red := a.photo(t, "a-red")
	a.req.Proposals.put(red.Picture, []tagging.Suggestion{
		{Tag: 1, Name: "red", Score: .5, Strength: tagging.Loose, From: tagging.Loose},
		{Tag: 0, Name: "colour", Score: .4, Strength: tagging.Strict, From: tagging.Balanced},
	})
	for _, c := range []struct {
		strength tagging.Strength
		want     string
	}{{tagging.Loose, "red"}, {tagging.Balanced, "colour"}, {tagging.Strict, "colour"}, {tagging.Loose, "red"}} {
		a.req.Strength = c.strength
		var got []string
		found, _ := a.req.Proposals.Of(red, c.strength)
		for _, s := range found {
			got = append(got, s.Name)
		}
		chips := a.state(Scope{}).Chips
		if !slices.Equal(got, []string{c.want}) || (chips[0] == 1) != (c.want == "colour") {
			t.Errorf("%s: %q, want %q; chips %v", c.strength, got, c.want, chips)
		}
	}
}
