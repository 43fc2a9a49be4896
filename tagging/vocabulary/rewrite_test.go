package vocabulary

import (
	"slices"
	"testing"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/library/safewrite"
)

// TestRewritesBringNothingBack: where files get a tag by its name, or at its place, no word comes back
// that the user has taken off the photo: as the tag, as its parent, or as a name that goes along.
func TestRewritesBringNothingBack(t *testing.T) {
	const list = "animal\n\tdog\n\t\t{cur}\n\t\t{hound}\n\t\t{^=}\n"
	for name, c := range map[string]struct {
		holds []string
		no    string
		want  []string
	}{
		"nothing taken off": {[]string{"pet|dog"}, "", []string{"dog", "animal", "cur", "hound"}},
		"its parent":        {[]string{"pet|dog"}, "animal", []string{"dog", "cur", "hound"}},
		"what goes along":   {[]string{"pet|dog"}, "hound", []string{"dog", "animal", "cur"}},
		"the tag":           {[]string{"cur"}, "dog", []string{"cur"}},
		"the parent":        {[]string{"cur"}, "animal", []string{"dog", "cur", "hound"}},
	} {
		t.Run(name, func(t *testing.T) {
			lib := album(t, map[string][]string{"a.jpg": c.holds})
			if c.no != "" {
				say(t, lib, "a.jpg", c.no, "", library.Removed)
			}
			v, snap := parse(t, list), lib.Snapshot()
			var reqs []library.WriteRequest
			for _, r := range append(v.OldNames(snap, 1), v.OldPaths(snap, 1)...) {
				reqs = append(reqs, library.WriteRequest{Photo: r.Photo, Path: r.Path, Edit: r.Edit, InPlace: true})
			}
			o := library.WriteOptions{Options: safewrite.Options{Rules: keywords.Rules{Ancestors: true}}}
			if _, err := lib.Write(t.Context(), "", reqs, o); err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, k := range photo(t, lib, "a.jpg").Keywords.All {
				got = append(got, k.Name)
			}
			if slices.Sort(got); !slices.Equal(got, slices.Sorted(slices.Values(c.want))) {
				t.Errorf("the file has %q, want %q", got, c.want)
			}
		})
	}
}

// TestATagIsNoOtherNameOfItself: where a list says a tag's own name among its other names, files that
// have it say the tag as the list does.
func TestATagIsNoOtherNameOfItself(t *testing.T) {
	lib := album(t, map[string][]string{"a.jpg": {"cat"}})
	v := parse(t, "animal\n\tcat\n\t\t{Cat}\n\t\t{puss}\n\t\t{puss}\n")
	if due := v.OldNames(lib.Snapshot(), 1); len(due) > 0 || !slices.Contains(v.OtherNames(1), "puss") {
		t.Errorf("due: %+v, other names: %q", due, v.OtherNames(1))
	}
}
