package lexicon

import (
	"slices"
	"strings"
)

// Senses are the two things that a word may mean in a photo.
type Senses struct {
	Word string
	Each [2]Sense
}

// Sense is one of them, as a model is to be told of it.
type Sense struct {
	Text   string   // "crane bird"
	beside []string // keys of words that speak for this sense where they stand beside it
}

// addSenses takes a line of senses.tsv.
func (l *Lexicon) addSenses(cells []string) {
	s := Senses{Word: cells[0]}
	for i := range s.Each {
		s.Each[i].Text = cells[1+2*i]
		for _, name := range namesIn(cells[2+2*i]) {
			s.Each[i].beside = append(s.Each[i].beside, keyOf(name))
		}
	}
	l.senses[keyOf(s.Word)] = s
}

// plurals are how English words end in the plural, and in the singular.
var plurals = []struct{ end, one string }{{"", ""}, {"ies", "y"}, {"es", ""}, {"s", ""}}

// SensesOf gives the two senses of an English word, in the singular or plural; ok is false where it
// has one.
func (l *Lexicon) SensesOf(name string) (s Senses, ok bool) {
	key := keyOf(name)
	for _, p := range plurals {
		if stem, is := strings.CutSuffix(key, p.end); is {
			if s, ok = l.senses[stem+p.one]; ok {
				return s, true
			}
		}
	}
	return Senses{}, false
}

// Among is the sense that a word must have which stands among words of these names: above or below
// it in a hierarchy, or other names of it. ok is false where they do not say.
func (s Senses) Among(names []string) (sense Sense, ok bool) {
	for i, each := range s.Each {
		if each.fits(names) && !s.Each[1-i].fits(names) {
			return each, true
		}
	}
	return Sense{}, false
}

// fits reports whether one of the names speaks for this sense.
func (s Sense) fits(names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		for _, form := range englishForms(name) {
			if slices.Contains(s.beside, form) || slices.ContainsFunc(wordsOf(form), func(word string) bool { return slices.Contains(s.beside, word) }) {
				return true
			}
		}
		return false
	})
}

func wordsOf(key string) []string {
	return strings.FieldsFunc(key, func(r rune) bool { return r == ' ' || r == '(' || r == ')' })
}
