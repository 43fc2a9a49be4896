package main

import (
	"slices"
	"testing"

	"catchlight/assets"
	"catchlight/tagging/lexicon"
)

// TestTagsHaveNamesInTheLanguagesOfTheWindow: the page of the vocabulary has a field for each language
// of the window, and what stands there must come back from the file.
func TestTagsHaveNamesInTheLanguagesOfTheWindow(t *testing.T) {
	var window []string
	for _, l := range assets.Languages() {
		window = append(window, l.Code)
	}
	tags := lexicon.Languages()
	slices.Sort(window)
	slices.Sort(tags)
	if !slices.Equal(window, tags) {
		t.Errorf("the window speaks %v, tags have names in %v", window, tags)
	}
}
