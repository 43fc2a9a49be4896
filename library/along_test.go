package library

import (
	"slices"
	"testing"

	"catchlight/library/keywords"
)

// TestOtherNamesComeAndGoWithTheirTag: they are written with it, and leave the file with it, unless
// the file had them, the user has said something of them or another tag brings them, as often as it
// is taken off and kept; undo of the write gives back the bytes.
func TestOtherNamesComeAndGoWithTheirTag(t *testing.T) {
	const path = "animal|{^hound}|{^pooch}|dog"
	for name, c := range map[string]struct {
		held    []string   // in the file before
		decided []Decision // beside the dog
		path    string     // of the dog
		written []string
		removed []string // with the dog
	}{
		"both":                 {nil, nil, path, []string{"dog", "hound", "pooch"}, []string{"dog", "hound", "pooch"}},
		"one was there":        {[]string{"pooch"}, nil, "animal|{^hound}|dog", []string{"pooch", "dog", "hound"}, []string{"dog", "hound"}},
		"one was typed":        {nil, []Decision{{Tag: "Hound", Verdict: Typed}}, path, []string{"Hound", "dog", "pooch"}, []string{"dog", "pooch"}},
		"another brings one":   {nil, []Decision{{Tag: "wolf", Path: "{^hound}|wolf", Verdict: Accepted}}, path, []string{"dog", "hound", "pooch", "wolf"}, []string{"dog", "pooch"}},
		"one stands above":     {nil, []Decision{{Tag: "beagle", Path: "{hound}|beagle", Verdict: Accepted}}, path, []string{"beagle", "dog", "hound", "pooch"}, []string{"dog", "pooch"}},
		"one is not wanted":    {nil, []Decision{{Tag: "hound", Verdict: Rejected}}, path, []string{"dog", "pooch"}, []string{"dog", "pooch"}},
		"the list has no tick": {nil, nil, "animal|dog", []string{"dog"}, []string{"dog"}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := photosIn(t, 1)
			l := newLibrary(t)
			id := imported(t, l, dir).Photos[0]
			if c.held != nil {
				wrote(t, l, keywords.Edit{Add: c.held}, WriteOptions{})
			}
			before := hashes(t, dir)
			for _, d := range append(slices.Clone(c.decided), Decision{Tag: "dog", Path: c.path, Verdict: Accepted}) {
				d.Photo = id
				decide(t, l, d)
			}
			edit := func() keywords.Edit { return l.Snapshot().Pending(id) }
			run, _ := wrote(t, l, edit(), WriteOptions{})
			k := l.Snapshot().Photo(id).Keywords
			if got := slices.Sorted(slices.Values(k.XMP)); !slices.Equal(got, slices.Sorted(slices.Values(c.written))) {
				t.Errorf("written: %q", got)
			}
			if slices.ContainsFunc(k.Hierarchy, func(p string) bool { return p == "hound" || p == "pooch" }) && c.held == nil {
				t.Errorf("hierarchies %q", k.Hierarchy)
			}
			for _, again := range []string{"", " again", " a third time"} {
				off := l.Snapshot().WithOtherNames([]Decision{{Photo: id, Tag: "dog", Path: c.path, Verdict: Removed}})
				if err := l.Decide("remove", off...); err != nil {
					t.Fatal(err)
				}
				if got := edit().Remove; !slices.Equal(got, c.removed) {
					t.Errorf("removed%s: %q", again, got)
				}
				back := l.Snapshot().WithOtherNames([]Decision{{Photo: id, Tag: "dog", Path: c.path, Verdict: Undecided}})
				if err := l.Decide("restore", back...); err != nil || len(edit().Remove)+len(edit().Add) > 0 {
					t.Errorf("restored%s: %+v, %v", again, edit(), err)
				}
			}
			reverted(t, l, run.ID, WriteOptions{})
			sameFiles(t, "undo", hashes(t, dir), before)
		})
	}
}
