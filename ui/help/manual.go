package help

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/docs/guide"
	"catchlight/ui/kit"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
)

// manual is the page that shows the guide: one of its pages, or what a search has found in all.
type manual struct {
	pages     []guide.Page
	at        int
	find      *kit.Entry
	body, nav *kit.Column
	scroll    *kit.Scroll
	navShown  func() bool
}

// Manual is the guide, as it lies in the program: it needs no network. navShown reports whether the
// names of its pages have a place beside it.
func Manual(navShown func() bool) *page.Page {
	m := &manual{pages: guide.Pages(phrase.Locale()), body: page.NewColumn(12), nav: kit.NewColumn(0), navShown: navShown}
	m.nav.Top = 8
	m.find = kit.NewEntry(lang.X("manual.find", "Find in the manual"), theme.SearchIcon(), nil)
	m.find.Short = lang.X("cmd.search", "Search")
	m.find.OnChanged = func(string) { m.show() }
	m.scroll = kit.NewScroll(m.body)
	m.show()
	return &page.Page{
		ID: "manual", Title: lang.X("cmd.manual", "Manual"), Body: m.scroll, Actions: []fyne.CanvasObject{kit.NewSized(m.find, 240)},
		Nav: container.NewStack(kit.NewSurface(kit.TokenPanel), kit.NewScroll(m.nav)), Find: m.find, Subject: m,
	}
}

// show shows what is looked for, else the page that was chosen.
func (m *manual) show() {
	words := strings.Fields(m.find.Text)
	var list []fyne.CanvasObject
	if len(words) > 0 {
		list = m.found(words)
	} else {
		list = m.shown()
	}
	m.body.SetObjects(list...)
	m.scroll.ScrollToTop()
	m.names()
}

// choose shows another page.
func (m *manual) choose(page int) {
	m.at = page
	m.find.SetText("")
	m.show()
}

// names lists the pages beside the one that is shown.
func (m *manual) names() {
	rows := []fyne.CanvasObject{kit.NewHeading(lang.X("cmd.manual", "Manual"))}
	for i, p := range m.pages {
		row := kit.NewRow(p.Title)
		row.Wrap = true
		row.Selected = i == m.at && strings.TrimSpace(m.find.Text) == ""
		row.OnTapped = func() { m.choose(i) }
		rows = append(rows, row)
	}
	m.nav.SetObjects(rows...)
}

// found are the places of all pages that have most of the words, below the titles of their pages.
func (m *manual) found(words []string) []fyne.CanvasObject {
	most, n := 1, 0
	var list []fyne.CanvasObject
	for _, p := range m.pages {
		places := p.Find(words)
		if len(places) == 0 || places[0].Words < most {
			continue
		}
		if places[0].Words > most {
			most, n, list = places[0].Words, 0, nil
		}
		n, list = n+len(places), append(list, kit.NewText(p.Title, kit.StyleTitle))
		for _, place := range places {
			for _, part := range place.Parts {
				list = append(list, partOf(part))
			}
		}
	}
	says := lang.XN("manual.found", "{{.n}} places", n, phrase.Count(n))
	if n > 0 && most < len(words) {
		says = lang.X("manual.some", "Nowhere do all of these words stand together. Here some of them do:")
	}
	return append([]fyne.CanvasObject{kit.NewParagraph(says, kit.StyleDim)}, list...)
}

// shown is the page that was chosen.
func (m *manual) shown() []fyne.CanvasObject {
	var titles []string
	for _, p := range m.pages {
		titles = append(titles, p.Title)
	}
	list := []fyne.CanvasObject{page.NewPartTitle(titles, m.at, m.navShown, m.choose)}
	for _, part := range m.pages[m.at].Parts {
		list = append(list, partOf(part))
	}
	return list
}

func partOf(part guide.Part) fyne.CanvasObject {
	switch part.Kind {
	case guide.Heading:
		return kit.NewParagraph(part.Text, kit.StyleTitle)
	case guide.Row:
		return kit.NewPairRow(kit.NewParagraph(part.Cells[0], kit.StyleBold), kit.NewParagraph(strings.Join(part.Cells[1:], "\n"), kit.StyleText))
	case guide.Code:
		return kit.NewParagraph(part.Text, kit.StyleDim)
	default:
		return kit.NewParagraph(part.Text, kit.StyleText)
	}
}
