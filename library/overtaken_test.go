package library

import (
	"slices"
	"testing"

	"catchlight/library/keywords"
)

// TestWhatIsTakenBackWhileItIsWritten: before a photo's turn it is not written, and afterwards it
// goes with the next write; a word that the user keeps after all comes back with it, where it stood.
// What others hold is left alone, and the undo of the run takes its decisions back with it.
func TestWhatIsTakenBackWhileItIsWritten(t *testing.T) {
	file := []string{"old", "place|Rome", "kept"} // what the photo holds, of which Rome is to go
	begin := []Decision{{Tag: "dog", Path: "animal|dog", Verdict: Accepted}, {Tag: "cat", Verdict: Typed}, {Tag: "Rome", Verdict: Removed}, {Tag: "old", Verdict: Accepted}}
	all := []string{"old", "place", "kept", "animal", "dog", "cat"} // after the run, if nothing comes between
	without := func(words ...string) []string {
		return slices.DeleteFunc(slices.Clone(all), func(word string) bool { return slices.Contains(words, word) })
	}
	for _, c := range []struct {
		name          string
		since         []Decision
		early, late   []string // what the photo holds after the run, where it was decided before its turn, or while it was written
		after         []string // and after the next write, either way
		stays, toDate bool     // nothing is left to write: late, early
	}{
		{"nothing", nil, all, all, all, true, true},
		{"a yes opened again", []Decision{{Tag: "Dog"}}, without("animal", "dog"), all, without("animal", "dog"), false, true},
		{"a yes refused", []Decision{{Tag: "dog", Verdict: Rejected}}, without("animal", "dog"), all, without("animal", "dog"), false, true},
		{"another word for it", []Decision{{Tag: "dog"}, {Tag: "fox", Path: "animal|fox", Verdict: Typed}}, without("animal", "dog"), all, append(without("dog"), "fox"), false, false},
		{"a removal", []Decision{{Tag: "rome"}}, append(without(), "Rome"), all, append(without(), "Rome"), false, true},
		{"a removal, by a yes", []Decision{{Tag: "Rome", Path: "place|Rome", Verdict: Accepted}}, append(without(), "Rome"), all, append(without(), "Rome"), false, true},
		{"what the file had before", []Decision{{Tag: "old"}}, all, all, all, true, true},
	} {
		for _, late := range []bool{false, true} {
			t.Run(c.name+map[bool]string{false: ", before", true: ", while"}[late], func(t *testing.T) {
				dir := photosIn(t, 1)
				l := newLibrary(t)
				imported(t, l, dir)
				o := WriteOptions{}
				o.Ancestors = true
				wrote(t, l, keywords.Edit{Add: file}, o)
				photo := func() *Photo { return l.Snapshot().Photos()[0] }
				decide := func(ds []Decision) {
					for _, d := range ds {
						d.Photo = photo().ID
						if err := l.Decide("say", d); err != nil {
							t.Fatal(err)
						}
					}
				}
				write := func(o WriteOptions, hook func()) Run {
					t.Helper()
					req := WriteRequest{Photo: photo().ID, Path: photo().Path, Edit: l.Snapshot().Pending(photo().ID), Decided: true}
					o.Decide = func(WriteResult) []Decision { return nil }
					if late {
						o.Decide = func(WriteResult) []Decision { hook(); return nil } // it was read, and is not written yet
					} else {
						hook()
					}
					run, err := l.Write(t.Context(), "", []WriteRequest{req}, o)
					if err != nil {
						t.Fatal(err)
					}
					return run
				}
				holds := func(when string, want []string) {
					t.Helper()
					var got []string
					for _, word := range photo().Keywords.All {
						got = append(got, word.Name)
					}
					if slices.Sort(got); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
						t.Errorf("%s it holds %q, want %q", when, got, want)
					}
				}
				decide(begin)
				run := write(o, func() { decide(c.since) })
				want, done := c.early, c.toDate
				if late {
					want, done = c.late, c.stays
				}
				holds("after the run", want)
				if n := len(l.Snapshot().ToWrite()); (n == 0) != done {
					t.Errorf("%d photos are to be written: %+v", n, l.Snapshot().Pending(photo().ID))
				}
				if !done {
					write(o, func() {})
				}
				holds("after the next run", c.after)
				if done { // with an undo of the last run
					reverted(t, l, run.ID, o)
					if e := l.Snapshot().Pending(photo().ID); slices.Contains(e.Remove, "dog") || slices.Contains(e.Add, "place|Rome") && late {
						t.Errorf("after undo a write would %+v", e)
					}
				}
			})
		}
	}
}
