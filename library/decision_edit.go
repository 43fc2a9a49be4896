package library

import "catchlight/library/keywords"

// EditDecisions are the user's yes and no in an edit that the user has asked for in so many words: what was to be added is
// typed, also where it was there already, and what was to be removed, or had to go, is not wanted, also where it was not
// there. bulk is for edits of several photos: they teach nothing.
func (r WriteResult) EditDecisions(e keywords.Edit, bulk bool) []Decision {
	said := editWords{at: map[string]int{}, bulk: bulk}
	for _, word := range e.Add {
		said.add(word, Typed)
	}
	for _, word := range r.Added { // ancestors too
		said.add(word, Typed)
	}
	for _, word := range e.Remove {
		switch name := keywords.Leaf(word); {
		case !r.Keywords.Has(name) && !holds(r.Removed, name):
			said.add(word, Rejected) // a no to what may be proposed one day
		case name == word || !r.Keywords.Has(name):
			said.add(word, Removed)
		default: // another path that ends in the word was to stay
		}
	}
	for _, word := range r.Removed {
		said.add(word, Removed)
	}
	return said.list
}

// editWords collects decisions, the first one on each word.
type editWords struct {
	list []Decision
	at   map[string]int
	bulk bool
}

func (w *editWords) add(word string, v Verdict) {
	d := Decision{Tag: keywords.Leaf(word), Verdict: v, Bulk: w.bulk}
	if d.Tag != word {
		d.Path = word
	}
	key := keywords.Fold(keywords.Clean(d.Tag))
	if _, known := w.at[key]; !known {
		w.at[key] = len(w.list)
		w.list = append(w.list, d)
	}
}

func holds(words []string, name string) bool {
	for _, word := range words {
		if keywords.Fold(word) == keywords.Fold(name) {
			return true
		}
	}
	return false
}
