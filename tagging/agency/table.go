package agency

import (
	"encoding/csv"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/library/picture"
)

// Photo is what a row is made of.
type Photo struct {
	Path     string
	Title    string
	Category string
	Words    []Word
}

// Row is a photo as an agency gets it.
type Row struct {
	Filename, Title, Category string
	Keywords                  []string // in order
	LeftOut                   []string // beyond the agency's number
	Missing                   []string // sentences: why the agency would refuse the row
	ByHand                    bool     // the user has put keywords in order
}

// Rows makes the rows of photos, in their order. What is missing is judged by the profile; two
// photos of one file name, which the agency cannot tell apart, are too. Pure.
func (p Profile) Rows(photos []Photo, o Order) []Row {
	rows := make([]Row, len(photos))
	named := map[string]int{}
	for i, photo := range photos {
		rows[i] = p.row(photo, o)
		named[strings.ToLower(rows[i].Filename)]++
	}
	for i := range rows {
		if n := named[strings.ToLower(rows[i].Filename)]; n > 1 {
			rows[i].lacks("%d photos here have this file name: rename all but one before you upload them", n)
		}
	}
	return rows
}

func (p Profile) row(photo Photo, o Order) Row {
	r := Row{
		Filename: keywords.Clean(filepath.Base(photo.Path)), Title: oneLine(photo.Title), Category: oneLine(photo.Category),
	}
	for _, w := range arranged(photo.Words, o) {
		r.ByHand = r.ByHand || w.Place > 0
		if p.Most == 0 || len(r.Keywords) < p.Most {
			r.Keywords = append(r.Keywords, w.Name)
		} else {
			r.LeftOut = append(r.LeftOut, w.Name)
		}
	}
	p.judgeName(&r, photo.Path)
	p.judgeTitle(&r)
	p.judgeRest(&r)
	return r
}

// oneLine is a text without line breaks, which many readers of tables take for the end of a row.
func oneLine(text string) string {
	text = strings.NewReplacer("\r", " ", "\n", " ", "\t", " ").Replace(text)
	return strings.Join(strings.Fields(keywords.Clean(text)), " ")
}

func (r *Row) lacks(format string, args ...any) {
	r.Missing = append(r.Missing, fmt.Sprintf(format, args...))
}

func (p Profile) judgeName(r *Row, path string) {
	if r.Filename != filepath.Base(path) {
		r.lacks("the file name has characters that no table can hold: rename the file")
	}
	if beginsFormula(r.Filename) { // a space before it would be of another file
		r.lacks("the file name begins as a formula does, which a spreadsheet would calculate: rename the file")
	}
	if n := utf8.RuneCountInString(r.Filename); p.LongestName > 0 && n > p.LongestName {
		r.lacks("the file name has %d characters, %s takes %d", n, p.Title, p.LongestName)
	}
	format, _ := picture.FormatOf(path)
	if p.Formats != nil && !slices.Contains(p.Formats, format) {
		r.lacks("%s does not take %s: upload a JPEG, and put its name here", p.Title, format.Name())
	}
}

func (p Profile) judgeTitle(r *Row) {
	if !p.Has(Title) {
		return
	}
	n := utf8.RuneCountInString(r.Title)
	switch {
	case n == 0:
		r.lacks("no title")
	case p.LongestTitle > 0 && n > p.LongestTitle:
		r.lacks("the title has %d characters, %s takes %d", n, p.Title, p.LongestTitle)
	}
	if !p.CommaInTitle && strings.Contains(r.Title, ",") {
		r.lacks("the title has a comma, which %s does not take", p.Title)
	}
}

func (p Profile) judgeRest(r *Row) {
	if n := len(r.Keywords); p.Has(Keywords) && n < max(p.Least, 1) {
		r.lacks("%s of at least %d", library.Counted(n, "keyword", "keywords"), max(p.Least, 1))
	}
	if p.Categories && r.Category == "" {
		r.lacks("no category")
	}
}

// Write writes the table of rows in UTF-8: a line of heads, then one for each row. It blocks as w
// does.
func (p Profile) Write(w io.Writer, rows []Row) error {
	table := csv.NewWriter(w)
	cells := make([]string, len(p.Columns))
	for i, c := range p.Columns {
		cells[i] = inert(c.Head)
	}
	_ = table.Write(cells) // Flush keeps the error
	for _, r := range rows {
		for i, c := range p.Columns {
			cells[i] = r.cell(c.Holds)
		}
		_ = table.Write(cells)
	}
	table.Flush()
	return table.Error()
}

func (r Row) cell(f Field) string {
	switch f {
	case Filename:
		return r.Filename
	case Title:
		return inert(r.Title)
	case Keywords:
		return inert(strings.Join(r.Keywords, ", "))
	case Category:
		return inert(r.Category)
	}
	return ""
}

// inert is a text that no spreadsheet takes for a formula, for tables are looked at in one before
// they are uploaded, and titles and keywords may be of other people: a space stands before what
// would begin one, as the signs of owasp.org/www-community/attacks/CSV_Injection do. Whoever reads
// the table cuts it off.
func inert(text string) string {
	if beginsFormula(text) {
		return " " + text
	}
	return text
}

func beginsFormula(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune("=+-@＝＋－＠", first)
}

// TooLarge says in a sentence that the agency would refuse a table of so many rows and bytes; "":
// it would not.
func (p Profile) TooLarge(rows, bytes int) string {
	switch {
	case p.MostRows > 0 && rows > p.MostRows:
		return fmt.Sprintf("%s takes %d rows in one table, this has %d: export in parts", p.Title, p.MostRows, rows)
	case p.MostBytes > 0 && bytes > p.MostBytes:
		return fmt.Sprintf("%s takes %d kB in one table, this has %d: export in parts", p.Title, p.MostBytes>>10, bytes>>10)
	}
	return ""
}
