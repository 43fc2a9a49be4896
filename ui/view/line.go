package view

import (
	"strings"

	"catchlight/library/keywords"
)

// A line of keywords has commas between them. A keyword with a comma of its own stands in quotes, as
// in a table: "Paris, France", and a quote within these is doubled.

// linePart is a keyword of a line, as far as it is typed.
type linePart struct {
	text  string // without its quotes
	start int    // where the part begins, behind the comma before it
}

// lineParts divides a line of keywords; the last part is the one that is being typed.
func lineParts(line string) []linePart {
	var parts []linePart
	for start := 0; ; {
		text, size := firstPart(line[start:])
		parts = append(parts, linePart{text, start})
		if start += size + 1; start > len(line) {
			return parts
		}
	}
}

// firstPart is the first keyword of a line, and how long it is there, up to its comma or the end.
func firstPart(line string) (text string, size int) {
	if text, size, ok := quotedPart(line); ok {
		return text, size
	}
	if comma := strings.IndexByte(line, ','); comma >= 0 {
		return line[:comma], comma
	}
	return line, len(line)
}

// quotedPart is firstPart of a keyword in quotes, of which the second may still be missing; ok is
// false for one without, or with more behind it.
func quotedPart(line string) (text string, size int, ok bool) {
	body := strings.TrimLeft(line, " ")
	body, ok = strings.CutPrefix(body, `"`)
	if !ok {
		return "", 0, false
	}
	var b strings.Builder
	for {
		before, after, closed := strings.Cut(body, `"`)
		b.WriteString(before)
		if !closed {
			return b.String(), len(line), true
		}
		if body, closed = strings.CutPrefix(after, `"`); !closed {
			rest := strings.TrimLeft(after, " ")
			return b.String(), len(line) - len(rest), rest == "" || rest[0] == ','
		}
		b.WriteByte('"')
	}
}

// LineWords are the keywords of a line, as they may be written. Pure.
func LineWords(line string) []string {
	var words []string
	for _, part := range lineParts(line) {
		if word := keywords.Clean(part.text); word != "" {
			words = append(words, word)
		}
	}
	return words
}

// LineOf is the line of keywords that has these words. Pure.
func LineOf(words []string) string {
	quoted := make([]string, len(words))
	for i, word := range words {
		quoted[i] = inLine(word)
	}
	return strings.Join(quoted, ", ")
}

// inLine is a word as it stands in a line of keywords.
func inLine(word string) string {
	if strings.Contains(word, ",") || strings.HasPrefix(word, `"`) {
		return `"` + strings.ReplaceAll(word, `"`, `""`) + `"`
	}
	return word
}

// splitLine divides a line of keywords into those that are done, folded, and the one that is being
// typed.
func splitLine(line string) (done []string, word string) {
	parts := lineParts(line)
	for _, part := range parts[:len(parts)-1] {
		done = append(done, keywords.Fold(part.text))
	}
	return done, parts[len(parts)-1].text
}

// Completed is a line of keywords with a word in place of the one that is being typed.
func Completed(line, word string) string {
	parts := lineParts(line)
	head := line[:parts[len(parts)-1].start]
	if head != "" {
		head += " "
	}
	return head + inLine(word)
}

// Completes reports whether a word would change what is being typed on the line.
func Completes(line, word string) bool {
	_, typed := splitLine(line)
	return strings.TrimSpace(typed) != word
}
