// Package guide is the manual as the window shows it: the texts of this folder, which are written
// once, for readers of the files and of the window alike. It is a package because only files beside
// or below its own source can be put into a program.
package guide

import (
	"embed"
	"path"
	"regexp"
	"slices"
	"strings"
)

// files are the texts in English, and those that are translated in a folder of each language.
//
//go:embed *.md de es fr it ja uk zh
var files embed.FS

// Page is one file of the manual.
type Page struct {
	Name  string // of the file, without its ending
	Title string
	Parts []Part
}

// Kind is what a part of a page is.
type Kind uint8

// The kinds of parts.
const (
	Text    Kind = iota
	Heading      // of a section
	Item         // of a list; its sign stands in the text
	Row          // of a table, by cells
	Code         // lines to be typed
)

// Part is a paragraph, or what stands in place of one.
type Part struct {
	Kind  Kind
	Text  string   // without the signs of Markdown
	Cells []string // of a Row
	Head  []string // of a Row below the first one of its table: the cells of that
}

// order is that of reading; other pages follow by name.
var order = []string{
	"quick-start", "install-linux", "install-windows", "install-macos", "accuracy", "other-programs", "agencies", "troubleshooting",
}

// Pages are the pages of the manual in the order of reading, in the language of a locale (BCP 47),
// where that is one of the window, else in English.
func Pages(locale string) []Page {
	language, _, _ := strings.Cut(locale, "-") // whatever the country
	entries, err := files.ReadDir(".")
	if err != nil {
		return nil // a folder that is part of the program can be read
	}
	var all []Page
	for _, e := range entries {
		name, isText := strings.CutSuffix(e.Name(), ".md")
		if text, err := files.ReadFile(e.Name()); isText && err == nil {
			if translated, err := files.ReadFile(path.Join(language, e.Name())); err == nil {
				text = translated
			}
			all = append(all, parse(name, string(text)))
		}
	}
	place := func(p Page) int {
		if at := slices.Index(order, p.Name); at >= 0 {
			return at
		}
		return len(order)
	}
	slices.SortStableFunc(all, func(a, b Page) int { return place(a) - place(b) })
	return all
}

// parse reads the Markdown that our own texts use: headings, paragraphs, lists, tables, code.
func parse(name, text string) Page {
	r := reader{page: Page{Name: name, Title: name}}
	for line := range strings.Lines(text) {
		r.line(strings.TrimRight(line, " \t\r\n"))
	}
	p := r.page
	for i, part := range p.Parts {
		if part.Kind != Code {
			p.Parts[i].Text = plain(part.Text)
		}
	}
	p.Parts = slices.DeleteFunc(p.Parts, func(part Part) bool { return part.Text == "" && part.Kind != Row })
	return p
}

// reader puts the lines of a text together to a page.
type reader struct {
	page Page
	open bool     // the last part goes on with the next line
	head []string // the first row of the table that is read
}

func (r *reader) line(line string) {
	text := strings.TrimSpace(line)
	title, isTitle := strings.CutPrefix(line, "# ")
	if !strings.HasPrefix(line, "|") {
		r.head = nil
	}
	switch {
	case text == "":
		r.open = false
	case isTitle:
		r.page.Title, r.open = plain(title), false
	case strings.HasPrefix(line, "#"):
		r.add(Part{Kind: Heading, Text: strings.TrimLeft(line, "# ")}, false)
	case strings.HasPrefix(line, "|"):
		r.row(cellsOf(line))
	case item.MatchString(line):
		r.add(Part{Kind: Item, Text: strings.Replace(text, "- ", "• ", 1)}, true)
	case r.open:
		r.page.Parts[len(r.page.Parts)-1].Text += " " + text
	case strings.HasPrefix(line, "    "):
		r.add(Part{Kind: Code, Text: text}, false)
	default:
		r.add(Part{Kind: Text, Text: text}, true)
	}
}

// row adds a row of a table, unless it only divides the head from the rest.
func (r *reader) row(cells []string) {
	if isRuler(cells) {
		return
	}
	r.add(Part{Kind: Row, Cells: cells, Head: r.head}, false)
	if r.head == nil {
		r.head = cells
	}
}

// add adds a part; open says that the next line may go on with it.
func (r *reader) add(p Part, open bool) { r.page.Parts, r.open = append(r.page.Parts, p), open }

// item is how a line of a list begins.
var item = regexp.MustCompile(`^(- |\d+\. )`)

// cellsOf are the cells of a line of a table; one that only leads to what is no page of the manual
// says nothing there.
func cellsOf(line string) []string {
	var cells []string
	for cell := range strings.SplitSeq(strings.Trim(line, "|"), "|") {
		if cell = strings.TrimSpace(cell); elsewhere.MatchString(cell) {
			cell = "–"
		}
		cells = append(cells, plain(cell))
	}
	return cells
}

// elsewhere is a link to another folder, and nothing besides.
var elsewhere = regexp.MustCompile(`^\[[^\]]*\]\([^)]*/[^)]*\)$`)

// isRuler reports whether a line of a table only divides its head from the rest.
func isRuler(cells []string) bool {
	return !slices.ContainsFunc(cells, func(cell string) bool { return strings.Trim(cell, "-: ") != "" })
}

var (
	image = regexp.MustCompile(`!\[[^\]]*\]\([^)]*\)`)
	marks = []*regexp.Regexp{
		regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`), regexp.MustCompile("`([^`]+)`"),
		regexp.MustCompile(`\*\*(.+?)\*\*`), regexp.MustCompile(`\*(\S[^*]*)\*`),
	}
)

// plain takes off the signs of Markdown: of a link its text stays, of a picture nothing.
func plain(text string) string {
	text = image.ReplaceAllString(text, "")
	for _, mark := range marks {
		text = mark.ReplaceAllString(text, "$1")
	}
	return strings.TrimSpace(text)
}
