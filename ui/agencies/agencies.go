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
	"fyne.io/fyne/v2/container"
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
	Order     func(id library.ID, words []string, what string) // keeps the order of a photo's words, nil for none, under a label of undo
	RowKey    func(fyne.KeyName)                               // what keys do that the page has no use for
	Hint      func(owner any, text string) func(bool)          // makes what shows a hint
	Today     func() time.Time

	Choice Choice       // what was chosen last
	Keep   func(Choice) // keeps what is chosen now
}

// Agencies is the page.
type Agencies struct {
	deps    Deps
	head    *kit.Column // what is chosen, and what it comes to
	column  *kit.Column // the photos
	body    *fyne.Container
	drawn   map[drawn]fyne.CanvasObject // rows that stand in column
	words   map[library.ID]*words       // of the rows: they stay, and the keyboard on them
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
	id     library.ID
	lacks  string
	byHand bool
}

// New returns the page, which judges the photos at once.
func New(d Deps) *page.Page {
	p := &Agencies{deps: d, head: page.NewColumn(10), column: page.NewColumn(10), choice: d.Choice, words: map[library.ID]*words{}}
	p.body = page.Headed(p.head, p.column)
	p.adopt()
	p.makeFields()
	p.save = kit.NewButton(lang.X("agency.save", "Save…"), p.ask)
	p.save.Accent = true
	p.judge()
	p.show()
	return &page.Page{ID: "agencies", Title: lang.X("agency.title", "Table for an agency"), Body: p.body, Actions: []fyne.CanvasObject{p.save}, Tick: p.follow, Subject: p}
}

// Has reports whether the table is of all of the photos.
func (p *Agencies) Has(photos []library.ID) bool {
	return !slices.ContainsFunc(photos, func(id library.ID) bool { return !slices.Contains(p.deps.Photos, id) })
}

// judge finds out how sure the model is of the words of all photos.
func (p *Agencies) judge() {
	snap := p.deps.Snapshot()
	ids, photos := []library.ID{}, []agency.Photo{}
	p.judging, p.seen = true, snap
	p.deps.Work(func() error {
		for _, id := range p.deps.Photos {
			photo := snap.Photo(id)
			if photo == nil {
				continue // it has left the library
			}
			words := agency.WordsOf(photo, snap.Decisions(id), snap.WordOrder(id))
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
func (p *Agencies) follow() {
	now, before := p.deps.Snapshot(), p.seen
	if p.judging || now == before {
		return
	}
	p.seen = now
	if slices.ContainsFunc(p.deps.Photos, func(id library.ID) bool {
		return now.Photo(id) != before.Photo(id) || !slices.Equal(now.Decisions(id), before.Decisions(id)) ||
			!slices.Equal(now.WordOrder(id), before.WordOrder(id))
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

func (p *Agencies) show() {
	list := []fyne.CanvasObject{
		kit.NewParagraph(p.sentence(), kit.StylePage), p.choices(),
		kit.NewParagraph(p.takes()+" "+lang.X("agency.drag", "Drag keywords into the order that you want."), kit.StyleCaption),
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
func (p *Agencies) list() {
	var list []fyne.CanvasObject
	before := p.drawn
	p.drawn = map[drawn]fyne.CanvasObject{}
	shown := p.inOrder()
	for _, i := range shown[:min(len(shown), page.MostListed)] {
		says := drawn{p.ids[i], lacks(p.rows[i]), p.rows[i].ByHand}
		p.wordsOf(says.id).set(p.rows[i].Keywords, p.rows[i].LeftOut)
		row := before[says]
		if row == nil {
			row = p.row(i, says)
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
func (p *Agencies) row(i int, says drawn) fyne.CanvasObject {
	path := p.photos[i].Path
	tile, _ := p.deps.Tiles.Of(says.id, path)
	name := kit.NewText(filepath.Base(path), kit.StyleText)
	name.Width = 1
	button := kit.NewButton(lang.X("agency.usualOrder", "Back to the usual order"), func() {
		p.order(says.id, nil, lang.X("agency.unordered", "Took back the order of the keywords of {{.photo}}", map[string]any{"photo": filepath.Base(path)}))
	})
	button.Quiet, button.Small = true, true
	var back fyne.CanvasObject = button
	if !says.byHand {
		back = kit.NewSpace(0, button.MinSize().Height) // the row does not grow when the button comes
	}
	parts := []fyne.CanvasObject{container.NewBorder(nil, nil, nil, back, name)}
	if says.lacks != "" {
		parts = append(parts, kit.NewParagraph(says.lacks, kit.StyleCaption))
	}
	return kit.NewMediaRow(nil, tile, kit.NewColumn(4, append(parts, p.wordsOf(says.id))...))
}

// wordsOf are the words of a photo, which the user puts in order.
func (p *Agencies) wordsOf(id library.ID) *words {
	w := p.words[id]
	if w == nil {
		w = newWords(func(order []string) {
			photo := filepath.Base(p.photos[slices.Index(p.ids, id)].Path)
			p.order(id, order, lang.X("agency.ordered", "Put the keywords of {{.photo}} in order", map[string]any{"photo": photo}))
		})
		w.rest = p.deps.RowKey
		w.hint = p.deps.Hint(w, lang.X("agency.hintOrder", "The first keywords count most. Drag one, or choose it with the arrows and move it with Shift and an arrow"))
		p.words[id] = w
	}
	return w
}

// order puts the words of a photo in another order, nil for the usual one. It shows at once, before
// the photo is judged anew.
func (p *Agencies) order(id library.ID, names []string, what string) {
	of := p.photos[slices.Index(p.ids, id)].Words
	for i := range of {
		of[i].Place = slices.Index(names, of[i].Name) + 1
	}
	p.deps.Order(id, names, what)
	p.choose()
}

// sentence says how many photos there are, and how many the agency would refuse.
func (p *Agencies) sentence() string {
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
func (p *Agencies) takes() string {
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
func (p *Agencies) inOrder() []int {
	order := make([]int, len(p.rows))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return min(len(p.rows[b].Missing), 1) - min(len(p.rows[a].Missing), 1) })
	return order
}

// lacks is what is missing.
func lacks(r agency.Row) string {
	parts := make([]string, len(r.Missing))
	for i, lack := range r.Missing {
		parts[i] = phrase.Said(lack)
	}
	return strings.Join(parts, " · ")
}

// ask asks for the folder, and writes the table there under a name of the agency and the day.
func (p *Agencies) ask() {
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
