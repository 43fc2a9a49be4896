package review

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/ui/chips"
	"catchlight/ui/kit"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
	"catchlight/ui/thumbnail"
	"catchlight/ui/view"
)

// LeftoversID names the page of leftovers among the pages.
const LeftoversID = "leftovers"

// LeftoverDeps is what the page of leftovers works with. All must be set.
type LeftoverDeps struct {
	Rows       []Leftover
	Thumbnails *thumbnail.Source
	Photo      func(library.ID) *library.Photo // as the library has it now, nil for none
	Words      func(*library.Photo) view.Words
	Decision   func(p *library.Photo, name string, v library.Verdict, bulk bool) library.Decision
	Commit     func(what string, ds []library.Decision) // makes decisions in one step
	Note       func(text string)                        // says why a key did nothing
	Reached    func() bool                              // keys go to the current row
	Menu       func(at fyne.Position)                   // what can be done here, at a position in the window
	Loupe      func(*Leftovers)                         // opens the loupe over their photos
	Moved      func()                                   // another photo is current
	Done       func()                                   // goes on: all is decided
}

// Leftover is a tag with the few photos that it is suggested for.
type Leftover struct {
	Name   string
	Above  []string // its parents, the nearest last
	Photos []library.ID
}

// Leftovers is the page of the tags that only one or two photos wait for: one row a tag. A review
// of each would cost more keys than it has photos. Its methods belong to Fyne's goroutine and do
// not block.
type Leftovers struct {
	deps    LeftoverDeps
	page    *page.Page
	rows    []*leftoverRow
	cells   []leftoverCell // all photos of all rows, as the loupe goes through them
	side    *leftoverSide
	scroll  *kit.Scroll
	accept  *kit.Button
	current int // the row that the keys act on
	photo   int // of it, -1 for all of them

	enlarged bool // the loupe is open over the rows
}

// NewLeftovers makes the page; it has the leftovers as its subject.
func NewLeftovers(d LeftoverDeps) *page.Page {
	l := &Leftovers{deps: d, photo: -1}
	l.accept = kit.NewButton("", l.acceptRest)
	l.accept.Accent, l.accept.Shortcut = true, phrase.Keys("Enter")
	how := kit.NewColumn(0, kit.NewParagraph(
		lang.X("leftovers.how", "Tags with one or two suggestions. × rejects one, A and X decide a row, and Enter accepts the rest."), kit.StyleDim))
	how.Margin = leftoverInset // in line with the names
	column := kit.NewColumn(4, how, kit.NewSpace(0, 4))
	column.Margin, column.Top = 8, 12
	objects := column.Objects()
	for i, row := range d.Rows {
		l.rows = append(l.rows, newLeftoverRow(l, i, row))
		for n := range row.Photos {
			l.cells = append(l.cells, leftoverCell{i, n})
		}
		objects = append(objects, l.rows[i].object)
	}
	column.SetObjects(objects...)
	l.scroll = kit.NewScroll(column)
	l.side = newLeftoverSide(l)
	l.page = &page.Page{
		ID: LeftoversID, Title: lang.X("leftovers.title", "Leftovers"), Body: container.NewStack(kit.NewSurface(kit.TokenWell), l.scroll),
		Actions: []fyne.CanvasObject{kit.NewText(lang.XN("leftovers.many", "{{.n}} tags", len(d.Rows), phrase.Count(len(d.Rows))), kit.StyleJobDim), l.accept},
		Side:    l.side.object, Keys: true, Tick: l.refresh, Enter: l.acceptRest, Subject: l, Close: l.close,
	}
	l.refresh()
	return l.page
}

func (l *Leftovers) close() {
	for _, row := range l.rows {
		row.drop()
	}
}

// state is how the tag of a row stands on one of its photos.
func (l *Leftovers) state(row, photo int) (*library.Photo, view.WordState) {
	p := l.deps.Photo(l.rows[row].Photos[photo])
	if p == nil {
		return nil, view.Absent
	}
	return p, l.deps.Words(p).State(l.rows[row].Name)
}

// chip is how a tag stands on a photo of its row; what asks is shown as a suggestion (asks).
func (l *Leftovers) chip(p *library.Photo, name string) kit.Chip {
	word, on := l.deps.Words(p).Of(name)
	if !on {
		word = view.Word{Name: name, State: view.Suggested}
	}
	return chips.Of(word)
}

// Has reports whether a tag is one of these.
func (l *Leftovers) Has(tag string) bool {
	return slices.ContainsFunc(l.rows, func(r *leftoverRow) bool { return keywords.Fold(r.Name) == keywords.Fold(tag) })
}

// asks reports whether a tag in such a state on a photo of its row waits for an answer. What was
// learned on this page may suggest it no longer: it was asked, and stays asked until it is answered,
// or a chip that stands there as open would not be what Enter accepts.
func asks(s view.WordState) bool { return s == view.Suggested || s == view.Absent }

// Open counts the suggestions that are open.
func (l *Leftovers) Open() int {
	n := 0
	for i := range l.rows {
		n += len(l.open(i, -1))
	}
	return n
}

// open are the photos of a row, or the one of them, on which its tag is open.
func (l *Leftovers) open(row, photo int) []*library.Photo {
	var open []*library.Photo
	for i := range l.rows[row].Photos {
		if p, state := l.state(row, i); (photo < 0 || i == photo) && p != nil && asks(state) {
			open = append(open, p)
		}
	}
	return open
}

// Decide says yes, no or nothing to the current row, or to its chosen photo, and goes on to what is
// still open of the row, else to the next row that is open.
func (l *Leftovers) Decide(v library.Verdict) {
	if len(l.rows) > 0 && l.decide(l.current, l.photo, v) && v != library.Undecided {
		l.nextOpen()
	}
	l.refresh()
}

// decide answers for a photo of a row, -1 for all: open ones get a yes or no, and answered ones are
// opened again. It reports whether there was anything to answer.
func (l *Leftovers) decide(row, photo int, v library.Verdict) bool {
	name := l.rows[row].Name
	var ds []library.Decision
	for i := range l.rows[row].Photos {
		p, state := l.state(row, i)
		if p == nil || photo >= 0 && i != photo {
			continue
		}
		if to, ok := view.InReviewAs(v)(state); ok && (v == library.Undecided || asks(state)) {
			ds = append(ds, l.deps.Decision(p, name, to, false))
		}
	}
	if len(ds) == 0 {
		l.deps.Note(lang.X("leftovers.none", "{{.tag}} is answered here: U opens it again", phrase.Tag(name)))
		return false
	}
	l.deps.Commit(saysOf(v, name), ds)
	return true
}

// saysOf says in words what an answer does.
func saysOf(v library.Verdict, name string) string {
	switch v {
	case library.Accepted:
		return lang.X("decide.accepted", "Accepted {{.tag}}", phrase.Tag(name))
	case library.Rejected:
		return lang.X("decide.rejected", "Rejected {{.tag}}", phrase.Tag(name))
	default:
		return lang.X("decide.reopened", "Opened {{.tag}} again", phrase.Tag(name))
	}
}

// acceptRest accepts all that is open on the page, in one step, and goes on.
func (l *Leftovers) acceptRest() {
	var ds []library.Decision
	for i, row := range l.rows {
		for _, p := range l.open(i, -1) {
			ds = append(ds, l.deps.Decision(p, row.Name, library.Accepted, true))
		}
	}
	l.deps.Commit(lang.XN("leftovers.accepted", "Accepted {{.n}} leftovers", len(ds), phrase.Count(len(ds))), ds)
	l.deps.Done()
}

func (l *Leftovers) nextOpen() {
	for i := range l.rows[l.current].Photos {
		if len(l.open(l.current, i)) > 0 {
			l.choose(l.current, i)
			return
		}
	}
	for step := 1; step <= len(l.rows); step++ {
		if i := (l.current + step) % len(l.rows); len(l.open(i, -1)) > 0 {
			l.choose(i, -1)
			return
		}
	}
}

// Move goes to another row by up and down, and to its photos by left and right.
func (l *Leftovers) Move(key fyne.KeyName) {
	if len(l.rows) == 0 {
		return
	}
	last := len(l.rows[l.current].Photos) - 1
	switch key {
	case fyne.KeyUp:
		l.choose(max(l.current-1, 0), -1)
	case fyne.KeyDown:
		l.choose(min(l.current+1, len(l.rows)-1), -1)
	case fyne.KeyLeft:
		l.choose(l.current, max(l.photo-1, -1))
	case fyne.KeyRight:
		l.choose(l.current, min(l.photo+1, last))
	case fyne.KeyPageUp:
		l.choose(max(l.current-l.rowsInView(), 0), -1)
	case fyne.KeyPageDown:
		l.choose(min(l.current+l.rowsInView(), len(l.rows)-1), -1)
	case fyne.KeyHome:
		l.choose(0, -1)
	case fyne.KeyEnd:
		l.choose(len(l.rows)-1, -1)
	}
}

// rowsInView is how many rows PgUp and PgDn go by.
func (l *Leftovers) rowsInView() int {
	return max(int(l.scroll.Size().Height/max(l.rows[l.current].object.Size().Height, 1)), 1)
}

// choose makes a row current, or one of its photos, and brings it into view.
func (l *Leftovers) choose(row, photo int) {
	l.current, l.photo = row, photo
	o := l.rows[row].object
	l.scroll.Reveal(o.Position().Y, o.Position().Y+o.Size().Height)
	l.refresh()
	l.deps.Moved()
}

// refresh shows answers and the ring anew.
func (l *Leftovers) refresh() {
	for i, row := range l.rows {
		row.refresh(i == l.current, l.photo)
	}
	l.side.refresh()
	open := l.Open()
	l.accept.SetLabel(lang.X("leftovers.accept", "Accept {{.n}}", phrase.Count(open)))
	if open == 0 {
		l.accept.SetLabel(lang.X("leftovers.goOn", "Go on"))
	}
}

// parents names what stands above a tag: "animal › bird".
func (r Leftover) parents() string { return strings.Join(r.Above, " › ") }
