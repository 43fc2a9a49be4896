package guide

import (
	"slices"
	"strings"
)

// Find are the places of a page that have most of the words of a search, in any case, and how many
// of the words each of them has. A place is what stands below one heading, found by the titles above
// it, too: people do not look for words that stand in one sentence.
func (p Page) Find(words []string) (places []Place) {
	most := 1
	for _, place := range p.places() {
		place.Words = place.count(p.Title, words)
		if place.Words > most {
			most, places = place.Words, nil
		}
		if place.Words == most {
			places = append(places, place.only(words))
		}
	}
	return places
}

// Place is what stands below a heading of a page; the heading is the first of its parts, where there
// is one.
type Place struct {
	Parts []Part
	Words int // of a search, that it has
}

// places are a page by its headings.
func (p Page) places() (all []Place) {
	for i, part := range p.Parts {
		if i == 0 || part.Kind == Heading {
			all = append(all, Place{})
		}
		last := &all[len(all)-1]
		last.Parts = append(last.Parts, part)
	}
	return all
}

// count is how many of the words stand in a place, or in the title above it.
func (p Place) count(title string, words []string) (n int) {
	text := title
	for _, part := range p.Parts {
		text += " " + part.text()
	}
	for _, word := range words {
		if has(text, word) {
			n++
		}
	}
	return n
}

// only leaves of a place its heading and the parts that have one of the words; all, where only
// titles have them.
func (p Place) only(words []string) Place {
	var kept []Part
	for i, part := range p.Parts {
		found := slices.ContainsFunc(words, func(word string) bool { return has(part.text(), word) })
		if found || i == 0 && part.Kind == Heading {
			kept = append(kept, part)
		}
	}
	if len(kept) == 0 || len(kept) == 1 && kept[0].Kind == Heading {
		return p
	}
	return Place{Parts: kept, Words: p.Words}
}

func (p Part) text() string { return p.Text + " " + strings.Join(p.Cells, " ") }

// has reports whether a text has a word, in any case.
func has(text, word string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(word))
}
