package tagging

import (
	"strings"
	"testing"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/tagging/vocabulary"
)

// TestCheckByStats: of 600 photos nearly all are red, some green; nothing is blue, and "crimson" is "red" to the model.
func TestCheckByStats(t *testing.T) {
	lib, _, _ := someLibrary(t, 1, 3, 0)
	var vectors []library.Vector
	for i := range 600 {
		v := []float32{1, .01, 0}
		if i%10 == 0 {
			v = []float32{.01, 1, 0}
		}
		vectors = append(vectors, library.Vector{Picture: picture.ID{2, byte(i), byte(i >> 8)}, Values: unit(v)})
	}
	if err := lib.StoreVectors("fake", vectors); err != nil {
		t.Fatal(err)
	}
	v := words(t, "colour\n\t{!}\n\tred\n\tgreen\n\tblue\n\tcrimson\n\t\t{= red}\n")
	tags, err := Vectors(t.Context(), &fakeEncoder{}, nil, v, VectorOptions{})
	if err != nil {
		t.Fatal(err)
	}
	stats, err := tags.SuggestionStats(t.Context(), lib)
	if err != nil || stats.Photos != 600 {
		t.Fatal(stats, err)
	}
	found := vocabulary.Check(v, false, tags.Alike(), stats)
	want := "red: fires on more than half, blue: never fires, crimson: same as another tag, crimson: fires on more than half, crimson: same as another tag"
	var all []string
	for _, f := range found {
		all = append(all, v.Tags[f.Tag].Name+": "+f.Problem)
	}
	if got := strings.Join(all, ", "); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if found[0].Count != 540 {
		t.Errorf("%+v", found[0])
	}
}
