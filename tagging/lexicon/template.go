package lexicon

import (
	"strings"
	"unicode"
)

// placeholder stands in a template for the word.
const placeholder = "{}"

// InTemplate is a template with an English word in the place of {}; "a" before it becomes "an" where
// the word begins with a vowel as it is spoken. Pure.
func InTemplate(template, word string) string {
	return strings.ReplaceAll(fitting(template, word), placeholder, word)
}

// WordIn is the word that a template was given to make a text; "" where the text is none of its. Pure.
func WordIn(template, text string) string {
	for _, as := range []string{template, withAn(template)} {
		before, after, _ := strings.Cut(as, placeholder)
		if word, ok := strings.CutPrefix(text, before); ok {
			if word, ok = strings.CutSuffix(word, after); ok && fitting(template, word) == as {
				return word
			}
		}
	}
	return ""
}

// fitting is a template with the article that a word takes.
func fitting(template, word string) string {
	if takesAn(word) {
		return withAn(template)
	}
	return template
}

// withAn is a template with "an" in the place of "a" before the word.
func withAn(template string) string {
	if rest, ok := strings.CutPrefix(template, "a "+placeholder); ok {
		template = "an " + placeholder + rest
	}
	return strings.ReplaceAll(template, " a "+placeholder, " an "+placeholder)
}

// Beginnings that are spoken otherwise than their first letter: a unicorn, an uninhabited island; an
// hour, an 8, an 11, an 18.
var (
	likeConsonant = []string{"uni", "use", "usu", "uti", "ute", "ura", "ufo", "uk ", "uku", "eu", "ew", "one", "once"}
	likeVowel     = []string{"unin", "unim", "unid", "hour", "honest", "honou", "honor", "heir", "x-", "x ray", "8", "11 ", "18"}
)

// takesAn reports whether a word, or the first of several, begins with a vowel as it is spoken. Short
// words of capitals are spelt: an SUV, an MRI scan, a USB stick.
func takesAn(text string) bool {
	word, _, _ := strings.Cut(text, " ")
	lower := strings.ToLower(text) + " "
	begins := func(with []string) bool {
		for _, start := range with {
			if strings.HasPrefix(lower, start) {
				return true
			}
		}
		return false
	}
	switch {
	case word == "":
		return false
	case len(word) > 1 && len(word) <= 3 && strings.IndexFunc(word, isNoCapital) < 0:
		return strings.ContainsRune("AEFHILMNORSX", rune(word[0]))
	case begins(likeVowel):
		return true
	case begins(likeConsonant):
		return false
	}
	return strings.ContainsRune("aeiouáàâäåæéèêëíîïóôöøœúü", []rune(lower)[0])
}

func isNoCapital(r rune) bool { return !unicode.IsUpper(r) }
