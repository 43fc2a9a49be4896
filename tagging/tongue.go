package tagging

import (
	"fmt"
	"strings"
	"unicode"
)

// readable reports whether a model can make something of a tag: one that reads English alone has not learned other scripts, and
// what it makes of them is chance. Words of other languages in Latin letters are not recognised.
func (t Tag) readable(p Profile) bool {
	return p.Multilingual || len(t.Prompts) > 0 || !inOtherScript(t.Name)
}

// inOtherScript reports whether a text has letters, and no Latin one.
func inOtherScript(text string) bool {
	latin := func(r rune) bool { return unicode.Is(unicode.Latin, r) }
	return strings.ContainsFunc(text, unicode.IsLetter) && !strings.ContainsFunc(text, latin)
}

// Unreadable says which tags of a vocabulary the model of a profile cannot read, and what to do; "" where it reads all. Pure.
func Unreadable(v *Vocabulary, p Profile) string {
	var names []string
	for _, t := range v.Tags {
		if !t.Heading && !t.readable(p) {
			names = append(names, t.Name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return fmt.Sprintf("%s in a language that the model %s cannot read, and not suggested: %s. Say it in English on a line below, {= a photo of a …}, or use the multilingual model (best).",
		counted(len(names), "tag is", "tags are"), p.Name, examples(names))
}

// UnreadableQuery is Unreadable for the texts of a search.
func UnreadableQuery(q Query, p Profile) string {
	for _, text := range append(q.With[:len(q.With):len(q.With)], q.Without...) {
		if !p.Multilingual && inOtherScript(text) {
			return fmt.Sprintf("The model %s cannot read the language of %s: search in English, or use the multilingual model (best).", p.Name, examples([]string{text}))
		}
	}
	return ""
}
