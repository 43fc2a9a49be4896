package vocabulary

import (
	"strings"

	"catchlight/library/keywords"
)

// splitList takes a cell apart at a separator; a backslash before one, or before a backslash, makes
// it a part of the text.
func splitList(cell string, separator rune) []string {
	var parts []string
	var part strings.Builder
	escaped := false
	end := func() {
		if text := keywords.Clean(part.String()); text != "" {
			parts = append(parts, text)
		}
		part.Reset()
	}
	for _, r := range cell {
		switch {
		case escaped && r != separator && r != '\\':
			part.WriteString(escape + string(r))
			escaped = false
		case !escaped && r == '\\':
			escaped = true
		case !escaped && r == separator:
			end()
		default:
			part.WriteRune(r)
			escaped = false
		}
	}
	if escaped {
		part.WriteString(escape)
	}
	end()
	return parts
}

// joinList is the cell that splitList takes apart.
func joinList(parts []string, separator string) string {
	sign := strings.TrimSpace(separator)
	var escapedParts []string
	for _, part := range parts {
		escapedParts = append(escapedParts, strings.NewReplacer(escape, escape+escape, sign, escape+sign).Replace(part))
	}
	return strings.Join(escapedParts, separator)
}
