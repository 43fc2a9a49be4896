package vocabulary

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"catchlight/library"
)

// formRead is the form in which a list that was read would be written again: as a table where it
// was one, in our own form where it has signs of it, else Lightroom's.
func (v *Vocabulary) formRead() Form {
	switch {
	case v.table != "":
		return v.table
	case v.hasOwnSigns():
		return Own
	}
	return Lightroom
}

// hasOwnSigns reports whether a list has what only our own form writes.
func (v *Vocabulary) hasOwnSigns() bool {
	own := func(t Tag) bool { return len(bracesOf(t)) > len(cleanNames(t.Synonyms)) }
	return len(v.remarks) > 0 || slices.ContainsFunc(v.Tags, own)
}

// Compare says in sentences what an export of v, as it was read from the bytes of file, would write
// otherwise than they are; none where it gives the same bytes. Its notes come first. Pure.
func (v *Vocabulary) Compare(file string, data []byte) []string {
	form := v.formRead()
	export := v.Text(form)
	notes := slices.Clone(v.Notes)
	if form == Own {
		notes = append(notes, "Comments, empty lines, prompts, headings and names in other languages stay in your list; exports for other programs leave them out.")
	}
	if export == string(data) {
		return notes
	}
	text, _, err := decodeText(file, data)
	if err != nil {
		return notes
	}
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
		notes = append(notes, "The last line has no end; exports end every line.")
	}
	if (form == TSV || form == CSV) && !slices.Equal(tableHeadOf(text), v.tableHead()) {
		return append(notes, fmt.Sprintf("An export as %s has the columns %s.", form, strings.Join(v.tableHead(), ", ")))
	}
	if text == export {
		return notes
	}
	if found := lineDifferences(text, export, form); len(found) > 0 {
		return append(notes, found...)
	}
	return append(notes, arrangement(text, export)...)
}

// tableHeadOf are the cells of the first line.
func tableHeadOf(text string) []string {
	first, _, _ := strings.Cut(text, "\n")
	return strings.Split(first, string(commaOf(text)))
}

// lineDifferences compares the lines of a text with those of its export. Lines may come in another
// order there, for tags of one parent are written together.
func lineDifferences(text, export string, form Form) []string {
	var left, spaces, composed []int
	written := map[string]int{}
	for line := range strings.Lines(export) {
		written[strings.TrimSpace(line)]++
	}
	for number, line := range slices.Collect(strings.Lines(text)) {
		trimmed := strings.TrimFunc(line, func(r rune) bool { return isSpace(r) || r == '\t' || r == '\n' })
		switch {
		case written[trimmed] > 0:
			written[trimmed]--
		case written[norm.NFC.String(trimmed)] > 0:
			written[norm.NFC.String(trimmed)]--
			composed = append(composed, number+1)
		default:
			left = append(left, number+1)
		}
		if strings.TrimRight(line, "\n") != strings.TrimRightFunc(line, func(r rune) bool { return r == '\n' || r == '\t' || isSpace(r) }) {
			spaces = append(spaces, number+1)
		}
	}
	return sentences(text, written, left, spaces, composed, form)
}

func sentences(text string, written map[string]int, left, spaces, composed []int, form Form) []string {
	var notes []string
	lines := slices.Collect(strings.Lines(text))
	if len(left) > 0 {
		var texts []string
		for _, n := range left {
			texts = append(texts, fmt.Sprintf("line %d: %s", n, strings.TrimSpace(lines[n-1])))
		}
		notes = append(notes, fmt.Sprintf("%s not written so by an export (%s): %s.", library.Counted(len(left), "line is", "lines are"), form, Quote(texts)))
	}
	var more []string
	for line, n := range written {
		more = append(more, slices.Repeat([]string{line}, n)...)
	}
	if slices.Sort(more); len(more) > 0 {
		notes = append(notes, fmt.Sprintf("An export has instead: %s.", Quote(more)))
	}
	if len(spaces) > 0 {
		notes = append(notes, fmt.Sprintf("%s at the end, which exports have not (%s).", library.Counted(len(spaces), "line has spaces or tabs", "lines have spaces or tabs"), lineList(spaces)))
	}
	if len(composed) > 0 {
		notes = append(notes, fmt.Sprintf("%s letters with separate accents, which exports write as one (%s).", library.Counted(len(composed), "line has", "lines have"), lineList(composed)))
	}
	return notes
}

// arrangement says that the lines of a text are those of its export in another order, or indented
// otherwise than was said already.
func arrangement(text, export string) []string {
	trimmed := func(text string) (lines []string) {
		for line := range strings.Lines(text) {
			lines = append(lines, strings.TrimFunc(line, unicode.IsSpace))
		}
		return lines
	}
	switch {
	case !slices.Equal(trimmed(text), trimmed(export)):
		return []string{"An export writes the tags of one parent together: some lines come in another order."}
	case indentsOf(text).notes == nil:
		return []string{"An export indents each tag by one tab more than the one above it: some lines are indented otherwise."}
	}
	return nil
}
