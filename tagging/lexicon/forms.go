package lexicon

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"catchlight/library/keywords"
)

// keyOf is the key of a name: without case, with blanks for hyphens, and with brackets as wide as
// those of English.
func keyOf(name string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch r {
		case '-', '_', '・', '‐':
			return ' '
		case '（':
			return '('
		case '）':
			return ')'
		case '’':
			return '\''
		}
		return r
	}, keywords.Fold(name))), " ")
}

// writtenAs are the keys that a name has: as it stands, without accents, with "ae" for "ä", and
// without a qualifier in brackets.
func writtenAs(name string) []string {
	keys := []string{keyOf(name)}
	if plain, _, found := strings.Cut(name, "("); found {
		keys = append(keys, keyOf(plain))
	}
	for _, key := range slices.Clone(keys) {
		keys = append(keys, plainLetters(key), umlauts.Replace(key))
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue")

// plainLetters takes the accents off Latin letters; other scripts keep theirs, which make other
// letters.
func plainLetters(key string) string {
	if !strings.ContainsFunc(key, func(r rune) bool { return r > unicode.MaxASCII && unicode.Is(unicode.Latin, r) }) {
		return key
	}
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(key))
	return norm.NFC.String(bare)
}

// articles stand before a name and say nothing.
var articles = []string{
	"a ", "an ", "the ", "der ", "die ", "das ", "ein ", "eine ", "le ", "la ", "les ", "l'", "un ", "une ", "des ",
	"el ", "los ", "las ", "una ", "il ", "lo ", "gli ", "i ", "uno ",
}

// endings are those of plurals and what stands in their place in the singular, longest first, with
// the languages that have them: an English "lace" is no plural of the French "lac". They are tried
// on words that are not known as they stand, and count only where they make one that is.
var endings = []ending{
	{"ches", "ca", "es it"},
	{"ches", "ch", "en"},
	{"shes", "sh", "en"},
	{"ies", "y", "en"},
	{"xes", "x", "en"},
	{"ses", "s", "en de fr es"},
	{"ves", "f", "en fr"},
	{"aux", "al", "fr"},
	{"ces", "z", "es"},
	{"nen", "", "de"},
	{"en", "", "de"},
	{"en", "e", "de"},
	{"es", "", "en de fr es"},
	{"er", "", "de"},
	{"hi", "o", "it"},
	{"he", "a", "it"},
	{"s", "", "en de fr es"},
	{"n", "", "de"},
	{"e", "", "de"},
	{"x", "", "fr"},
	{"i", "o", "it"},
	{"i", "e", "it"},
	{"e", "a", "it"},
	{"и", "", "uk"},
	{"и", "а", "uk"},
	{"і", "", "uk"},
	{"и", "ь", "uk"},
	{"たち", "", "ja"},
	{"们", "", "zh"},
}

type ending struct{ end, one, languages string }

// isOf reports whether a language has the ending.
func (e ending) isOf(language string) bool { return strings.Contains(e.languages, language) }

// cut puts the singular's ending in place of a word's; ok is false where the word has another.
func (e ending) cut(word string) (one string, ok bool) {
	stem, ok := strings.CutSuffix(word, e.end)
	return stem + e.one, ok && len([]rune(stem)) >= shortestStem
}

// shortestStem is how many letters of Latin and Cyrillic words an ending must leave.
const shortestStem = 3

// formsOf are the keys by which a name may be known, the nearest to it first: as it stands, without
// a qualifier in brackets, without an article.
func formsOf(name string) []string {
	key := keyOf(name)
	forms := []string{key, plainLetters(key)}
	if plain, _, found := strings.Cut(key, "("); found {
		forms = append(forms, strings.TrimSpace(plain))
	}
	for _, form := range slices.Clone(forms) {
		for _, article := range articles {
			if rest, ok := strings.CutPrefix(form, article); ok {
				forms = append(forms, rest)
			}
		}
	}
	return forms
}

// find gives the places of a name by the first of its forms that is known, or that is one in the
// singular in a language that has the ending.
func (l *Lexicon) find(name string) []place {
	forms := formsOf(name)
	for _, form := range forms {
		if found := l.places[form]; len(found) > 0 {
			return found
		}
	}
	for _, form := range forms {
		if found := l.singular(form); len(found) > 0 {
			return found
		}
	}
	return nil
}

// singular gives the places of what a word may be in the singular.
func (l *Lexicon) singular(form string) []place {
	for _, e := range endings {
		one, ok := e.cut(form)
		found := slices.DeleteFunc(slices.Clone(l.places[one]), func(p place) bool { return !e.isOf(languages[p.language]) })
		if ok && len(found) > 0 {
			return found
		}
	}
	return nil
}

// englishForms are the keys by which an English name may be known, as it stands and in the
// singular.
func englishForms(name string) []string {
	forms := formsOf(name)
	for _, form := range slices.Clone(forms) {
		for _, e := range endings {
			if one, ok := e.cut(form); ok && e.isOf(languages[english]) {
				forms = append(forms, one)
			}
		}
	}
	return forms
}

// Keys are the keys by which two words are the same: without case and accents, in the singular and
// plural of English.
func Keys(name string) []string {
	key := keyOf(name)
	keys := []string{key}
	if plain := plainLetters(key); plain != key {
		keys = append(keys, plain)
	}
	for _, p := range plurals {
		if stem, ok := strings.CutSuffix(key, p.end); ok && p.end != "" && len([]rune(stem)) >= shortestStem {
			keys = append(keys, stem+p.one)
		}
	}
	return keys
}
