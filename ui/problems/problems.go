// Package problems is the pages of what is the matter: the photos that need the user, what a run
// could not do, and all that there is to say about one thing.
package problems

import (
	"maps"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/ui/kit"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
	"catchlight/ui/thumbnail"
)

// ID names the page of problems among the pages.
const ID = "problems"

// Deps is what the page of problems shows and calls. All must be set.
type Deps struct {
	Snapshot func() *library.Snapshot
	Stuck    func() []string // paths that are passed over
	Tiles    thumbnail.Tiles
	Beside   func(photos []*library.Photo, done func(map[*library.Photo][]keywords.XMPFile)) // reads the sidecars of photos, in the background

	RetryStuck func() // reads again what is passed over
	Show       func() // shows all these photos
	Acts       Acts
}

// Acts are what the user can do about a problem of photos.
type Acts struct {
	Reveal     func(path string)              // shows a file in the system's file manager
	FindFolder func(folder string)            // asks where a folder is now
	Retry      func([]*library.Photo)         // reads photos again
	Seen       func([]*library.Photo)         // takes the mark of a changed picture off
	Write      func([]*library.Photo)         // shows what would be written, again
	UseSidecar func([]*library.Photo)         // shows what would be written into sidecars
	Settle     func([]*library.Photo, Choice) // shows what would be written to end a contradiction
	KeepFile   func([]*library.Photo)         // lets stand what another program has changed of words
	KeepMine   func([]*library.Photo)         // lets the next write change that back
	KeepBoth   func([]*library.Photo)         // lets the next write put back what was taken out, and what was put back stay
	Ignore     func(library.Problem, []*library.Photo)
	Remove     func([]*library.Photo) // takes photos out of the library; their files stay
}

// problemsPage is the page of all problems.
type problemsPage struct {
	deps   Deps
	column *kit.Column
	show   *kit.Button
	shown  []listed // what it was made of
	stuck  []string
	frames []*thumbnail.Frame
	beside map[*library.Photo][]keywords.XMPFile // the sidecars of photos that have several, nil for those that are being read
	left   bool                                  // nobody sees the page any more
}

// listed is one problem of a photo.
type listed struct {
	problem library.Problem
	photo   *library.Photo
}

// New returns the page that lists the photos that need the user, grouped by reason, each group with
// what it means and what can be done.
func New(d Deps) *page.Page {
	p := &problemsPage{deps: d, column: page.NewColumn(12), beside: map[*library.Photo][]keywords.XMPFile{}}
	p.show = kit.NewButton(lang.X("problems.show", "Show these photos"), d.Show)
	p.make()
	return &page.Page{
		ID: ID, Title: lang.X("cmd.problems", "Problems"), Body: kit.NewScroll(p.column), Actions: []fyne.CanvasObject{p.show},
		Tick: p.refresh, Close: func() {
			p.left = true
			p.drop()
		},
	}
}

// refresh makes the page anew when the problems are others.
func (p *problemsPage) refresh() {
	if !slices.Equal(p.shown, p.list()) || !slices.Equal(p.stuck, p.deps.Stuck()) {
		p.make()
	}
}

func (p *problemsPage) drop() {
	for _, f := range p.frames {
		f.Drop()
	}
	p.frames = nil
}

// list is all problems of all photos.
func (p *problemsPage) list() []listed {
	var all []listed
	snap := p.deps.Snapshot()
	for _, photo := range snap.Photos() {
		for _, problem := range snap.Problems(photo.ID) {
			all = append(all, listed{problem, photo})
		}
	}
	return all
}

func (p *problemsPage) make() {
	p.drop()
	p.shown, p.stuck = p.list(), p.deps.Stuck()
	list := p.stuckGroup()
	for _, g := range groups() {
		var photos []*library.Photo
		for _, l := range p.shown {
			if l.problem == g.problem {
				photos = append(photos, l.photo)
			}
		}
		if g.problem == library.ProblemTwoSidecars {
			p.readBeside(photos[:min(len(photos), page.MostListed)])
		}
		if len(photos) > 0 {
			list = append(list, p.group(g, photos)...)
		}
	}
	if len(list) == 0 {
		list = append(list, kit.NewParagraph(lang.X("none.problems", "No problems"), kit.StylePage))
	}
	p.column.SetObjects(list...)
	p.show.SetDisabled(len(p.shown) == 0)
}

// readBeside reads the sidecars of photos that have not been read yet, and shows what they say.
func (p *problemsPage) readBeside(photos []*library.Photo) {
	photos = slices.DeleteFunc(slices.Clone(photos), func(photo *library.Photo) bool {
		_, asked := p.beside[photo]
		return asked
	})
	if len(photos) == 0 {
		return
	}
	for _, photo := range photos {
		p.beside[photo] = nil
	}
	p.deps.Beside(photos, func(found map[*library.Photo][]keywords.XMPFile) {
		maps.Copy(p.beside, found)
		if !p.left {
			p.make()
		}
	})
}

// group is a reason with its photos: what it means, what to do with all of them, and each.
func (p *problemsPage) group(g group, photos []*library.Photo) []fyne.CanvasObject {
	title := lang.X("problems.title", "{{.reason}}: {{.photos}}", map[string]any{"reason": g.title, "photos": phrase.Photos(len(photos))})
	list := []fyne.CanvasObject{kit.NewText(title, kit.StyleTitle), kit.NewParagraph(g.means, kit.StyleDim)}
	if len(photos) > 1 {
		list = append(list, buttons(g.acts(p, photos)))
	}
	for _, photo := range photos[:min(len(photos), page.MostListed)] {
		list = append(list, p.row(g, photo))
	}
	if left := len(photos) - page.MostListed; left > 0 {
		list = append(list, kit.NewText(phrase.AndMore(left), kit.StyleCaption))
	}
	return append(list, kit.NewSpace(0, 12))
}

// row is a photo with what is the matter and what can be done.
func (p *problemsPage) row(g group, photo *library.Photo) fyne.CanvasObject {
	text := filepath.Dir(photo.Path)
	if g.detail != nil {
		text = g.detail(photo)
	}
	name := kit.NewText(filepath.Base(photo.Path), kit.StyleText)
	name.Width = 1
	body := []fyne.CanvasObject{name, kit.NewParagraph(text, kit.StyleCaption)}
	if g.lists != nil {
		body = append(body, g.lists(p, photo)...)
	}
	body = append(body, buttons(g.acts(p, []*library.Photo{photo})))
	tile, frame := p.deps.Tiles.Of(photo.ID, photo.Path)
	p.frames = append(p.frames, frame)
	return kit.NewMediaRow(nil, tile, kit.NewColumn(4, body...))
}

// buttons are acts in one line.
func buttons(acts []act) fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for _, a := range acts {
		b := kit.NewButton(a.label, a.do)
		b.Small = true
		objects = append(objects, b)
	}
	flow := kit.NewFlow(8, 4)
	flow.SetObjects(objects)
	return flow
}

// stuckGroup lists the photos that are passed over.
func (p *problemsPage) stuckGroup() []fyne.CanvasObject {
	if len(p.stuck) == 0 {
		return nil
	}
	var rows []fyne.CanvasObject
	for _, path := range p.stuck {
		rows = append(rows, page.PhotoRow(path, filepath.Dir(path)))
	}
	list := problemGroup(lang.X("problems.stuck", "Passed over"),
		lang.X("problems.stuckDo", "Catchlight hung or was ended while it was reading these. If one of them hangs again, replace it by a sound copy, or move it away."), rows)
	again := buttons([]act{{lang.X("problems.retry", "Try again"), p.deps.RetryStuck}})
	return slices.Insert(list, 2, again)
}

// problemGroup is a group with its remedy; nothing when it has no photos.
func problemGroup(title, remedy string, rows []fyne.CanvasObject) []fyne.CanvasObject {
	if len(rows) == 0 {
		return nil
	}
	if len(rows) > page.MostListed {
		left := len(rows) - page.MostListed
		rows = append(slices.Clone(rows[:page.MostListed]), kit.NewText(phrase.AndMore(left), kit.StyleCaption))
	}
	head := []fyne.CanvasObject{kit.NewText(title, kit.StyleTitle), kit.NewParagraph(remedy, kit.StyleDim)}
	return append(append(head, rows...), kit.NewSpace(0, 12))
}
