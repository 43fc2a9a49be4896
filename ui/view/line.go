package view

import (
	"strings"

	"catchlight/library/keywords"
)

// splitLine divides a line of keywords into those that are done, folded, and the one that is being
// typed.
func splitLine(line string) (done []string, word string) {
	parts := keywords.LineParts(line)
	for _, part := range parts[:len(parts)-1] {
		done = append(done, keywords.Fold(part.Text))
	}
	return done, parts[len(parts)-1].Text
}

// Completed is a line of keywords with a word in place of the one that is being typed.
func Completed(line, word string) string {
	parts := keywords.LineParts(line)
	head := line[:parts[len(parts)-1].Start]
	if head != "" {
		head += " "
	}
	return head + keywords.InLine(word)
}

// Completes reports whether a word would change what is being typed on the line.
func Completes(line, word string) bool {
	_, typed := splitLine(line)
	return strings.TrimSpace(typed) != word
}
