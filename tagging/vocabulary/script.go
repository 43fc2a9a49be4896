package vocabulary

import (
	"strings"
	"unicode"
)

// InLatin reports whether a model that reads English alone can make something of a tag: it has not learned other scripts, and
// what it makes of them is chance. Words of other languages in Latin letters are not recognised.
func (t Tag) InLatin() bool { return len(t.Prompts) > 0 || InLatin(t.Name) }

// InLatin reports whether a text has no letters, or a Latin one.
func InLatin(text string) bool {
	latin := func(r rune) bool { return unicode.Is(unicode.Latin, r) }
	return !strings.ContainsFunc(text, unicode.IsLetter) || strings.ContainsFunc(text, latin)
}
