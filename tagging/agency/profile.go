// Package agency prepares photos for stock agencies: which keywords each gets, how many and in
// which order, what it still lacks, and the table that the agency reads. It knows no model and
// opens no file.
package agency

import (
	"fmt"
	"slices"
	"strings"

	"catchlight/library/keywords"
	"catchlight/library/picture"
)

// Field is what a column of an agency's table holds.
type Field string

// The fields. An Empty column has to be there, and is for the photographer to fill in.
const (
	Filename Field = "filename"
	Title    Field = "title"
	Keywords Field = "keywords"
	Category Field = "category"
	Empty    Field = "empty"
)

// Column is one column of an agency's table.
type Column struct {
	Head  string
	Holds Field
}

// Profile says what an agency takes. Numbers that are 0 do not bound. Immutable.
type Profile struct {
	Name    string // as the command line and the settings know it
	Title   string // as people know it
	Columns []Column
	Formats []picture.Format // that it takes; nil: any

	Least, Most  int // keywords of a photo
	LongestName  int // characters of a file name, with its extension
	LongestTitle int // characters
	CommaInTitle bool
	Categories   bool // a photo must have one

	MostRows, MostBytes int // of one table
}

// Own is the name of the profile that the user makes.
const Own = "own"

// Profiles are the built-in ones, and the user's own with its defaults.
//
// Adobe Stock:
// helpx.adobe.com/stock/contributor/manage-your-portfolio/csv-requirements-content.html (filename
// of 30 characters, title of 70 without commas, 5,000 rows, 1 MB, UTF-8; the columns of its sample
// file). That page lets 50 keywords in, the page on titles and keywords
// (helpx.adobe.com/stock/contributor/help/titles-and-keyword.html) and the portal 49: 49 passes
// both.
//
// Shutterstock: submit.shutterstock.com/help/en/articles/10594645-how-do-i-submit-photos-for-review
// (7 to 50 keywords, a title, at least one category, JPEG or TIFF; metadata by CSV). The columns
// are those of the sample file of its upload page, which lies behind a login; what stands in its
// last three, only the photographer can say.
//
// Alamy: alamy.com/blog/importance-of-accuracy-in-captions (a caption and 5 tags put a photo on
// sale), alamy.com/blog/questions-we-get-asked-about-alamy-image-manager (at most 50 tags,
// separated by commas; it reads caption and keywords of the file itself). Its help describes no
// table: this one has the names of the fields of its image manager, to be copied from.
func Profiles() []Profile {
	return []Profile{
		{
			Name: "adobe", Title: "Adobe Stock",
			Columns: []Column{
				{"Filename", Filename}, {"Title", Title}, {"Keywords", Keywords}, {"Category", Category}, {"Releases", Empty},
			},
			Formats: []picture.Format{picture.JPEG, picture.PNG},
			Least:   5, Most: 49, LongestName: 30, LongestTitle: 70, MostRows: 5000, MostBytes: 1 << 20,
		},
		{
			Name: "shutterstock", Title: "Shutterstock",
			Columns: []Column{
				{"Filename", Filename},
				{"Description", Title},
				{"Keywords", Keywords},
				{"Categories", Category},
				{"Editorial", Empty},
				{"Mature content", Empty},
				{"Illustration", Empty},
			},
			Formats: []picture.Format{picture.JPEG, picture.TIFF},
			Least:   7, Most: 50, LongestTitle: 200, CommaInTitle: true, Categories: true,
		},
		{
			Name: "alamy", Title: "Alamy",
			Columns: []Column{{"Filename", Filename}, {"Caption", Title}, {"Tags", Keywords}},
			Formats: []picture.Format{picture.JPEG},
			Least:   5, Most: 50, LongestTitle: 150, CommaInTitle: true,
		},
		{
			Name: Own, Title: "Own",
			Columns:      []Column{{"Filename", Filename}, {"Title", Title}, {"Keywords", Keywords}},
			CommaInTitle: true,
		},
	}
}

// Find gives the profile of a name in any case, also "Adobe Stock". The error names those that
// there are.
func Find(name string) (Profile, error) {
	all := Profiles()
	i := slices.IndexFunc(all, func(p Profile) bool {
		return strings.EqualFold(p.Name, name) || strings.EqualFold(p.Title, name)
	})
	if i < 0 {
		return Profile{}, fmt.Errorf("there is no agency %q: give %s", name, strings.Join(Names(), ", "))
	}
	return all[i], nil
}

// Names are the names of the profiles.
func Names() []string {
	var names []string
	for _, p := range Profiles() {
		names = append(names, p.Name)
	}
	return names
}

// With is the profile with the user's own columns and bounds: nil columns and a negative number
// leave what is there.
func (p Profile) With(columns []Column, least, most int) Profile {
	if columns != nil {
		p.Columns = columns
	}
	if least >= 0 {
		p.Least = least
	}
	if most >= 0 {
		p.Most = most
	}
	return p
}

// ParseColumns reads columns as a person writes them: "filename,title,keywords", each as
// HEAD=FIELD where its head is to be another than its field.
func ParseColumns(text string) ([]Column, error) {
	var columns []Column
	for _, part := range keywords.LineWords(text) {
		head, field, named := strings.Cut(strings.TrimSpace(part), "=")
		if !named {
			field = head
		}
		holds := Field(strings.ToLower(strings.TrimSpace(field)))
		if head = strings.TrimSpace(head); head == "" || !slices.Contains(fields(), holds) {
			return nil, fmt.Errorf("%q is no column: give filename, title, keywords, category or empty, or HEAD=FIELD", part)
		}
		columns = append(columns, Column{head, holds})
	}
	if !slices.ContainsFunc(columns, func(c Column) bool { return c.Holds == Filename }) {
		return nil, fmt.Errorf("no column of %q is the filename: by it an agency finds the photo of a row", text)
	}
	return columns, nil
}

func fields() []Field { return []Field{Filename, Title, Keywords, Category, Empty} }

// Has reports whether a column of the table holds a field.
func (p Profile) Has(f Field) bool {
	return slices.ContainsFunc(p.Columns, func(c Column) bool { return c.Holds == f })
}
