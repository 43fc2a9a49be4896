package vocabulary

import (
	"slices"
	"strings"

	"catchlight/library/keywords"
)

// between says of a sign whether it stands between the parts of a cell.
type between func(rune) bool

// bySemicolons parts a cell at semicolons, also those of other scripts, and where a line ends in it.
func bySemicolons(r rune) bool { return strings.ContainsRune(";；﹔︔؛\u037e\r\n", r) }

// byBars parts a cell at bars.
func byBars(r rune) bool { return r == '|' }

// betweenNames says what stands between the names in the cells of a column: semicolons, where one of
// them has any, as we write them; else commas, too, as other programs do.
func betweenNames(cells []string) between {
	several := func(cell string) bool { return len(splitList(cell, bySemicolons)) > 1 }
	if slices.ContainsFunc(cells, several) {
		return bySemicolons
	}
	return keywords.IsSeparator
}

// splitList takes a cell apart; a backslash before what stands between parts, or before a backslash,
// makes it a part of the text.
func splitList(cell string, at between) []string {
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
		case escaped && !at(r) && r != '\\':
			part.WriteString(escape + string(r))
			escaped = false
		case !escaped && r == '\\':
			escaped = true
		case !escaped && at(r):
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
func joinList(parts []string, separator string, at between) string {
	var cell strings.Builder
	for i, part := range parts {
		if i > 0 {
			cell.WriteString(separator)
		}
		for _, r := range part {
			if r == '\\' || at(r) {
				cell.WriteString(escape)
			}
			cell.WriteRune(r)
		}
	}
	return cell.String()
}

// betweenSynonyms is what betweenNames will find in the cells that are written of all tags.
func (v *Vocabulary) betweenSynonyms() between {
	if slices.ContainsFunc(v.Tags, func(t Tag) bool { return len(t.Synonyms) > 1 }) {
		return bySemicolons
	}
	return keywords.IsSeparator
}
