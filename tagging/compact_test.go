package tagging

import (
	"fmt"
	"testing"
)

// TestCompactForgetsTextsOfNoVocabulary: the texts of a vocabulary that is gone, of a search and of
// a model that is gone leave the library; those of the built-in vocabularies, of the user's own and
// of the one in use stay, for both towers of a model.
func TestCompactForgetsTextsOfNoVocabulary(t *testing.T) {
	lib, _, _ := someLibrary(t, 1, 3, 0)
	gone := ""
	for i := range 5000 {
		gone += fmt.Sprintf("word %d\n", i)
	}
	if err := lib.Vocabularies().Keep("mine", "sea\n\t{= the open sea}\nlake\n"); err != nil {
		t.Fatal(err)
	}
	enc := &fakeEncoder{}
	for _, text := range []string{gone, "sea\n\t{= the open sea}\nlake\n", "bride\n"} {
		if _, err := Vectors(t.Context(), enc, lib, words(t, text), VectorOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	if err := lib.StoreTextVectors("gone", []string{"lake"}, [][]float32{{1, 2, 3}}); err != nil {
		t.Fatal(err)
	}
	before := lib.Info().Bytes
	if err := Compact(lib, []Profile{enc.Profile(), {Name: "another", TextName: "fake", Templates: []string{"{}"}}}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		model, text string
		stays       bool
	}{
		{"fake", "the open sea", true}, {"fake", "lake", true}, {"fake", "bride", true}, {"fake", "word 17", false}, {"gone", "lake", false},
	} {
		if kept := lib.TextVectors(c.model, []string{c.text})[0] != nil; kept != c.stays {
			t.Errorf("%s of %s is kept: %v", c.text, c.model, kept)
		}
	}
	if after := lib.Info().Bytes; after > before/2 {
		t.Errorf("%d bytes of %d are left", after, before)
	}
}
