package tagging

import (
	"strings"
	"testing"

	"catchlight/library"
	"catchlight/library/picture"
)

// problems are the findings as "tag: problem".
func problems(v *Vocabulary, found []Finding) string {
	var all []string
	for _, f := range found {
		all = append(all, v.Tags[f.Tag].Name+": "+f.Problem)
	}
	return strings.Join(all, ", ")
}

func TestCheckNames(t *testing.T) {
	v := parse(t, "fruit\n\torange\ncolour\n\torange\n\tred\n\t\t{= the colour red}\ncrane\nсобака\nкошка\n\t{= a cat}\ncafé\ndog\n\t{hound}\nhound\n")
	found := Check(v, nil, nil, false)
	want := "orange: two meanings, orange: two meanings, crane: two meanings, собака: not in the model's language, hound: same as another tag"
	if got := problems(v, found); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	for _, f := range found {
		if f.Text == "" || len(f.Cures) == 0 || len(f.Cures) > 2 {
			t.Errorf("%+v", f)
		}
	}
	if got := problems(v, Check(v, nil, nil, true)); strings.Contains(got, NotItsTongue) {
		t.Errorf("a multilingual model: %s", got)
	}
}

// TestCheckPractice: of 600 photos nearly all are red, some green; nothing is blue, and "crimson" is "red" to the model.
func TestCheckPractice(t *testing.T) {
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
	v := parse(t, "colour\n\t{!}\n\tred\n\tgreen\n\tblue\n\tcrimson\n\t\t{= red}\n")
	tags, err := Vectors(t.Context(), &fakeEncoder{}, nil, v, VectorOptions{})
	if err != nil {
		t.Fatal(err)
	}
	practice, err := tags.Practise(t.Context(), lib)
	if err != nil || practice.Photos != 600 {
		t.Fatal(practice, err)
	}
	found := Check(v, tags, practice, false)
	want := "red: fires on more than half, blue: never fires, crimson: same as another tag, crimson: fires on more than half, crimson: same as another tag"
	if got := problems(v, found); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if found[0].Count != 540 {
		t.Errorf("%+v", found[0])
	}
}
