package writing

import (
	"slices"
	"testing"

	"catchlight/library"
	"catchlight/library/keywords"
)

// TestWordsOfAWriteAreWhole: a write is shown with the words that it adds and takes, also those in
// which another program has put a bar: what stands behind that is another word.
func TestWordsOfAWriteAreWhole(t *testing.T) {
	r := library.WriteResult{Added: []string{"sea|sky"}, Removed: []string{"Smith|Jones"}}
	r.Keywords.All = []keywords.Keyword{{Name: "Jones"}, {Name: "sea|sky"}}
	var got []string
	for _, chip := range changes(r) {
		got = append(got, chip.Label)
	}
	if want := []string{"+ sea|sky", "− Smith|Jones"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
