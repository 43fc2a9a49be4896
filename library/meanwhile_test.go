package library

import (
	"slices"
	"testing"

	"catchlight/library/keywords"
)

// meantime is one photo that is written while its user decides.
type meantime struct {
	*testing.T
	lib *Library
}

func inMeantime(t *testing.T, file ...string) meantime {
	t.Helper()
	dir := photosIn(t, 1)
	b := meantime{t, newLibrary(t)}
	imported(t, b.lib, dir)
	wrote(t, b.lib, keywords.Edit{Add: file}, WriteOptions{})
	return b
}

func (b meantime) photo() *Photo { return b.lib.Snapshot().Photos()[0] }

func (b meantime) decide(ds ...Decision) {
	b.Helper()
	for _, d := range ds {
		d.Photo = b.photo().ID
		if err := b.lib.Decide("say", d); err != nil {
			b.Fatal(err)
		}
	}
}

// write makes a write that stands for decisions; meanwhile is done once the photo was read, and
// before it is written.
func (b meantime) write(r WriteRequest, stands []Decision, meanwhile func()) Run {
	b.Helper()
	r.Photo, r.Path = b.photo().ID, b.photo().Path
	run, err := b.lib.Write(b.Context(), "", []WriteRequest{r}, WriteOptions{Decide: func(WriteResult) []Decision {
		defer meanwhile()
		return stands
	}})
	if err != nil {
		b.Fatal(err)
	}
	return run
}

// writePending writes what waits.
func (b meantime) writePending() {
	b.Helper()
	if e := b.lib.Snapshot().Pending(b.photo().ID); len(e.Add)+len(e.Remove) > 0 {
		b.write(WriteRequest{Edit: e, Decided: true}, nil, func() {})
	}
}

func (b meantime) holds(when string, want ...string) {
	b.Helper()
	var got []string
	for _, word := range b.photo().Keywords.All {
		got = append(got, word.Name)
	}
	slices.Sort(want)
	if slices.Sort(got); !slices.Equal(got, want) {
		b.Errorf("%s it holds %q, want %q", when, got, want)
	}
}

// verdicts are what is decided, by word.
func (b meantime) verdicts() map[string]Verdict {
	all := map[string]Verdict{}
	for _, d := range b.lib.Snapshot().Decisions(b.photo().ID) {
		all[d.Tag] = d.Verdict
	}
	return all
}

// TestNewNamesHeedWhatIsTakenOffMeanwhile: a word that the user takes off a photo, while a run puts
// new names in the place of old ones, does not come back under its new name, whether the photo had
// its turn or not. Another old name of the tag keeps the new one there.
func TestNewNamesHeedWhatIsTakenOffMeanwhile(t *testing.T) {
	edit := keywords.Edit{Remove: []string{"cur", "dog"}, Add: []string{"animal|hound"}}
	off := func(word string) Decision { return Decision{Tag: word, Verdict: Removed} }
	for _, c := range []struct {
		name  string
		since []Decision
		after []string // the next write, too
	}{
		{"nothing", nil, []string{"hound", "sky"}},
		{"all old names", []Decision{off("Dog"), off("cur")}, []string{"sky"}},
		{"one of them", []Decision{off("cur")}, []string{"hound", "sky"}},
		{"another word", []Decision{off("sky")}, []string{"hound"}},
		{"a yes", []Decision{{Tag: "dog", Verdict: Accepted}}, []string{"hound", "sky"}},
	} {
		for _, late := range []bool{false, true} {
			t.Run(c.name+map[bool]string{false: ", before", true: ", while"}[late], func(t *testing.T) {
				b := inMeantime(t, "cur", "dog", "sky")
				since := func() { b.decide(c.since...) }
				if !late {
					since()
					since = func() {}
				}
				b.write(WriteRequest{Edit: edit, InPlace: true}, nil, since)
				if b.writePending(); c.name != "a yes" {
					b.holds("in the end", c.after...)
				} else if !b.photo().Keywords.Has("hound") {
					t.Error("a yes took the new name away")
				}
			})
		}
	}
}

// TestDecisionsOfAWriteYield: a write that stands for decisions does not take the place of what the
// user says of the same words while it is at work; its undo leaves that alone, too.
func TestDecisionsOfAWriteYield(t *testing.T) {
	stands := []Decision{{Tag: "dog", Verdict: Removed, Bulk: true}, {Tag: "cat", Verdict: Typed, Bulk: true}, {Tag: "fox"}}
	for _, c := range []struct {
		name        string
		since       Decision
		then, after Verdict // on its word: after the run, and after its undo
	}{
		{"a yes where it says no", Decision{Tag: "Dog", Verdict: Accepted}, Accepted, Accepted},
		{"a no where it says yes", Decision{Tag: "cat", Verdict: Rejected}, Rejected, Rejected},
		{"another no where it opens a word", Decision{Tag: "fox", Verdict: Rejected}, Rejected, Rejected},
		{"opened where it says no", Decision{Tag: "dog"}, Undecided, Undecided},
		{"of another word", Decision{Tag: "sky", Verdict: Rejected}, Rejected, Rejected},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := inMeantime(t, "dog")
			b.decide(Decision{Tag: "fox", Verdict: Accepted}, Decision{Tag: "dog", Verdict: Typed})
			edit := keywords.Edit{Remove: []string{"dog"}, Add: []string{"cat"}}
			run := b.write(WriteRequest{Edit: edit}, stands, func() { b.decide(c.since) })
			now := func() Verdict {
				d, _ := standing(b.lib.Snapshot().Decisions(b.photo().ID), c.since)
				return d.Verdict
			}
			if got := now(); got != c.then {
				t.Errorf("after the run %v, want %v: %v", got, c.then, b.verdicts())
			}
			reverted(t, b.lib, run.ID, WriteOptions{})
			if got := now(); got != c.after {
				t.Errorf("after its undo %v, want %v: %v", got, c.after, b.verdicts())
			}
		})
	}
}

// TestBarsInWordsOfOthers: a keyword that another program wrote with a bar in it is one word. What is
// removed, kept or taken back of it leaves words alone that stand in it.
func TestBarsInWordsOfOthers(t *testing.T) {
	bar, file := keywords.Whole("Smith|Jones"), []string{keywords.Whole("Smith|Jones"), "Jones", "Smith"}
	t.Run("removed", func(t *testing.T) {
		b := inMeantime(t, file...)
		b.decide(Decision{Tag: "Smith|Jones", Verdict: Removed})
		b.writePending()
		b.holds("without it", "Jones", "Smith")
	})
	t.Run("removed by its name", func(t *testing.T) { // as on the command line, where a bar makes a hierarchy
		b := inMeantime(t, file...)
		b.write(WriteRequest{Edit: keywords.Edit{Remove: []string{"smith|Jones"}}}, nil, func() {})
		b.holds("without it", "Jones", "Smith")
	})
	t.Run("a word in it removed", func(t *testing.T) {
		b := inMeantime(t, file...)
		b.decide(Decision{Tag: "Jones", Verdict: Removed})
		b.writePending()
		b.holds("without it", "Smith", "Smith|Jones")
	})
	t.Run("kept after all, while it is written", func(t *testing.T) {
		b := inMeantime(t, file...)
		b.decide(Decision{Tag: "Smith|Jones", Verdict: Removed})
		pending := b.lib.Snapshot().Pending(b.photo().ID)
		b.write(WriteRequest{Edit: pending, Decided: true}, nil, func() { b.decide(Decision{Tag: "Smith|Jones"}) })
		b.writePending()
		b.holds("in the end", "Jones", "Smith", "Smith|Jones")
	})
	t.Run("added", func(t *testing.T) {
		b := inMeantime(t, "sky")
		b.write(WriteRequest{Edit: keywords.Edit{Add: []string{bar}}}, nil, func() {})
		b.holds("then", "Smith|Jones", "sky")
		if h := b.photo().Keywords.Hierarchy; slices.Contains(h, "Smith|Jones") {
			t.Errorf("it became a hierarchy: %q", h)
		}
	})
	t.Run("what an edit has decided", func(t *testing.T) {
		r := WriteResult{Added: []string{"a|b"}, Removed: []string{"Smith|Jones"}}
		said := map[string]Decision{}
		for _, d := range r.EditDecisions(keywords.Edit{Clear: true}, true) {
			d, err := checkedDecision(d, d.Time)
			if err != nil {
				t.Fatal(err)
			}
			said[d.Tag] = d
		}
		if len(said) != 2 || said["a|b"].Verdict != Typed || said["a|b"].Path != "" || said["Smith|Jones"].Verdict != Removed {
			t.Errorf("%+v", said)
		}
	})
}
