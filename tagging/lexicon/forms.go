package lexicon

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"catchlight/library/keywords"
)

// keyOf is the key of a name: without case, and with blanks for hyphens.
func keyOf(name string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch r {
		case '-', '_', '・', '‐':
			return ' '
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

// endings are those of plurals and what stands in their place in the singular, longest first. They
// are tried on words that are not known as they stand, and count only where they make one that is.
var endings = []struct{ end, one string }{
	{"ches", "ca"},
	{"ches", "ch"},
	{"shes", "sh"},
	{"ies", "y"},
	{"xes", "x"},
	{"ses", "s"},
	{"ves", "f"},
	{"aux", "al"},
	{"ces", "z"},
	{"nen", ""},
	{"en", ""},
	{"en", "e"},
	{"es", ""},
	{"er", ""},
	{"hi", "o"},
	{"he", "a"},
	{"s", ""},
	{"n", ""},
	{"e", ""},
	{"x", ""},
	{"i", "o"},
	{"i", "e"},
	{"e", "a"},
	{"и", ""},
	{"и", "а"},
	{"і", ""},
	{"и", "ь"},
	{"たち", ""},
	{"们", ""},
}

// shortestStem is how many letters of Latin and Cyrillic words an ending must leave.
const shortestStem = 3

// formsOf are the keys by which a name may be known, the nearest to it first: as it stands, without
// a qualifier in brackets, without an article, in the singular.
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
	for _, form := range slices.Clone(forms) {
		forms = append(forms, singulars(form)...)
	}
	return forms
}

// singulars are what a word may be in the singular.
func singulars(form string) []string {
	var all []string
	for _, e := range endings {
		if stem, ok := strings.CutSuffix(form, e.end); ok && len([]rune(stem)) >= shortestStem {
			all = append(all, stem+e.one)
		}
	}
	return all
}

// find gives the places of a name by the first of its forms that is known.
func (l *Lexicon) find(name string) []place {
	for _, form := range formsOf(name) {
		if found := l.places[form]; len(found) > 0 {
			return found
		}
	}
	return nil
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
