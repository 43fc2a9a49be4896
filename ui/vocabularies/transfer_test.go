package vocabularies

import (
	"strings"
	"testing"

	"catchlight/tagging/vocabulary"
	"catchlight/ui/phrase"
)

// TestAnImportSaysOnlyWhatThereIs: no row of zeros, and after it only what it did.
func TestAnImportSaysOnlyWhatThereIs(t *testing.T) {
	phrase.Speak("en")
	for _, c := range []struct {
		plan        vocabulary.Import
		before, now string
	}{
		{vocabulary.Import{New: 11}, "11 new", "11 new"},
		{vocabulary.Import{New: 2, Same: 1, Twice: 1}, "2 new, 1 as it was, 1 name at several places", "2 new"},
		{vocabulary.Import{Merged: 3, Same: 40}, "3 merged, 40 as they were", "3 merged"},
		{vocabulary.Import{Same: 4, Twice: 2}, "4 as they were, 2 names at several places", "0 new"},
		{vocabulary.Import{}, "0 new", "0 new"},
	} {
		if got := becomes(c.plan, true); got != c.before {
			t.Errorf("%+v: %q, want %q", c.plan, got, c.before)
		}
		if got := becomes(c.plan, false); got != c.now {
			t.Errorf("%+v, done: %q, want %q", c.plan, got, c.now)
		}
	}
}

// TestAnImportShowsFirstWhatIsToBeLookedAt: among thousands of new words a name that stands twice is
// not to be missed.
func TestAnImportShowsFirstWhatIsToBeLookedAt(t *testing.T) {
	var got []string
	for _, c := range inOrderOfNeed([]vocabulary.MergedTag{
		{Path: "a", Change: vocabulary.ChangeSame},
		{Path: "b", Change: vocabulary.ChangeNew},
		{Path: "c", Change: vocabulary.ChangeSame, Why: "is another name"},
		{Path: "d", Change: vocabulary.ChangeMerged},
		{Path: "e", Change: vocabulary.ChangeNew, Twice: true},
		{Path: "f", Change: vocabulary.ChangeNew},
	}) {
		got = append(got, c.Path)
	}
	if want := "e d c b f a"; strings.Join(got, " ") != want {
		t.Errorf("%q, want %s", got, want)
	}
}
