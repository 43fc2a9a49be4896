package view

import (
	"strings"
	"testing"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/tagging"
	"catchlight/tagging/facts"
	"catchlight/tagging/vocabulary"
)

// tagsOf are tags of these names.
func tagsOf(t testing.TB, names ...string) *Tagset {
	t.Helper()
	v, err := vocabulary.Parse("list", []byte(strings.Join(names, "\n")+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	return &Tagset{Vocabulary: v}
}

// inBrief writes a brief as "open? later! kept".
func inBrief(b *brief) string {
	var parts []string
	for _, h := range b.open {
		parts = append(parts, h.name+"?")
	}
	for _, h := range b.later {
		parts = append(parts, h.name+"!")
	}
	return strings.Join(append(parts, b.kept...), " ")
}

// TestWordsAreMadeAnewOnlyAfterAChange of what they follow from, whatever it is.
func TestWordsAreMadeAnewOnlyAfterAChange(t *testing.T) {
	proposals := NewProposals(tagsOf(t, "dog", "cat"), nil)
	p := photoWith()
	p.Picture = picture.ID{1}
	proposals.put(p.Picture, proposedTags("dog", "cat"))
	m, by, places := &wordCache{}, suggester{proposals: proposals, strength: tagging.Loose}, Places{}
	var ds []library.Decision
	finished := false
	look := func() *brief {
		by.version, by.places = proposals.version(), places
		m.begin(1, by)
		b, _ := m.now(p, ds, finished)
		return b
	}
	look()
	for _, c := range []struct {
		name   string
		change func()
		want   string
	}{
		{"at first", func() {}, "dog? cat?"},
		{"fewer are wanted", func() { by.most = 1 }, "dog?"},
		{"a decision", func() { ds = verdict(library.Accepted, "dog") }, "cat? dog"},
		{"another", func() { ds = verdict(library.Rejected, "dog") }, "cat?"},
		{"a place", func() { places = Places{p.ID: {Name: "Rome"}} }, "cat? Rome?"},
		{"the user is done", func() { finished = true }, "cat! Rome!"},
		{"and is not", func() { finished, ds = false, nil }, "dog? Rome?"},
		{"a write", func() { written := *photoWith("Dog"); written.Picture = p.Picture; p = &written }, "cat? Rome? Dog"},
		{"other suggestions", func() { proposals.put(p.Picture, proposedTags("dog")) }, "Rome? Dog"},
		{"no place", func() { places = nil }, "Dog"},
		{"what is known", func() {
			proposals.sure.of = map[library.ID]*sure{p.ID: {proofs: []facts.Proof{{Tag: 1, Name: "cat", Reason: facts.Reason{Kind: facts.NoColours}}}}}
			proposals.sure.changes++
		}, "cat? Dog"},
	} {
		c.change()
		got := inBrief(look())
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		by.version++ // of another photo
		if again := testing.AllocsPerRun(5, func() { by.version++; m.begin(1, by); m.now(p, ds, finished) }); again != 0 {
			t.Errorf("%s: unchanged words are made anew, with %v allocations", c.name, again)
		}
	}
}

// TestAllOfAStrengthAreGiven, also where the score of a less sure one is higher: what a tag scores on
// any photo is left out of how sure one is, and not of the score.
func TestAllOfAStrengthAreGiven(t *testing.T) {
	found := []tagging.Suggestion{
		{Tag: 0, Name: "dog", Score: .9, Strength: tagging.Loose},
		{Tag: 1, Name: "cat", Score: .7, Strength: tagging.Strict},
		{Tag: 2, Name: "cow", Score: .5, Strength: tagging.Balanced},
	}
	cut := .1
	for _, c := range []struct {
		strength  tagging.Strength
		threshold *float64
		want      string
	}{
		{tagging.Loose, nil, "dog cat cow"},
		{tagging.Balanced, nil, "cat cow"},
		{tagging.Strict, nil, "cat"},
		{tagging.Strict, &cut, "dog cat cow"},
	} {
		p := NewProposals(tagsOf(t, "dog", "cat", "cow"), c.threshold)
		photo := photoWith()
		if _, known := p.Of(photo, c.strength); known {
			t.Errorf("%s: known before there are any", c.strength)
		}
		p.put(photo.Picture, found)
		all, known := p.Of(photo, c.strength)
		var names []string
		for _, s := range all {
			names = append(names, s.Name)
			if s.Tag != tagOf(found, s.Name).Tag || s.Score != tagOf(found, s.Name).Score || s.Strength != tagOf(found, s.Name).Strength {
				t.Errorf("%+v is not what was suggested", s)
			}
		}
		if got := strings.Join(names, " "); !known || got != c.want {
			t.Errorf("%s: %q, known %v, want %q", c.strength, got, known, c.want)
		}
	}
}

func tagOf(found []tagging.Suggestion, name string) tagging.Suggestion {
	for _, s := range found {
		if s.Name == name {
			return s
		}
	}
	return tagging.Suggestion{}
}

// TestRoomIsMadeOnce: where all photos are asked for one after the other, no words are moved.
func TestRoomIsMadeOnce(t *testing.T) {
	const photos = 1000
	m := &wordCache{}
	m.begin(photos, suggester{})
	made := testing.AllocsPerRun(1, func() {
		m.of = nil
		for id := range library.ID(photos) {
			m.reach(id + 1)
		}
	})
	if made != 1 {
		t.Errorf("room for %d photos is made %v times", photos, made)
	}
}
