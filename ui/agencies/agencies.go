// Package agencies is the page that makes tables of keywords for stock agencies: which photos an
// agency would take as they are, what the others lack, and the file.
package agencies

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/library"
	"catchlight/tagging/agency"
	"catchlight/ui/kit"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
	"catchlight/ui/thumbnail"
)

// Deps is what the page works with. All must be set.
type Deps struct {
	Photos    []library.ID // that the table is of
	Snapshot  func() *library.Snapshot
	Tiles     thumbnail.Tiles
	Judge     func(p *library.Photo, words []agency.Word) // fills in how sure the model is; any goroutine may call it
	Work      func(do func() error, done func(error))     // does what takes time beside the window
	AskFolder func(chosen func(folder string))
	Save      func(path string, table []byte) error // may block
	Saved     func(path string, rows int, err error)
	Today     func() time.Time

	Choice Choice       // what was chosen last
	Keep   func(Choice) // keeps what is chosen now
}

// agencies is the page.
type agencies struct {
	deps    Deps
	head    *kit.Column // what is chosen, and what it comes to
	column  *kit.Column // the photos
	body    *fyne.Container
	drawn   map[drawn]fyne.CanvasObject // rows that stand in column
	save    *kit.Button
	choice  Choice
	profile agency.Profile // that is chosen
	fields  fields
	wrong   string // why the columns are none; "" they are
	large   string // why the agency would refuse the table; "" it would not
	judging bool
	seen    *library.Snapshot // that they were judged by
	ids     []library.ID      // of the photos
	photos  []agency.Photo    // nil: they are being judged for the first time
	rows    []agency.Row
}

// drawn is what a row shows.
type drawn struct {
	id   library.ID
	text string
}

// New returns the page, which judges the photos at once.
func New(d Deps) *page.Page {
	p := &agencies{deps: d, head: page.NewColumn(10), column: page.NewColumn(10), choice: d.Choice}
	p.body = page.Headed(p.head, p.column)
	p.adopt()
	p.makeFields()
	p.save = kit.NewButton(lang.X("agency.save", "Save…"), p.ask)
	p.save.Accent = true
	p.judge()
	p.show()
	return &page.Page{ID: "agencies", Title: lang.X("agency.title", "Table for an agency"), Body: p.body, Actions: []fyne.CanvasObject{p.save}, Tick: p.follow}
}

// judge finds out how sure the model is of the words of all photos.
func (p *agencies) judge() {
	snap := p.deps.Snapshot()
	ids, photos := []library.ID{}, []agency.Photo{}
	p.judging, p.seen = true, snap
	p.deps.Work(func() error {
		for _, id := range p.deps.Photos {
			photo := snap.Photo(id)
			if photo == nil {
				continue // it has left the library
			}
			words := agency.WordsOf(photo, snap.Decisions(id))
			p.deps.Judge(photo, words)
			ids = append(ids, id)
			photos = append(photos, agency.Photo{Path: photo.Path, Title: titleOf(photo), Words: words})
		}
		return nil
	}, func(error) {
		p.judging, p.ids, p.photos = false, ids, photos
		p.choose()
	})
}

// follow judges anew when the photos are not as they were: the user has decided in the loupe, or
// another program has given them titles.
func (p *agencies) follow() {
	now, before := p.deps.Snapshot(), p.seen
	if p.judging || now == before {
		return
	}
	p.seen = now
	if slices.ContainsFunc(p.deps.Photos, func(id library.ID) bool {
		return now.Photo(id) != before.Photo(id) || !slices.Equal(now.Decisions(id), before.Decisions(id))
	}) {
		p.judge()
	}
}

func titleOf(p *library.Photo) string {
	if p.Keywords.Title != "" {
		return p.Keywords.Title
	}
	return p.Title
}

func (p *agencies) show() {
	list := []fyne.CanvasObject{
		kit.NewParagraph(p.sentence(), kit.StylePage), p.choices(), kit.NewParagraph(p.takes(), kit.StyleCaption),
	}
	for _, trouble := range []string{p.wrong, p.large} {
		if trouble != "" {
			line := kit.NewPairRow(kit.NewMark(theme.WarningIcon(), 16, kit.TokenAlert), kit.NewParagraph(trouble, kit.StyleText))
			line.Width = 24
			list = append(list, line)
		}
	}
	p.head.SetObjects(list...)
	p.save.SetDisabled(len(p.rows) == 0 || p.wrong != "")
	p.list()
	p.body.Refresh()
}

// list shows the photos. Rows that say what they said stay, so that typing is not held up.
func (p *agencies) list() {
	var list []fyne.CanvasObject
	before := p.drawn
	p.drawn = map[drawn]fyne.CanvasObject{}
	shown := p.inOrder()
	for _, i := range shown[:min(len(shown), page.MostListed)] {
		says := drawn{p.ids[i], rowText(p.rows[i])}
		row := before[says]
		if row == nil {
			row = p.row(i, says.text)
		}
		p.drawn[says] = row
		list = append(list, row)
	}
	if left := len(shown) - page.MostListed; left > 0 {
		list = append(list, kit.NewText(phrase.AndMore(left), kit.StyleCaption))
	}
	p.column.SetObjects(list...)
}

// row is a photo with what it lacks, and its words as the table has them.
func (p *agencies) row(i int, text string) fyne.CanvasObject {
	path := p.photos[i].Path
	tile, _ := p.deps.Tiles.Of(p.ids[i], path)
	name := kit.NewText(filepath.Base(path), kit.StyleText)
	name.Width = 1
	return kit.NewMediaRow(nil, tile, kit.NewColumn(4, name, kit.NewParagraph(text, kit.StyleCaption)))
}

// sentence says how many photos there are, and how many the agency would refuse.
func (p *agencies) sentence() string {
	if p.photos == nil {
		return lang.XN("agency.looking", "Looking at {{.n}} photos…", len(p.deps.Photos), phrase.Count(len(p.deps.Photos)))
	}
	lacking := 0
	for _, r := range p.rows {
		lacking += min(len(r.Missing), 1)
	}
	data := map[string]any{"photos": phrase.Photos(len(p.rows)), "agency": p.profile.Title, "n": phrase.Number(lacking)}
	switch own := p.profile.Name == agency.Own; {
	case own && lacking == 0:
		return lang.X("agency.ownComplete", "{{.photos}}: nothing is missing.", data)
	case own:
		return lang.XN("agency.ownLacking", "{{.photos}}: {{.n}} lack something.", lacking, data)
	case lacking == 0:
		return lang.X("agency.complete", "{{.photos}} for {{.agency}}: nothing is missing.", data)
	}
	return lang.XN("agency.lacking", "{{.photos}} for {{.agency}}: {{.n}} would be refused as they are.", lacking, data)
}

// takes says how many keywords the agency takes, and what columns the table has.
func (p *agencies) takes() string {
	var heads []string
	for _, c := range p.profile.Columns {
		heads = append(heads, c.Head)
	}
	data := map[string]any{"least": phrase.Number(max(p.profile.Least, 1)), "most": phrase.Number(p.profile.Most), "columns": strings.Join(heads, ", ")}
	if p.profile.Most == 0 {
		return lang.X("agency.takesAll", "Any number of keywords. Columns: {{.columns}}.", data)
	}
	return lang.X("agency.takes", "{{.least}} to {{.most}} keywords a photo. Columns: {{.columns}}.", data)
}

// inOrder are the numbers of the rows, those that lack something first.
func (p *agencies) inOrder() []int {
	order := make([]int, len(p.rows))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return min(len(p.rows[b].Missing), 1) - min(len(p.rows[a].Missing), 1) })
	return order
}

// rowText is what is missing, the keywords in their order, and those that are left out.
func rowText(r agency.Row) string {
	parts := make([]string, len(r.Missing))
	for i, lack := range r.Missing {
		parts[i] = phrase.Said(lack)
	}
	if len(r.Keywords) > 0 {
		parts = append(parts, strings.Join(r.Keywords, ", "))
	}
	if len(r.LeftOut) > 0 {
		parts = append(parts, lang.X("agency.leftOut", "left out: {{.words}}", map[string]any{"words": strings.Join(r.LeftOut, ", ")}))
	}
	return strings.Join(parts, " · ")
}

// ask asks for the folder, and writes the table there under a name of the agency and the day.
func (p *agencies) ask() {
	profile, rows := p.profile, p.rows
	p.deps.AskFolder(func(folder string) {
		path := filepath.Join(folder, "catchlight-"+profile.Name+"-"+p.deps.Today().Format("2006-01-02-150405")+".csv")
		p.deps.Work(func() error {
			var table bytes.Buffer
			if err := profile.Write(&table, rows); err != nil {
				return err
			}
			return p.deps.Save(path, table.Bytes())
		}, func(err error) { p.deps.Saved(path, len(rows), err) })
	})
}
