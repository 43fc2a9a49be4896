package tagging

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"

	"catchlight/library/metadata"
)

// Form is how a vocabulary is written as text.
type Form string

// The forms. Own is what ParseVocabulary reads; Lightroom is the same without prompts and signs, which Lightroom would take for names;
// plain is one name a line, for programs that know no hierarchy; TSV is a table that says everything.
const (
	Own       Form = "own"
	Lightroom Form = "lightroom"
	Plain     Form = "plain"
	TSV       Form = "tsv"
)

// tableHead names the columns of a TSV: a path has | between its levels, lists have "; ". use is "" for a tag, "heading"
// for one that is written but never proposed, "category" for one that is neither.
var tableHead = []string{"path", "synonyms", "prompts", "use"}

const (
	useHeading  = "heading"
	useCategory = "category"
)

// Text writes the vocabulary. ParseVocabulary (own form) and ParseTable (TSV) read it back. Pure.
func (v *Vocabulary) Text(form Form) string {
	if form == TSV {
		return v.table()
	}
	var text strings.Builder
	children := v.children()
	var write func(tags []int, level int)
	write = func(tags []int, level int) {
		for _, i := range tags {
			text.WriteString(v.entry(i, level, form))
			write(children[i], level+1)
		}
	}
	write(children[-1], 0)
	return text.String()
}

// children lists the tags below each tag, those at the top below −1.
func (v *Vocabulary) children() map[int][]int {
	below := map[int][]int{}
	for i, t := range v.Tags {
		below[t.Parent] = append(below[t.Parent], i)
	}
	return below
}

// entry is the line of a tag and those of its names and prompts.
func (v *Vocabulary) entry(i, level int, form Form) string {
	t := v.Tags[i]
	if form == Plain {
		if t.Heading {
			return ""
		}
		return t.Name + "\n"
	}
	name, indent := t.Name, strings.Repeat("\t", level)
	if form == Own {
		name = escaped(name, "#{")
	}
	if t.Unsaid {
		name = "[" + name + "]"
	}
	text := indent + name + "\n"
	if t.Heading && !t.Unsaid && form == Own {
		text += indent + "\t{" + headingSign + "}\n"
	}
	for _, s := range t.Synonyms {
		if form == Own {
			s = escaped(s, headingSign+"=")
		}
		text += indent + "\t{" + s + "}\n"
	}
	for _, p := range t.Prompts {
		if form == Own {
			text += indent + "\t{= " + p + "}\n"
		}
	}
	return text
}

func (v *Vocabulary) table() string {
	var text strings.Builder
	w := csv.NewWriter(&text)
	w.Comma = '\t'
	_ = w.Write(tableHead) // a string builder never fails
	for i, t := range v.Tags {
		use := ""
		switch {
		case t.Unsaid:
			use = useCategory
		case t.Heading:
			use = useHeading
		}
		_ = w.Write([]string{v.fullPath(i), strings.Join(t.Synonyms, "; "), strings.Join(t.Prompts, "; "), use})
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

// ParseTable reads a TSV: one tag a line, its path, synonyms, prompts and use; columns that are missing are empty, and a
// first line that starts with "path" names them. A tag of a path that has no line of its own is a tag. Pure.
func ParseTable(name string, data []byte) (*Vocabulary, error) {
	if err := checkText(name, data); err != nil {
		return nil, err
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff")))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("vocabulary %s: %w", name, err)
	}
	p := newParser(name)
	for n, row := range rows {
		if n > 0 || row[0] != tableHead[0] {
			p.row(append(row, "", "", "")[:max(len(row), 4)])
		}
	}
	return p.vocabulary()
}

// row adds one tag of a table.
func (p *parser) row(row []string) {
	p.open = p.open[:0]
	for part := range strings.SplitSeq(row[0], "|") {
		p.tag(metadata.Clean(part))
	}
	if len(p.open) == 0 {
		return
	}
	t := &p.v.Tags[p.open[len(p.open)-1]]
	t.Heading, t.Unsaid = row[3] == useHeading || row[3] == useCategory, row[3] == useCategory
	for i, list := range []*[]string{&t.Synonyms, &t.Prompts} {
		for part := range strings.SplitSeq(row[1+i], ";") {
			if part = metadata.Clean(part); part != "" {
				*list = append(*list, part)
			}
		}
	}
}
