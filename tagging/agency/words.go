package agency

import (
	"cmp"
	"slices"
	"strings"

	"catchlight/library"
	"catchlight/library/keywords"
)

// Word is a keyword of a photo, with what its place in the order follows from.
type Word struct {
	Name  string
	Typed bool    // by the user: nobody is surer
	Score float32 // how sure the model is; compared within one photo only
	Known bool    // there is a Score
	Place int     // in the order that the user wants, from 1; 0: it was not there yet
}

// Order is how the keywords of a photo are ordered that the user has not put in order by hand.
// Agencies weigh the first ones most, and the last ones are left out where there are too many.
type Order string

// The orders.
const (
	Certain  Order = "certain" // typed ones, then by score, then those that no model has judged
	AsInFile Order = "file"    // as they stand in the file, then as they were decided
)

// Orders are the names of the orders.
func Orders() []string { return []string{string(Certain), string(AsInFile)} }

// WordsOf are the words that the photo's file has after the next write, as they stand there: each
// once, with its place in the order that the user wants. Commas, which would divide a word in two,
// become spaces. Pure.
func WordsOf(p *library.Photo, decisions []library.Decision, order []string) []Word {
	verdicts := map[string]library.Verdict{}
	for _, d := range decisions {
		verdicts[keywords.Fold(d.Tag)] = d.Verdict
	}
	places := map[string]int{}
	for i, name := range order {
		places[keywords.Fold(plain(name))] = i + 1
	}
	var words []Word
	seen := map[string]bool{}
	add := func(name string, verdict library.Verdict) {
		name = plain(name)
		if key := keywords.Fold(name); key != "" && !seen[key] {
			seen[key] = true
			words = append(words, Word{Name: name, Typed: verdict == library.Typed, Place: places[key]})
		}
	}
	for _, k := range p.Keywords.All {
		if verdict := verdicts[keywords.Fold(k.Name)]; verdict != library.Removed {
			add(k.Name, verdict)
		}
	}
	for _, d := range decisions {
		if d.IsYes() && !d.IsPrivate() {
			add(d.Tag, d.Verdict)
		}
	}
	return words
}

// plain is a name as it can stand in a list that is separated by commas.
func plain(name string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(keywords.Clean(name), ",", " ")), " ")
}

// arranged are the words as the user wants them, then those without a place in an order; words stays
// as it is.
func arranged(words []Word, o Order) []Word {
	words = slices.Clone(words)
	slices.SortStableFunc(words, func(a, b Word) int {
		switch {
		case a.Place > 0 && b.Place > 0:
			return a.Place - b.Place
		case a.Place > 0 || b.Place > 0:
			return b.Place - a.Place
		case o == AsInFile:
			return 0
		}
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(b.Score, a.Score))
	})
	return words
}

func (w Word) rank() int {
	switch {
	case w.Typed:
		return 0
	case w.Known:
		return 1
	}
	return 2
}
