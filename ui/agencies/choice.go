package agencies

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/tagging/agency"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
)

// Choice is what the user has chosen for tables. The zero value is the first agency's, with the most
// certain keywords first.
type Choice struct {
	Agency   string       // the name of its profile
	Order    agency.Order // of the keywords
	Category string       // of all rows
	Columns  string       // of the user's own profile, as agency.ParseColumns reads them; "": those that it has
	Most     int          // keywords of a photo in it; 0: any number
}

// fields are what is chosen and typed in; they stay the same while the page is drawn anew around
// them, so that the keyboard stays where it is.
type fields struct {
	who, how                *kit.Select
	category, columns, most *kit.Entry
}

// orders are those that can be chosen.
func orders() []agency.Order { return []agency.Order{agency.Certain, agency.AsInFile} }

func (p *Agencies) makeFields() {
	f := &p.fields
	var titles []string
	for _, profile := range agency.Profiles() {
		titles = append(titles, titleOfAgency(profile))
	}
	f.who = kit.NewSelect(titles, slices.Index(titles, titleOfAgency(p.profile)), func(i int) {
		p.change(func(c *Choice) { c.Agency = agency.Profiles()[i].Name })
	})
	f.how = kit.NewSelect([]string{
		lang.X("agency.certain", "Typed first, then the most certain"), lang.X("agency.byHand", "As they stand in the file"),
	}, slices.Index(orders(), p.usualOrder()), func(i int) {
		p.change(func(c *Choice) { c.Order = orders()[i] })
	})
	f.category = field(lang.X("agency.category", "Category of all rows"), p.choice.Category, func(text string) {
		p.change(func(c *Choice) { c.Category = text })
	})
	f.columns = field(lang.X("agency.columns", "Columns, such as File=filename, title, keywords"), p.choice.Columns, func(text string) {
		p.change(func(c *Choice) { c.Columns = text })
	})
	most := ""
	if p.choice.Most > 0 {
		most = strconv.Itoa(p.choice.Most)
	}
	f.most = field(lang.X("agency.most", "Most keywords"), most, func(text string) {
		p.change(func(c *Choice) { c.Most, _ = strconv.Atoi(strings.TrimSpace(text)) })
	})
}

// field is an entry with a text that stood in it before. What was typed stands when the field is
// left: Esc takes back only what has been typed since.
func field(asks, text string, changed func(string)) *kit.Entry {
	e := kit.NewEntry(asks, nil, nil)
	e.Stand(text)
	e.OnChanged = changed
	e.OnFocus = func(bool) { e.Stands = e.Text }
	return e
}

// change makes the rows anew for another choice, which is kept.
func (p *Agencies) change(to func(*Choice)) {
	to(&p.choice)
	p.deps.Keep(p.choice)
	p.adopt()
	p.choose()
}

// adopt makes the profile of what is chosen.
func (p *Agencies) adopt() {
	profile, err := agency.Find(p.choice.Agency)
	if err != nil {
		profile = agency.Profiles()[0]
	}
	p.wrong = ""
	if profile.Name == agency.Own {
		var columns []agency.Column
		if strings.TrimSpace(p.choice.Columns) != "" {
			if columns, err = agency.ParseColumns(p.choice.Columns); err != nil {
				p.wrong = phrase.Sentence(err)
			}
		}
		p.wrong = cmp.Or(p.wrong, p.noNumber())
		profile = profile.With(columns, -1, max(p.choice.Most, 0))
	}
	p.profile = profile
}

// noNumber says that what was typed for the most keywords is no number; "" it is, or nothing was.
func (p *Agencies) noNumber() string {
	if p.fields.most == nil { // before the page is made
		return ""
	}
	text := strings.TrimSpace(p.fields.most.Text)
	if _, err := strconv.ParseUint(text, 10, 31); err == nil || text == "" {
		return ""
	}
	return lang.X("agency.noNumber", "“{{.text}}” is no number of keywords.", map[string]any{"text": text})
}

// choose makes the rows for what is chosen.
func (p *Agencies) choose() {
	if p.photos != nil {
		for i := range p.photos {
			p.photos[i].Category = p.choice.Category
		}
		p.rows = p.profile.Rows(p.photos, p.usualOrder())
		var table bytes.Buffer
		_ = p.profile.Write(&table, p.rows) // a buffer takes all
		p.large = phrase.Said(p.profile.TooLarge(len(p.rows), table.Len()))
	}
	p.show()
}

func (p *Agencies) usualOrder() agency.Order { return cmp.Or(p.choice.Order, agency.Certain) }

// titleOfAgency is the name of an agency, or what the user's own profile is called.
func titleOfAgency(p agency.Profile) string {
	if p.Name == agency.Own {
		return lang.X("agency.own", "Your own")
	}
	return p.Title
}

// choices are the agency, the order of the keywords, and what this agency needs besides.
func (p *Agencies) choices() fyne.CanvasObject {
	f := p.fields
	objects := []fyne.CanvasObject{f.who, f.how}
	if p.profile.Has(agency.Category) {
		objects = append(objects, kit.NewFixed(200, f.category))
	}
	if p.profile.Name == agency.Own {
		objects = append(objects, kit.NewFixed(360, f.columns), kit.NewFixed(136, f.most))
	}
	flow := kit.NewFlow(8, 6)
	flow.SetObjects(objects)
	return flow
}
