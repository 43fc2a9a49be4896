package vocabulary

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"catchlight/library/keywords"
)

// column is what a column of a table holds.
type column string

// The columns. A path has | between its levels; a level is one step of a path; a parent or category
// is the name of the tag above, which may have a row of its own; lists have ; between their parts
// (names: betweenNames), prompts | because a sentence may have a semicolon.
const (
	colPath     column = "path"
	colLevel    column = "level"
	colName     column = "name"
	colParent   column = "parent"
	colCategory column = "category"
	colSynonyms column = "synonyms"
	colPrompts  column = "prompts"
	colUse      column = "use"
	colOther    column = "" // not taken over

	colLanguages column = "languages" // "de= Hund; fr= chien"
)

// columnTitles are what tables call their columns: ours, and those of agencies, spreadsheets and
// thesauri (SKOS, ISO 25964).
var columnTitles = map[string]column{
	"path": colPath, "keyword path": colPath, "full path": colPath, "hierarchy": colPath, "hierarchical keyword": colPath,
	"name": colName, "keyword": colName, "keywords": colName, "tag": colName, "tags": colName, "term": colName, "word": colName, "label": colName,
	"preferred term": colName, "preflabel": colName, "preferred label": colName, "primary term": colName,
	"parent": colParent, "broader": colParent, "broader term": colParent, "bt": colParent, "parent keyword": colParent,
	"category": colCategory, "group": colCategory, "class": colCategory,
	"synonyms": colSynonyms, "synonym": colSynonyms, "alternatives": colSynonyms, "aliases": colSynonyms, "alias": colSynonyms, "altlabel": colSynonyms,
	"alternate terms": colSynonyms, "alternative terms": colSynonyms, "non-preferred terms": colSynonyms, "use for": colSynonyms, "used for": colSynonyms, "uf": colSynonyms, "variants": colSynonyms,
	"prompts": colPrompts, "prompt": colPrompts,
	"use": colUse, "languages": colLanguages,
}

var levelTitle = regexp.MustCompile(`^(level|l|keyword|tag)[ _-]?[0-9]{1,2}$`)

// table is a text of rows, with what its first line says of them.
type table struct {
	name    string
	rows    [][]string
	comma   rune
	columns []column // nil: the first line is a row as others are
	titles  []string
	names   between // between the names in a cell of synonyms
}

// readTable splits a text into rows; alone says whether a first line of one word may be a heading.
// An error is a broken quote.
func readTable(name, text string, alone bool) (t table, err error) {
	t.name = name
	if rest, is := strings.CutPrefix(text, "sep="); is && len(rest) > 1 && rest[1] == '\n' { // Excel's way to name the comma
		t.comma, text = rune(rest[0]), rest[2:]
	} else {
		t.comma = commaOf(text)
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = t.comma, true, -1
	if t.rows, err = r.ReadAll(); err != nil {
		return t, fmt.Errorf("vocabulary %s: %w", name, err)
	}
	if len(t.rows) > 0 {
		t.columns = columnsOf(t.rows[0], alone)
	}
	if t.columns != nil {
		t.titles, t.rows = t.rows[0], t.rows[1:]
	}
	return t, nil
}

// commaOf is what stands between the cells of the first line.
func commaOf(text string) rune {
	first, _, _ := strings.Cut(text, "\n")
	best := '\t'
	for _, comma := range ",;，；、،؛" {
		if strings.Count(first, string(comma)) > strings.Count(first, string(best)) {
			best = comma
		}
	}
	return best
}

// columnsOf reads a row as a heading; nil where it names no tag, or could be a tag itself.
func columnsOf(row []string, alone bool) []column {
	var columns []column
	known := 0
	for _, cell := range row {
		title := strings.ToLower(strings.TrimSpace(cell))
		c := columnTitles[title]
		if levelTitle.MatchString(title) {
			c = colLevel
		}
		if c != colOther {
			known++
		}
		columns = append(columns, c)
	}
	names := func(c column) bool { return c == colPath || c == colLevel || c == colName }
	if !slices.ContainsFunc(columns, names) || known < 2 && (!alone || !names(columns[0])) {
		return nil
	}
	return columns
}

// parseTable reads a table with one tag a row, .csv with commas or semicolons, or .tsv. The first
// line names its columns: path, synonyms, prompts and use as Text writes them, or what agencies,
// spreadsheets and thesauri call theirs (keyword, category, parent, level 1, use for, …). Without
// such a line a .tsv has our columns in their order; the cells of a .csv are steps of a path, each
// below the last row's, where rows begin with empty cells; else every cell is a tag. A tag of a
// path that has no row of its own is a tag. Encodings: decodeText. Errors and Notes are as Parse's.
// Pure.
func parseTable(name string, data []byte) (*Vocabulary, error) {
	text, notes, err := decodeText(name, data)
	if err != nil {
		return nil, err
	}
	t, err := readTable(name, text, true)
	if err != nil {
		return nil, err
	}
	indented := slices.ContainsFunc(t.rows, func(row []string) bool { return row[0] == "" && len(row) > 1 })
	switch {
	case t.columns != nil:
	case indented && t.comma == '\t':
		return parseList(name, text, notes)
	case indented:
		t.columns = levels(t.rows)
	case strings.EqualFold(filepath.Ext(name), ".csv"):
		return t.parseCells(notes)
	default:
		t.columns = []column{colPath, colSynonyms, colPrompts, colUse}
	}
	return t.parse(notes)
}

// levels are as many columns as the widest row has, all steps of a path.
func levels(rows [][]string) []column {
	most := 0
	for _, row := range rows {
		most = max(most, len(row))
	}
	return slices.Repeat([]column{colLevel}, most)
}

func (t table) parser(notes []string) *parser {
	p := newParser(t.name, notes)
	if p.v.table = CSV; t.comma == '\t' {
		p.v.table = TSV
	}
	return p
}

// parseCells takes every cell for a tag.
func (t table) parseCells(notes []string) (*Vocabulary, error) {
	p := t.parser(notes)
	for n, cells := range t.rows {
		p.number = n + 1
		for _, cell := range cells {
			if err := p.path([]string{cell}); err != nil {
				return nil, err
			}
		}
	}
	return p.vocabulary()
}

// parse adds the tags of the rows by their columns.
func (t table) parse(notes []string) (*Vocabulary, error) {
	p := t.parser(append(notes, t.notTaken()...))
	t.names = betweenNames(t.cellsOf(colSynonyms))
	var last []string
	tops := t.parents()
	for n, cells := range t.rows {
		p.number = n + 1 + min(len(t.titles), 1)
		r := t.row(cells, last)
		last = r.path
		if err := p.row(r, tops); err != nil {
			return nil, err
		}
	}
	return p.vocabulary()
}

// notTaken names the columns that mean nothing to a vocabulary.
func (t table) notTaken() []string {
	var others []string
	for i, title := range t.titles {
		if t.columns[i] == colOther && strings.TrimSpace(title) != "" {
			others = append(others, strings.TrimSpace(title))
		}
	}
	if len(others) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("Not taken over from the table: what stands under %s.", Quote(others))}
}

// row is a tag of a table.
type row struct {
	path              []string
	categories        []string // above the path
	parent            string   // the name of the tag above
	synonyms, prompts []string
	languages         []string // "de= Hund"
	use               string
}

// oneLine makes spaces of what a cell may hold and a name may not; oneTab leaves the ends of lines.
var (
	oneLine = strings.NewReplacer("\n", " ", "\t", " ")
	oneTab  = strings.NewReplacer("\t", " ")
)

// row reads cells by their columns. last is the path of the row before, which gives the steps that
// are left empty.
func (t table) row(cells, last []string) row {
	var r row
	step := 0
	for i, c := range t.columns {
		cell, list := "", ""
		if i < len(cells) {
			list = cells[i]
			cell = cleanName(oneLine.Replace(list))
		}
		switch c {
		case colPath:
			r.path = []string{cell}
		case colName:
			r.path = append(r.path, cell)
		case colLevel:
			if cell == "" && len(r.path) == step && step < len(last) && later(cells[min(i, len(cells)):]) {
				cell = last[step]
			}
			if cell != "" {
				r.path = append(r.path, cell)
			}
			step++
		case colCategory:
			r.categories = append(r.categories, cell)
		case colParent:
			r.parent = cell
		case colSynonyms, colPrompts, colLanguages:
			r.more(c, list, t.names)
		case colUse:
			r.use = cell
		}
	}
	return r
}

// more adds what a cell lists.
func (r *row) more(c column, cell string, names between) {
	switch c {
	case colSynonyms:
		r.synonyms = append(r.synonyms, splitList(oneTab.Replace(cell), names)...)
	case colPrompts:
		r.prompts = append(r.prompts, splitList(oneLine.Replace(cell), byBars)...)
	case colLanguages:
		r.languages = append(r.languages, splitList(oneTab.Replace(cell), bySemicolons)...)
	}
}

// cellsOf are all cells of the columns that hold something.
func (t table) cellsOf(c column) []string {
	var all []string
	for _, cells := range t.rows {
		for i, cell := range cells {
			if i < len(t.columns) && t.columns[i] == c {
				all = append(all, cell)
			}
		}
	}
	return all
}

// later reports whether a cell that follows says something.
func later(cells []string) bool {
	return slices.ContainsFunc(cells, func(cell string) bool { return strings.TrimSpace(cell) != "" })
}

// parents gives the parent that each name has in the table.
func (t table) parents() map[string]string {
	above := map[string]string{}
	if !slices.Contains(t.columns, colParent) {
		return above
	}
	for _, cells := range t.rows {
		if r := t.row(cells, nil); len(r.path) > 0 && above[keywords.Fold(r.path[0])] == "" {
			above[keywords.Fold(r.path[0])] = r.parent
		}
	}
	return above
}

// row adds one tag of a table. above gives the parent of each name.
func (p *parser) row(r row, above map[string]string) error {
	var steps []string
	for parent := r.parent; parent != "" && !slices.Contains(steps, parent); parent = above[keywords.Fold(parent)] {
		steps = append(steps, parent)
	}
	slices.Reverse(steps)
	for category := range strings.SplitSeq(strings.Join(r.categories, "|"), "|") {
		if category = cleanName(category); category != "" {
			steps = append(steps, "["+category+"]")
		}
	}
	if err := p.path(append(steps, r.path...)); err != nil || len(p.open) == 0 {
		return err
	}
	t := &p.v.Tags[p.open[len(p.open)-1].tag]
	t.use(r.use)
	for _, called := range r.languages {
		if language, name, ok := inLanguage(called); ok && name != "" {
			t.call(language, name)
		}
	}
	for _, name := range slices.Concat(r.synonyms, r.prompts) {
		if err := p.check(name); err != nil {
			return err
		}
		p.names++
	}
	t.Synonyms, t.Prompts = append(t.Synonyms, r.synonyms...), append(t.Prompts, r.prompts...)
	return nil
}

// use makes a tag what a cell says, the cell that useOf gives.
func (t *Tag) use(cell string) {
	if rest, ok := strings.CutSuffix(cell, useByAll); ok {
		cell, t.ByAll = strings.TrimSpace(rest), true
	}
	for _, parents := range []struct {
		ending string
		means  Parents
	}{{useNever, ParentsNeither}, {useAlways, ParentsAlways}} {
		if rest, ok := strings.CutSuffix(cell, parents.ending); ok {
			cell, t.Parents = strings.TrimSpace(rest), parents.means
		}
	}
	rest, oneOf := strings.CutSuffix(cell, useOneOf)
	kind := strings.TrimSpace(rest)
	t.OneOf = t.OneOf || oneOf
	if kind != "" || !t.Unsaid {
		t.Heading, t.Unsaid = kind == useHeading || kind == useCategory, kind == useCategory
	}
}

// path opens a tag from the top, and adds what is missing of the way to it.
func (p *parser) path(steps []string) error {
	p.open = p.open[:0]
	for width, step := range strings.Split(strings.Join(steps, "|"), "|") {
		if err := p.tag(cleanName(step), width); err != nil {
			return err
		}
	}
	return nil
}

// parseClasses reads imagenet-1k.tsv: wnid, name, synonyms and parents (nearest first), both
// separated by semicolons. Parents become headings that are written as ancestors but never scored.
func parseClasses(name string, data []byte) (*Vocabulary, error) {
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma, r.LazyQuotes = '\t', true
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read the built-in vocabulary %s: %w", name, err)
	}
	p := newParser(name, nil)
	for _, row := range rows[1:] {
		parents := list(row[3])
		up := -1
		for i := len(parents) - 1; i >= 0; i-- {
			up = p.put(Tag{Name: parents[i], Parent: up, Heading: true})
		}
		p.v.Tags = append(p.v.Tags, Tag{Name: row[1], Synonyms: list(row[2]), Parent: up})
	}
	return p.vocabulary()
}

func list(joined string) []string {
	if joined == "" {
		return nil
	}
	return strings.Split(joined, ";")
}
