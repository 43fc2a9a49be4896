package vocabulary

import (
	"fmt"
	"strings"

	"catchlight/library"
)

// readOtherwise says what was taken otherwise than a reader might think.
func (p *parser) readOtherwise() []string {
	var notes []string
	if n := len(p.tabs); n > 0 {
		notes = append(notes, fmt.Sprintf("%s a tab within a name, which was read as a space (%s).", library.Counted(n, "line has", "lines have"), lineList(p.tabs)))
	}
	if n := len(p.ignored); n > 0 {
		notes = append(notes, fmt.Sprintf("%s nothing, or names no tag that it belongs to, and was left out (%s).", library.Counted(n, "line says", "lines say"), lineList(p.ignored)))
	}
	if private := p.v.private(); len(private) > 0 {
		notes = append(notes, fmt.Sprintf("%s: kept, exported, and neither suggested nor written: %s.",
			library.Counted(len(private), "word stands in brackets with no tag below", "words stand in brackets with no tag below"), Quote(private)))
	}
	comments := p.v.comments()
	if len(comments) > 0 {
		notes = append(notes, fmt.Sprintf("%s: %s. Where one is a tag, write %s before its #.",
			library.Counted(len(comments), "line was read as comments", "lines were read as comments"), Quote(comments), escape))
	}
	if len(p.moved) > 0 {
		notes = append(notes, fmt.Sprintf("What is indented below the comments %s stands under the tag before them.", Quote(p.moved)))
	}
	return notes
}

// private are the [categories] without a tag below them, which other programs keep to themselves.
func (v *Vocabulary) private() []string {
	above := map[int]bool{}
	for _, t := range v.Tags {
		above[t.Parent] = true
	}
	var names []string
	for i, t := range v.Tags {
		if t.Unsaid && !above[i] {
			names = append(names, t.Name)
		}
	}
	return names
}

// comments are the lines of the list that name no tag, in order.
func (v *Vocabulary) comments() []string {
	var texts []string
	for i := range len(v.Tags) + 1 {
		for _, line := range v.remarks[i] {
			if text := strings.TrimSpace(line); text != "" {
				texts = append(texts, text)
			}
		}
	}
	return texts
}

// mostExamples is how many of the things that a note is about it names.
const mostExamples = 5

// Quote quotes the first of several texts, shortened.
func Quote(texts []string) string {
	var quoted []string
	for _, text := range texts[:min(len(texts), mostExamples)] {
		quoted = append(quoted, "“"+shorten(text)+"”")
	}
	if len(texts) > mostExamples {
		quoted = append(quoted, "…")
	}
	return strings.Join(quoted, ", ")
}

// lineList names the first of several lines.
func lineList(numbers []int) string {
	text := "line "
	if len(numbers) > 1 {
		text = "lines "
	}
	for i, n := range numbers[:min(len(numbers), mostExamples)] {
		if i > 0 {
			text += ", "
		}
		text += fmt.Sprint(n)
	}
	if len(numbers) > mostExamples {
		text += ", …"
	}
	return text
}
