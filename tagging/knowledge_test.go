package tagging

import (
	"slices"
	"testing"
)

// TestKnowledge: tags that are the same to the model are named, but for a tag and one above it, and
// those of which the model knows nothing.
func TestKnowledge(t *testing.T) {
	v := words(t, "crimson\n\t{= red}\n\tred\ngreen\nscarlet\n\t{= red}\n")
	tags, err := Vectors(t.Context(), &fakeEncoder{}, nil, v, VectorOptions{})
	if err != nil {
		t.Fatal(err)
	}
	known := tags.Knowledge(Profile{Multilingual: true})
	if want := [][2]int{{0, 3}, {1, 3}}; !slices.Equal(known.Alike, want) || !known.Multilingual || len(known.Unknown) > 0 {
		t.Errorf("%+v, want %v", known, want)
	}
	tags.unknown = map[int]bool{3: true}
	if known := tags.Knowledge(Profile{}); len(known.Alike) > 0 || !slices.Equal(known.Unknown, []int{3}) {
		t.Errorf("%+v", known)
	}
}
