package tagging

import (
	"strings"
	"testing"
)

// TestTagsThatTheModelCannotRead: they are named, and never proposed, not even where there is no
// other tag.
func TestTagsThatTheModelCannotRead(t *testing.T) {
	for _, c := range []struct {
		text         string
		multilingual bool
		named        string // "" none
		scored       int
	}{
		{"弥生土器\n犬山城下町\nsea\n", false, "“弥生土器”, “犬山城下町”", 1},
		{"猫\n犬\nsea\n", false, "", 3},
		{"Тарас\n\t{Taras}\n", false, "“Тарас”", 0},
		{"猫\n\t{= a photo of a cat}\n東京 Tokyo\nCafé\n2024\n[光]\n\tsea\n", false, "", 5},
		{"猫\n犬\n", true, "", 2},
	} {
		v, enc := words(t, c.text), &fakeEncoder{multilingual: c.multilingual}
		if note := Unreadable(v, enc.Profile()); !strings.Contains(note, c.named) || c.named == "" && note != "" {
			t.Errorf("%q: %q, want %s", c.text, note, c.named)
		}
		tags, err := Vectors(t.Context(), enc, nil, v, VectorOptions{})
		if err != nil {
			t.Fatal(err)
		}
		cut := -2.0
		found := tags.Suggest(unit(make([]float32, enc.Profile().Dim)), SuggestOptions{Threshold: &cut, Max: 100})
		scored := 0
		for _, s := range found {
			if s.Score != unscored {
				scored++
			}
		}
		if len(tags.tags) != c.scored || scored != c.scored || len(found) != c.scored {
			t.Errorf("%q: %d tags scored, %d of %d proposed, want %d", c.text, len(tags.tags), scored, len(found), c.scored)
		}
	}
	for shown, want := range map[string]bool{"弥生土器": true, "a dog": false, "9": false} {
		if got := (Profile{}).Unread(Phrase{Shown: shown}); got != want {
			t.Errorf("%q: unread %t", shown, got)
		}
		for _, reads := range []Profile{{Multilingual: true}, {Measure: Probabilities}} {
			if reads.Unread(Phrase{Shown: shown}) {
				t.Errorf("%q is unread by %+v", shown, reads)
			}
		}
	}
}
