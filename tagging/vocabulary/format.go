package vocabulary

import (
	"encoding/csv"
	"path/filepath"
	"slices"
	"strings"
)

// Form is how a vocabulary is written as text.
type Form string

// The forms. Own is what Parse reads; Lightroom is the same without prompts, signs and comments,
// which Lightroom would take for names; plain is one name a line, for programs that know no
// hierarchy; TSV and CSV are tables that say everything but comments.
const (
	Own       Form = "own"
	Lightroom Form = "lightroom"
	Plain     Form = "plain"
	TSV       Form = "tsv"
	CSV       Form = "csv"
)

// FormFor is the form of a file of that name: a table where its ending says so, else Lightroom's.
func FormFor(name string) Form {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".tsv":
		return TSV
	case ".csv":
		return CSV
	}
	return Lightroom
}

// tableHead names the columns of a table. use is "" for a tag, "heading" for one that is written
// but never proposed, "category" for one that is neither. The last column is there where a tag has
// names in other languages.
func (v *Vocabulary) tableHead() []string {
	head := []string{string(colPath), string(colSynonyms), string(colPrompts), string(colUse)}
	if slices.ContainsFunc(v.Tags, func(t Tag) bool { return len(t.called()) > 0 }) {
		head = append(head, string(colLanguages))
	}
	return head
}

const (
	useHeading  = "heading"
	useCategory = "category"
	useOneOf    = "one of" // after either, or alone: the tags below exclude each other
	useAlways   = "with parents"
	useNever    = "without parents"  // after all of these
	useByAll    = "with other names" // after that
)

// useOf is the cell that says what a tag is.
func useOf(t Tag) string {
	var use []string
	switch {
	case t.Unsaid:
		use = append(use, useCategory)
	case t.Heading:
		use = append(use, useHeading)
	}
	if t.OneOf {
		use = append(use, useOneOf)
	}
	switch t.Parents {
	case ParentsAlways:
		use = append(use, useAlways)
	case ParentsNeither:
		use = append(use, useNever)
	}
	if t.ByAll {
		use = append(use, useByAll)
	}
	return strings.Join(use, " ")
}

// Text writes the vocabulary. Parse (own form) and parseTable (tables) read it back. Pure.
func (v *Vocabulary) Text(form Form) string {
	if form == TSV || form == CSV {
		return v.tableText(form)
	}
	w := &textWriter{v: v, form: form, children: v.Children()}
	w.below(-1, 0)
	w.remarks(len(v.Tags))
	return w.text.String()
}

// Children lists the tags below each tag, in the order of the vocabulary; those at the top are below
// −1. Pure.
func (v *Vocabulary) Children() map[int][]int {
	below := map[int][]int{}
	for i, t := range v.Tags {
		below[t.Parent] = append(below[t.Parent], i)
	}
	return below
}

// textWriter writes a vocabulary line by line.
type textWriter struct {
	v        *Vocabulary
	form     Form
	children map[int][]int
	text     strings.Builder
}

// below writes the tags below one, with all below them. There are at most mostLevels.
func (w *textWriter) below(parent, level int) {
	for _, i := range w.children[parent] {
		if w.form == Plain {
			w.plain(w.v.Tags[i])
		} else {
			w.remarks(i)
			w.tag(w.v.Tags[i], level)
		}
		w.below(i, level+1)
	}
}

func (w *textWriter) plain(t Tag) {
	if !t.Heading {
		w.line(0, t.Name)
	}
}

// remarks writes the comments and empty lines before a tag.
func (w *textWriter) remarks(i int) {
	if w.form != Own {
		return
	}
	for _, line := range w.v.remarks[i] {
		w.line(0, line)
	}
}

// tag writes the line of a tag and those of its names and prompts.
func (w *textWriter) tag(t Tag, level int) {
	name := t.Name
	switch {
	case t.Unsaid:
		name = "[" + name + "]"
	case w.form == Own:
		name = escaped(name, hasSign)
	}
	w.line(level, name)
	if w.form == Own {
		for _, text := range bracesOf(t) {
			w.line(level+1, text)
		}
		return
	}
	for _, s := range t.Synonyms {
		w.line(level+1, "{"+s+"}")
	}
}

// bracesOf are the lines in braces that say of a tag what its name does not.
func bracesOf(t Tag) []string {
	var lines []string
	for _, m := range marks {
		if m.says(t) {
			lines = append(lines, "{"+m.sign+"}")
		}
	}
	for _, called := range t.called() {
		lines = append(lines, "{"+called+"}")
	}
	for _, s := range t.Synonyms {
		lines = append(lines, "{"+escaped(s, hasBraceSign)+"}")
	}
	for _, p := range t.Prompts {
		lines = append(lines, "{"+promptSign+" "+p+"}")
	}
	return lines
}

func (w *textWriter) line(level int, text string) {
	for range level {
		w.text.WriteByte('\t')
	}
	w.text.WriteString(text)
	w.text.WriteByte('\n')
}

func (v *Vocabulary) tableText(form Form) string {
	var text strings.Builder
	w := csv.NewWriter(&text)
	if form == TSV {
		w.Comma = '\t'
	}
	head, names := v.tableHead(), v.betweenSynonyms()
	_ = w.Write(head) // a string builder never fails
	for i, t := range v.Tags {
		cells := []string{
			v.tablePath(i), joinList(t.Synonyms, "; ", names), joinList(t.Prompts, " | ", byBars), useOf(t), joinList(t.called(), "; ", bySemicolons),
		}
		_ = w.Write(cells[:len(head)])
	}
	w.Flush()
	return text.String()
}

// fullPath is the names from the top to a tag, categories too.
func (v *Vocabulary) fullPath(i int) string {
	var names []string
	for ; i >= 0; i = v.Tags[i].Parent {
		names = append(names, v.Tags[i].Name)
	}
	slices.Reverse(names)
	return strings.Join(names, "|")
}

// tablePath is fullPath with its steps as they are read back.
func (v *Vocabulary) tablePath(i int) string {
	path := v.fullPath(i)
	if !strings.ContainsAny(path, "#[{"+escape) {
		return path
	}
	steps := strings.Split(path, "|")
	for n, step := range steps {
		steps[n] = escaped(step, hasSign)
	}
	return strings.Join(steps, "|")
}
