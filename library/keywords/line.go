package keywords

import (
	"strings"
	"unicode/utf8"
)

// A line of keywords, as people type it or other programs list them, has a separator between each
// two. A keyword that holds one stands in quotes, as in a table: "Paris, France", and a quote
// within these is doubled. The quotes of print, as text programs put them, are as good, where both
// are there.

// separators are what parts words in a line: commas and semicolons of all scripts that have their
// own (Unicode, "COMMA" and "SEMICOLON" in the names of punctuation), and the ends of lines and
// cells, as they come with a list from the clipboard.
const separators = ",;" + "，；、､" + "﹐﹑﹔︐︑︔" + "،؛" + "\u037e" + "߸፣፤᠂᠈꓾꘍꛵⸲⸴⸵⹁" + "\t\n\v\f\r\u0085\u2028\u2029"

// closing are the quotes that close what another one opens, in the scripts that have their own
// (CLDR, quotationStart and quotationEnd); "" for what opens nothing.
func closing(opening rune) string {
	switch opening {
	case '“':
		return "”“"
	case '”', '‟':
		return "”"
	case '„':
		return "“”"
	case '«':
		return "»"
	case '»':
		return "«»"
	case '「':
		return "」"
	case '『':
		return "』"
	case '｢':
		return "｣"
	case '＂':
		return "＂"
	case '〝':
		return "〞〟"
	}
	return ""
}

// IsSeparator reports whether a sign stands between words of a line. Pure.
func IsSeparator(r rune) bool { return strings.ContainsRune(separators, r) }

// LinePart is a keyword of a line, as far as it is typed.
type LinePart struct {
	Text  string // without its quotes
	Start int    // where the part begins, in bytes, behind the separator before it
}

// LineParts divides a line of keywords; the last part, which is always there, is the one that is
// being typed. Pure.
func LineParts(line string) []LinePart {
	var parts []LinePart
	for start := 0; ; {
		text, size := firstPart(line[start:])
		parts = append(parts, LinePart{text, start})
		start += size
		if start >= len(line) {
			return parts
		}
		_, separator := utf8.DecodeRuneInString(line[start:])
		start += separator
	}
}

// firstPart is the first keyword of a line, and how long it is there, up to its separator or the
// end.
func firstPart(line string) (text string, size int) {
	if text, size, ok := quotedPart(line); ok {
		return text, size
	}
	if at := strings.IndexFunc(line, IsSeparator); at >= 0 {
		return line[:at], at
	}
	return line, len(line)
}

// quotedPart is firstPart of a keyword in quotes, of which the second may still be missing; ok is
// false for one without, or with more behind it.
func quotedPart(line string) (text string, size int, ok bool) {
	body := strings.TrimLeft(line, " ")
	opened, width := utf8.DecodeRuneInString(body)
	body, after := body[width:], ""
	switch closers := closing(opened); {
	case opened == '"':
		if text, after, ok = untilQuote(body); !ok {
			return text, len(line), true
		}
	case closers == "" || !strings.ContainsAny(body, closers):
		return "", 0, false
	default:
		at := strings.IndexAny(body, closers)
		_, width = utf8.DecodeRuneInString(body[at:])
		text, after = body[:at], body[at+width:]
	}
	rest := strings.TrimLeft(after, " ")
	next, _ := utf8.DecodeRuneInString(rest)
	return text, len(line) - len(rest), rest == "" || IsSeparator(next)
}

// untilQuote is what stands before the quote that closes it, with those that are doubled in it, and
// what stands behind; closed is false where there is none.
func untilQuote(body string) (text, after string, closed bool) {
	var b strings.Builder
	for {
		before, after, closed := strings.Cut(body, `"`)
		b.WriteString(before)
		if !closed {
			return b.String(), "", false
		}
		if body, closed = strings.CutPrefix(after, `"`); !closed {
			return b.String(), after, true
		}
		b.WriteByte('"')
	}
}

// LineWords are the keywords of a line, as they may be written. Pure.
func LineWords(line string) []string {
	var words []string
	for _, part := range LineParts(line) {
		if word := Clean(part.Text); word != "" {
			words = append(words, word)
		}
	}
	return words
}

// LineOf is the line of keywords that has these words. Pure.
func LineOf(words []string) string {
	quoted := make([]string, len(words))
	for i, word := range words {
		quoted[i] = InLine(word)
	}
	return strings.Join(quoted, ", ")
}

// InLine is a word as it stands in a line of keywords. Pure.
func InLine(word string) string {
	first, _ := utf8.DecodeRuneInString(word)
	if strings.ContainsFunc(word, IsSeparator) || first == '"' || closing(first) != "" {
		return `"` + strings.ReplaceAll(word, `"`, `""`) + `"`
	}
	return word
}
