package vocabularies

import (
	"testing"

	"catchlight/library"
	"catchlight/tagging/vocabulary"
)

// TestWhatIsNotCountedIsNotNothing: an edit takes the counts along; of a list that was read anew, as
// the copy of a built-in one is at its first edit, no photo is said to have no tag.
func TestWhatIsNotCountedIsNotNothing(t *testing.T) {
	draft, err := vocabulary.NewDraft("mine", []byte("red\ngreen\n"))
	if err != nil {
		t.Fatal(err)
	}
	e := &Editor{draft: draft, words: draft.Vocabulary, deps: Deps{Waiting: func(string) int { return 1 }, Snapshot: func() *library.Snapshot { return nil }}}
	c := &counts{e: e, list: []tally{{photos: 3}, {photos: 5}}}
	c.moved(vocabulary.Moves{1, 0})
	for tag, want := range []string{"6", "4"} {
		if photos, _ := c.of(tag); photos != want {
			t.Errorf("after an edit tag %d has %q photos, want %s", tag, photos, want)
		}
	}
	c.moved(nil)
	c.moved(vocabulary.Moves{1, 0}) // an edit before they are counted
	for tag := range 2 {
		if photos, precision := c.of(tag); photos != "" || precision != "–" || c.says(tag) != "" {
			t.Errorf("before they are counted tag %d has %q photos: %s", tag, photos, c.says(tag))
		}
	}
}
