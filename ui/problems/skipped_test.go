package problems

import (
	"testing"

	"catchlight/library"
	"catchlight/ui/phrase"
)

// TestEachReasonIsSaid: of what an import has skipped each reason has a sentence of its own, with its
// number.
func TestEachReasonIsSaid(t *testing.T) {
	phrase.Speak("en")
	for want, passed := range map[string]library.Passed{
		"":                                    {},
		"Skipped: 2 .mov":                     {Files: 2, Kinds: map[string]int{"mov": 2}},
		"Skipped: 1 not a photo":              {Files: 1},
		"Skipped: 1 removed before":           {LeftOut: []string{"a"}},
		"Skipped: 1 folder of other programs": {Folders: []string{"a"}},
		"Skipped: 2 links to folders":         {Links: []string{"a", "b"}},
	} {
		var s Skipped
		if s.Add(library.Imported{Passed: passed}); s.Sentence() != want {
			t.Errorf("%q, want %q", s.Sentence(), want)
		}
	}
}
