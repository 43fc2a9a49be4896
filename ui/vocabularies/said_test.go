package vocabularies

import (
	"strings"
	"testing"

	"catchlight/tagging/vocabulary"
	"catchlight/ui/phrase"
)

// TestAnEditSaysWhatItChanged: each edit of a tag has a sentence of its own, with the names that
// came or went; it and its opposite read differently where one of them takes something away.
func TestAnEditSaysWhatItChanged(t *testing.T) {
	phrase.Speak("en")
	dog := vocabulary.Tag{Name: "dog", Synonyms: []string{"hound"}}
	with := func(change func(*vocabulary.Tag)) vocabulary.Tag {
		other := dog
		change(&other)
		return other
	}
	for _, c := range []struct {
		other        vocabulary.Tag
		there, again string
	}{
		{with(func(t *vocabulary.Tag) { t.Synonyms = []string{"hound", "pooch", "cur"} }), "Gave dog more names: pooch, cur", "Took names off dog: pooch, cur"},
		{with(func(t *vocabulary.Tag) { t.Prompts = []string{"a photo of a dog"} }), "Changed the prompts of dog", "Changed the prompts of dog"},
		{dog.WithName("de", "Hund"), "Changed what dog is called in other languages", "Changed what dog is called in other languages"},
		{dog.WithName("en", "hound"), "Changed what dog is called in other languages", "Changed what dog is called in other languages"},
		{with(func(t *vocabulary.Tag) { t.Unsaid, t.Heading = true, true }), "Made dog private: it is never written", "Made dog a tag that is written"},
		{with(func(t *vocabulary.Tag) { t.Heading = true }), "Made dog a heading: it is not suggested", "Made dog a tag that is suggested"},
		{with(func(t *vocabulary.Tag) { t.OneOf = true }), "one at most", "any number"},
		{with(func(t *vocabulary.Tag) { t.ByAll = true }), "other names of dog are written", "other names of dog are written"},
		{with(func(t *vocabulary.Tag) { t.Parents = vocabulary.ParentsAlways }), "parents of dog are written", "parents of dog are written"},
		{with(func(t *vocabulary.Tag) { t.Synonyms = []string{"pooch"} }), "Changed dog", "Changed dog"},
	} {
		if there, again := changed(dog, c.other), changed(c.other, dog); !strings.Contains(there, c.there) || !strings.Contains(again, c.again) {
			t.Errorf("it says %q and back %q, want %q and %q", there, again, c.there, c.again)
		}
	}
}
