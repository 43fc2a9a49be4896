package vocabularies

import (
	"strings"
	"testing"

	"catchlight/tagging/vocabulary"
	"catchlight/ui/phrase"
)

// TestNotesOfAListAreTranslated: what an import says of how it read a list, as it is said for one and
// for several.
func TestNotesOfAListAreTranslated(t *testing.T) {
	t.Cleanup(func() { phrase.Speak("en") })
	for _, list := range []string{
		"# one\na\n[b]\n", "# one\n# two\na\n[b]\n[c]\n", "a\n  b\n", "a\n  b\n  c\n", "\ufeffa\n", "a\r\n", "a\n\t{= a photo of a}\n", "a",
	} {
		v, err := vocabulary.Parse("list", []byte(list))
		if err != nil {
			t.Fatal(err)
		}
		notes := v.Compare("list", []byte(list))
		if len(notes) == 0 {
			t.Errorf("nothing is said of %q", list)
		}
		for _, note := range notes {
			phrase.Speak("de")
			if german := phrase.Said(note); german == note || strings.Contains(german, " read ") || strings.Contains(german, "exports") {
				t.Errorf("in German %q is %q", note, german)
			}
		}
	}
}
