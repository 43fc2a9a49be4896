package library

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"catchlight/library/keywords"
	"catchlight/library/picture"
)

func TestDecisionsAreRefusedWhole(t *testing.T) {
	l := newLibrary(t)
	in := imported(t, l, photosIn(t, 1))
	good := Decision{Photo: in.Photos[0], Tag: "dog", Verdict: Accepted}
	for _, bad := range []Decision{
		{Photo: 99, Tag: "dog", Verdict: Accepted},
		{Photo: in.Photos[0], Tag: " \x00 ", Verdict: Accepted},
		{Photo: in.Photos[0], Tag: " | |", Verdict: Typed},
		{Photo: in.Photos[0], Tag: strings.Repeat("x", maxTag+1), Verdict: Accepted},
		{Photo: in.Photos[0], Tag: "dog", Verdict: 99},
	} {
		err := l.Decide("bad", good, bad)
		if err == nil || bad.Photo == 99 && !errors.Is(err, ErrNoPhoto) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	if ds := l.Snapshot().Decisions(in.Photos[0]); len(ds) > 0 {
		t.Errorf("half a step was stored: %v", ds)
	}
}

func TestPending(t *testing.T) {
	held := func(words ...string) keywords.Keywords {
		var k keywords.Keywords
		for _, w := range words {
			k.All = append(k.All, keywords.Keyword{Name: w, In: keywords.XMP})
		}
		return k
	}
	besides := held("cat")
	besides.Find = []string{"x.xmp"}
	for _, test := range []struct {
		name   string
		photo  Photo
		ds     []Decision
		add    []string
		remove []string
	}{
		{"accepted and typed", Photo{}, []Decision{{Tag: "a", Verdict: Accepted}, {Tag: "b", Verdict: Typed}}, []string{"a", "b"}, nil},
		{"hierarchy", Photo{}, []Decision{{Tag: "dog", Path: "animal|dog", Verdict: Accepted}}, []string{"animal|dog"}, nil},
		{"private, at the top and below a tag", Photo{}, []Decision{{Tag: "Oma", Path: "[Oma]", Verdict: Typed}, {Tag: "Opa", Path: "family|[Opa]", Verdict: Accepted}}, nil, nil},
		{"other names go along", Photo{}, []Decision{{Tag: "dog", Path: "animal|{^hound}|dog", Verdict: Accepted}}, []string{"animal|{^hound}|dog"}, nil},
		{"but the one that was taken away", Photo{}, []Decision{{Tag: "dog", Path: "{^hound}|{^puppy}|dog", Verdict: Typed}, {Tag: "Hound", Verdict: Removed}}, []string{"{^puppy}|dog"}, nil},
		{"also without a tag above", Photo{}, []Decision{{Tag: "dog", Path: "animal|{^hound}|dog", Verdict: Typed}, {Tag: "animal", Verdict: Rejected}}, []string{"{^hound}|dog"}, nil},
		{"a word with brackets of its own", Photo{}, []Decision{{Tag: "[sic]", Path: "words|[sic]", Verdict: Typed}}, []string{"words|[sic]"}, nil},
		{"private, and removed from the file", Photo{Keywords: held("Oma"), Format: picture.JPEG}, []Decision{{Tag: "Oma", Path: "[Oma]", Verdict: Removed}}, nil, []string{"Oma"}},
		{"in the file already, in another spelling", Photo{Keywords: held("DOG")}, []Decision{{Tag: "dog", Verdict: Accepted}}, nil, nil},
		{"rejected", Photo{Keywords: held("dog")}, []Decision{{Tag: "dog", Verdict: Rejected}, {Tag: "cat", Verdict: Rejected}}, nil, nil},
		{"removed", Photo{Keywords: held("dog"), Format: picture.JPEG}, []Decision{{Tag: "Dog", Verdict: Removed}}, nil, []string{"Dog"}},
		{"removed already", Photo{}, []Decision{{Tag: "dog", Verdict: Removed}}, nil, nil},
		{"in a RAW without a sidecar", Photo{Keywords: held("cat"), Format: picture.RAW}, []Decision{{Tag: "cat", Verdict: Removed}}, nil, []string{"cat"}},
		{"in a RAW with a sidecar that lacks it", Photo{Keywords: besides, Format: picture.RAW}, []Decision{{Tag: "cat", Verdict: Removed}}, nil, nil},
	} {
		e := pendingEdit(&test.photo, test.ds)
		if !slices.Equal(e.Add, test.add) || !slices.Equal(e.Remove, test.remove) || e.Clear {
			t.Errorf("%s: %+v", test.name, e)
		}
	}
}

func TestWrittenIsNoLongerPending(t *testing.T) {
	l := newLibrary(t)
	in := imported(t, l, photosIn(t, 3))
	id := in.Photos[1]
	decide(t, l, Decision{Photo: id, Tag: "dog", Verdict: Accepted})
	if ids := l.Snapshot().ToWrite(); !slices.Equal(ids, []ID{id}) {
		t.Fatalf("to write: %v", ids)
	}
	p := l.Snapshot().Photo(id)
	if _, err := l.Write(t.Context(), "write", []WriteRequest{{Path: p.Path, Edit: l.Snapshot().Pending(id)}}, WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	if ids := l.Snapshot().ToWrite(); len(ids) > 0 {
		t.Errorf("still to write: %v", ids)
	}
	decide(t, l, Decision{Photo: id, Tag: "dog", Verdict: Removed})
	if e := l.Snapshot().Pending(id); !slices.Equal(e.Remove, []string{"dog"}) {
		t.Errorf("removed: %+v", e)
	}
}

// TestAnyWordThatIsTypedIsWrittenOnce: what the file has after the write is what was typed, whatever
// signs are in it, and nothing is left to write.
func TestAnyWordThatIsTypedIsWrittenOnce(t *testing.T) {
	l := newLibrary(t)
	in := imported(t, l, photosIn(t, 1))
	id := in.Photos[0]
	for typed, want := range map[string]string{
		"animal|dog": "dog", "a | b/c|": "b/c", "|top": "top", "trip/2026": "trip/2026", "x{y}": "x{y}", "“quoted”, with comma": "“quoted”, with comma",
		"日本|東京": "東京", "🦁 lion": "🦁 lion", "[sic]": "[sic]", "= heading": "= heading", "#1": "#1", "a<b>&c": "a<b>&c",
	} {
		decide(t, l, Decision{Photo: id, Tag: typed, Verdict: Typed})
		p := l.Snapshot().Photo(id)
		if _, err := l.Write(t.Context(), "write", []WriteRequest{{Path: p.Path, Edit: l.Snapshot().Pending(id)}}, WriteOptions{}); err != nil {
			t.Fatal(err)
		}
		if left := l.Snapshot().Pending(id); len(left.Add) > 0 || len(l.Snapshot().ToWrite()) > 0 {
			t.Errorf("%q is still to be written: %+v", typed, left)
		}
		if has := l.Snapshot().Photo(id).Keywords; !has.Has(want) {
			t.Errorf("%q: the file has %+v", typed, has.All)
		}
	}
	path := l.Snapshot().Photo(id).Keywords.Hierarchy
	if !slices.Contains(path, "animal|dog") || !slices.Contains(path, "a|b/c") {
		t.Errorf("hierarchies: %q", path)
	}
}

// TestDecisionsMachine compares Decide, Undo, Redo and opening again with a model.
func TestDecisionsMachine(t *testing.T) {
	dir := photosIn(t, 3)
	rapid.Check(t, func(rt *rapid.T) {
		m := newMachine(t, rt, dir)
		rt.Repeat(map[string]func(*rapid.T){
			"decide": m.decide, "undo": m.undo, "redo": m.redo, "reopen": m.reopen, "": m.compare,
		})
		closed(t, m.lib)
	})
}

type machine struct {
	t      *testing.T
	lib    *Library
	ids    []ID
	states []map[string]Verdict // of each step, the first one empty
	at     int
	labels []string
}

func newMachine(t *testing.T, rt *rapid.T, dir string) *machine {
	l, err := Open(fmt.Sprintf("%s/%d.db", t.TempDir(), rapid.Uint64().Draw(rt, "name")))
	if err != nil {
		t.Fatal(err)
	}
	in := imported(t, l, dir)
	return &machine{t: t, lib: l, ids: in.Photos, states: []map[string]Verdict{{}}, labels: []string{""}}
}

func (m *machine) decide(rt *rapid.T) {
	state := maps.Clone(m.states[m.at])
	var ds []Decision
	for range rapid.IntRange(1, 4).Draw(rt, "count") {
		d := Decision{
			Photo:   rapid.SampledFrom(m.ids).Draw(rt, "photo"),
			Tag:     rapid.SampledFrom([]string{"dog", "Dog", "käse", "KÄSE", "富士山"}).Draw(rt, "tag"),
			Verdict: Verdict(rapid.IntRange(0, int(Removed)).Draw(rt, "verdict")),
		}
		ds = append(ds, d)
		state[fmt.Sprint(d.Photo, keywords.Fold(d.Tag))] = d.Verdict
		if d.Verdict == Undecided {
			delete(state, fmt.Sprint(d.Photo, keywords.Fold(d.Tag)))
		}
	}
	label := fmt.Sprint("step ", len(m.labels))
	if err := m.lib.Decide(label, ds...); err != nil {
		rt.Fatal(err)
	}
	m.states, m.labels = append(m.states[:m.at+1], state), append(m.labels[:m.at+1], label)
	m.at++
}

func (m *machine) undo(rt *rapid.T) {
	last, _ := m.lib.LastStep()
	undone, ok, err := m.lib.Undo()
	if err != nil || ok != (m.at > 0) || ok && undone.Label != m.labels[m.at] {
		rt.Fatalf("undo: %q, %v, %v", undone.Label, ok, err)
	}
	if undone.ID != last.ID {
		rt.Fatalf("the last step was %d, undone was %d", last.ID, undone.ID)
	}
	if ok {
		m.at--
	}
}

func (m *machine) redo(rt *rapid.T) {
	next, _ := m.lib.NextStep()
	redone, ok, err := m.lib.Redo()
	if err != nil || ok != (m.at < len(m.states)-1) || ok && redone.Label != m.labels[m.at+1] {
		rt.Fatalf("redo: %q, %v, %v", redone.Label, ok, err)
	}
	if redone.ID != next.ID {
		rt.Fatalf("the next step was %d, redone was %d", next.ID, redone.ID)
	}
	if ok {
		m.at++
	}
}

// reopen forgets the steps, and nothing else.
func (m *machine) reopen(rt *rapid.T) {
	path := m.lib.Path()
	closed(m.t, m.lib)
	l, err := Open(path)
	if err != nil {
		rt.Fatal(err)
	}
	m.lib, m.states, m.labels, m.at = l, m.states[m.at:m.at+1], []string{""}, 0
}

func (m *machine) compare(rt *rapid.T) {
	got := map[string]Verdict{}
	for _, id := range m.ids {
		for _, d := range m.lib.Snapshot().Decisions(id) {
			got[fmt.Sprint(d.Photo, keywords.Fold(d.Tag))] = d.Verdict
		}
	}
	if !maps.Equal(got, m.states[m.at]) {
		rt.Fatalf("decisions %v, want %v", got, m.states[m.at])
	}
}

// TestAStepNamesItsPhotosAndTagsOnce: what a window shows of an undo.
func TestAStepNamesItsPhotosAndTagsOnce(t *testing.T) {
	l := newLibrary(t)
	ids := imported(t, l, photosIn(t, 2)).Photos
	ds := []Decision{
		{Photo: ids[1], Tag: "dog", Verdict: Accepted}, {Photo: ids[1], Tag: "Cat", Verdict: Typed}, {Photo: ids[0], Tag: "Dog", Verdict: Accepted},
	}
	if err := l.Decide("first", ds...); err != nil {
		t.Fatal(err)
	}
	s, ok := l.LastStep()
	if !ok || s.Label != "first" || !slices.Equal(s.Photos, []ID{ids[1], ids[0]}) || !slices.Equal(s.Tags, []string{"dog", "Cat"}) {
		t.Errorf("%v, %+v", ok, s)
	}
	if _, ok := l.NextStep(); ok {
		t.Error("there is something to do again")
	}
}
