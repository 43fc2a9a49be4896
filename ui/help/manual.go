package help

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/docs/guide"
	"catchlight/ui/kit"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
)

// manual is the page that shows the guide: one of its pages, or what a search has found in all.
type manual struct {
	pages    []guide.Page
	at       int
	find     *kit.Entry
	titles   []string // of the pages
	names    *page.Names
	body     *kit.Column
	scroll   *kit.Scroll
	navShown func() bool
}

// Manual is the guide, as it lies in the program: it needs no network. navShown reports whether the
// names of its pages have a place beside it.
func Manual(navShown func() bool) *page.Page {
	m := &manual{pages: guide.Pages(phrase.Locale()), body: page.NewColumn(12), navShown: navShown}
	for _, p := range m.pages {
		m.titles = append(m.titles, p.Title)
	}
	m.names = page.NewNames(lang.X("cmd.manual", "Manual"), m.titles, m.choose)
	m.find = kit.NewEntry(lang.X("manual.find", "Find in the manual"), theme.SearchIcon(), nil)
	m.find.Short = lang.X("cmd.search", "Search")
	m.find.OnChanged = func(string) { m.show() }
	m.scroll = kit.NewScroll(m.body)
	m.show()
	return &page.Page{
		ID: "manual", Title: lang.X("cmd.manual", "Manual"), Body: m.scroll, Actions: []fyne.CanvasObject{kit.NewSized(m.find, 240)},
		Nav: m.names.Object, Find: m.find, Subject: m,
	}
}

// show shows what is looked for, else the page that was chosen.
func (m *manual) show() {
	words := strings.Fields(m.find.Text)
	list, at := m.shown(), m.at
	if len(words) > 0 {
		list, at = m.found(words), -1
	}
	m.names.Show(at)
	m.body.SetObjects(list...)
	m.scroll.ScrollToTop()
}

// choose shows another page.
func (m *manual) choose(page int) {
	m.at = page
	m.find.SetText("")
	m.show()
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
	list := []fyne.CanvasObject{page.NewPartTitle(m.titles, m.at, m.navShown, m.choose)}
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
		return kit.NewPairRow(kit.NewParagraph(part.Cells[0], kit.StyleBold), kit.NewParagraph(rowOf(part), kit.StyleText))
	case guide.Code:
		return kit.NewParagraph(part.Text, kit.StyleDim)
	default:
		return kit.NewParagraph(part.Text, kit.StyleText)
	}
}

// mostPlain is how many cells of a row speak for themselves below each other.
const mostPlain = 3

// rowOf are the cells of a row after its first one, below each other, without those that say nothing;
// where they are many, with what each is about.
func rowOf(part guide.Part) string {
	var lines []string
	for i, cell := range part.Cells[1:] {
		switch {
		case cell == "" || cell == "–":
		case len(part.Cells) > mostPlain && i+1 < len(part.Head):
			lines = append(lines, part.Head[i+1]+": "+cell)
		default:
			lines = append(lines, cell)
		}
	}
	if part.Head == nil && len(part.Cells) > mostPlain {
		return strings.Join(lines, " · ")
	}
	return strings.Join(lines, "\n")
}
