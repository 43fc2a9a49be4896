package tagging

import (
	"fmt"

	"catchlight/tagging/vocabulary"
)

// reads reports whether the model can make something of a tag.
func (p Profile) reads(v *vocabulary.Vocabulary, tag int) bool {
	return p.Multilingual || v.InLatin(tag)
}

// Unreadable says which tags of a vocabulary the model of a profile cannot read, and what to do; ""
// where it reads all. Pure.
func Unreadable(v *vocabulary.Vocabulary, p Profile) string {
	var names []string
	for i, t := range v.Tags {
		if !t.Heading && !p.reads(v, i) {
			names = append(names, t.Name)
		}
	}
	subject := "1 tag is"
	switch n := len(names); n {
	case 0:
		return ""
	case 1:
	default:
		subject = fmt.Sprintf("%d tags are", n)
	}
	return fmt.Sprintf("%s in a language that the model %s cannot read, and not suggested: %s. Say it in English on a line below, {= a photo of a …}, or use the multilingual model (best).",
		subject, p.Name, vocabulary.Quote(names))
}

// Unread reports whether a model cannot read the language of a phrase: what it makes of it is chance.
// Of a word that a model of classes does not read it says itself that it does not know it. Pure.
func (p Profile) Unread(phrase Phrase) bool {
	return p.Measure == Cosine && !p.Multilingual && !vocabulary.InLatin(phrase.Shown)
}
