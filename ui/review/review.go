// Package review is the page that shows one tag over many photos, the likeliest first, with a line
// between what is accepted together and what is not. It scores the photos itself; decisions are
// made by functions that it is given.
package review

import (
	"cmp"
	"context"
	"fmt"
	"image"
	"math/rand/v2"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/grid"
	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
	"catchlight/ui/thumbnail"
	"catchlight/ui/view"
)

// ID names the review among the pages.
const ID = "review"

// mostReviewed is how many photos a review lists: the best ones.
const mostReviewed = 5000

// Deps is what a review works with. All must be set.
type Deps struct {
	Library    *library.Library // has the vectors
	Jobs       *jobs.Queue      // scores the photos
	Encoder    tagging.Encoder
	Tags       *view.Tagset     // that the vectors of the encoder are scored by
	Photos     []*library.Photo // to review
	KeyRows    [][2]string      // the keys of a review, and what each does
	Place      string           // where the word stands among those to review: "Tag 7 of 42"; "" nowhere
	Thumbnails *thumbnail.Source
	Post       func(func()) // runs a function on Fyne's goroutine, later; any goroutine may call it

	// What is known now.
	Snapshot  func() *library.Snapshot
	Stacks    func() *library.Stacks // nil while they are not known
	Unstacked func() bool            // each photo has a cell of its own
	Words     func(p *library.Photo) view.Words
	Known     func(p *library.Photo, tag string) bool // a tag is known to be true without the model. Any goroutine may call it

	// What the user does and is told.
	Keys     Keys
	Decision func(p *library.Photo, name string, v library.Verdict, bulk bool) library.Decision
	Commit   func(what string, ds []library.Decision)  // makes decisions in one step, which what names; their photos are named behind it
	CommitAs func(label string, ds []library.Decision) // the same under a label that says all
	Note     func(text string)                         // says why a key did nothing
	Fail     func(what string, err error)
	Menu     func(at fyne.Position)     // what can be done with the selected photos, at a position in the window
	Reached  func() bool                // keys go to the photos, or to the one in the loupe
	Loupe    func(r *Review)            // opens the loupe over the photos of the review
	Next     func(by int)               // opens the review of the next (1) or previous (-1) tag
	Open     func(name string) *Review  // opens the review of a tag, nil when there is none of that name
	IsOpen   func(page *page.Page) bool // reports whether a page is what the user sees
}

// Keys are what the grid of a review does not do itself.
type Keys struct {
	Down  func(fyne.KeyName, fyne.KeyModifier)
	Typed func(fyne.KeyName, fyne.KeyModifier)
	Rune  func(rune)
}

// Word is the word that a review is about.
type Word struct {
	Name string
	Tag  int // its index in the vocabulary, -1 where it is a place or a keyword of the user's
}

// Review shows one tag over all photos of the scope, the best score first, with a line between what
// is accepted together and what is not. Its methods belong to Fyne's goroutine and do not block.
type Review struct {
	deps   Deps
	word   Word
	name   string   // as Word has it
	names  []string // folded: its own, then what else it is called, by which it may have been decided before
	page   *page.Page
	grid   *grid.Grid
	many   *kit.Text
	side   *side
	all    []scored // the photos
	photos []scored // the cells: a closed burst is one
	line   int      // cells above it

	stacking view.Stacking
	along    map[library.ID]string // the photos that are another tag's question: which, of those below this one
	samples  map[library.ID]bool   // that an estimate should be made from
	awaited  []library.ID          // photos that an undo shows when they are scored
	scoring  *jobs.Job
	enlarged bool // the loupe is open over the photos
}

// scored is a photo of a review.
type scored struct {
	id    library.ID
	score float32
}

// New makes the review of a word; its page has it as its subject. The photos are scored in the
// background.
func New(d Deps, word Word) *page.Page {
	r := &Review{deps: d, word: word, name: word.Name, names: []string{keywords.Fold(word.Name)}, many: kit.NewText("", kit.StyleJobDim), grid: grid.New()}
	if word.Tag >= 0 {
		r.names = d.Tags.Vocabulary.NamesOf(word.Tag)
	}
	r.side = newSide(r)
	r.grid.Bind, r.grid.OnSelected, r.grid.OnDivider = r.Cell, func() {}, r.SetLine
	r.grid.Banded, r.grid.OnOpen, r.grid.OnMenu = true, func(int) { d.Loupe(r) }, r.menu
	r.grid.Request = func(id uint64, _, width, height int, done func(*image.RGBA)) func() {
		return d.Thumbnails.Request(library.ID(id), width, height, done)
	}
	r.grid.OnKeyDown, r.grid.OnTypedKey, r.grid.OnRune = d.Keys.Down, d.Keys.Typed, d.Keys.Rune
	r.grid.SetLines(1)
	previous := kit.NewButton(lang.X("review.previous", "Previous tag"), func() { d.Next(-1) })
	next := kit.NewButton(lang.X("review.next", "Next tag"), func() { d.Next(1) })
	previous.Shortcut, next.Shortcut = "P", "N"
	body := container.New(kit.Tight{}, kit.NewBar(28, []fyne.CanvasObject{r.many}, []fyne.CanvasObject{kit.NewText(d.Place, kit.StyleJobDim)}), r.grid)
	r.page = &page.Page{
		ID: ID, Title: r.name, Body: container.NewStack(kit.NewSurface(kit.TokenWell), body), Actions: []fyne.CanvasObject{previous, next},
		Side: r.side.object, Tick: r.refresh, Subject: r, Enter: r.AcceptAbove, Close: r.close,
	}
	r.load()
	return r.page
}

// load scores the photos in the background.
func (r *Review) load() {
	d := r.deps
	r.scoring = &jobs.Job{
		Lane: jobs.Search, Quiet: true,
		Says: func(int, int) string { return lang.X("job.scoring", "Scoring {{.tag}}", phrase.Tag(r.name)) },
		Work: func(ctx context.Context, _ *jobs.Job) (func(bool), error) {
			scored, tag, err := scorable(ctx, d.Library, d.Encoder, d.Tags, r.word)
			if err != nil {
				return func(stopped bool) {
					if !stopped {
						d.Fail(lang.X("review.failed", "The review could not be made"), err)
					}
				}, err
			}
			known := func(p *library.Photo) bool { return d.Known(p, r.name) }
			list := scorePhotos(d.Library, scored, tag, d.Photos, known)
			return func(bool) { r.loaded(list) }, nil
		},
	}
	d.Jobs.Add(r.scoring)
}

// close ends what is still done for the review: nobody sees it any more.
func (r *Review) close() {
	if r.deps.Jobs.Holds(r.scoring) {
		r.deps.Jobs.Stop(r.scoring)
	}
}

// scorable is a tag and the tags that it can be scored by. A heading has no vector among those of
// its vocabulary, nor has a word that stands in none: it gets one by itself. Any goroutine; it
// blocks while that is encoded.
func scorable(ctx context.Context, lib *library.Library, encoder tagging.Encoder, tags *view.Tagset, w Word) (*view.Tagset, int, error) {
	if w.Tag >= 0 && !tags.Vocabulary.Tags[w.Tag].Heading {
		return tags, w.Tag, nil
	}
	t, parent := vocabulary.Tag{Name: w.Name}, -1
	if w.Tag >= 0 {
		t = tags.Vocabulary.Tags[w.Tag]
		t.Heading, t.Unsaid, parent = false, false, t.Parent
	}
	one := tags.Vocabulary.Alone(parent, t)
	vectors, err := tagging.Vectors(ctx, encoder, lib, one, tagging.VectorOptions{})
	return &view.Tagset{Model: tags.Model, Vocabulary: one, Vectors: vectors}, len(one.Tags) - 1, err
}

// scorePhotos gives the photos that have a vector, best first, at most mostReviewed. Of which it is
// known without the model come before all others.
func scorePhotos(lib *library.Library, tags *view.Tagset, tag int, photos []*library.Photo, known func(*library.Photo) bool) []scored {
	var list []scored
	for _, p := range photos {
		if v, ok := lib.Vector(tags.Model, p.Picture); ok {
			score, _ := tags.Vectors.Rank(v, tag)
			if known(p) {
				score = 1
			}
			list = append(list, scored{p.ID, score})
		}
	}
	slices.SortStableFunc(list, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	return list[:min(len(list), mostReviewed)]
}

// loaded shows the photos. The line begins where the chips end: the photos that have the suggestion
// now stand above it, and no other that is open, so that the first Enter accepts what was seen as
// chips, no more and no less.
func (r *Review) loaded(list []scored) {
	chips := r.withChip(list)
	r.along = r.withTagBelow(list, chips)
	r.all = inGroups(list, func(id library.ID) int {
		switch {
		case chips[id]:
			return 0
		case r.along[id] != "":
			return 1
		}
		return 2
	})
	r.stacking.SetOff(r.deps.Unstacked())
	r.fold()
	line := 0
	for line < len(r.photos) && slices.ContainsFunc(r.stacking.Members(r.photos[line].id), func(id library.ID) bool { return chips[id] }) {
		line++
	}
	r.drawSamples(line)
	r.SetLine(line)
	r.Choose(r.firstOpen())
	r.selectPhotos(r.awaited)
	if r.deps.IsOpen(r.page) {
		r.grid.Focus()
	}
}

// SetLine puts the line after n photos.
func (r *Review) SetLine(n int) {
	r.line = min(max(n, 0), len(r.photos))
	r.grid.SetDivider(r.line, lang.X("review.above", "{{.n}} above", phrase.Count(r.line)))
	r.refresh()
}

// putLine puts the line after n photos, from elsewhere than the photos: there it is brought into
// view.
func (r *Review) putLine(n int) {
	r.SetLine(n)
	r.grid.ScrollTo(min(r.line, len(r.photos)-1))
	r.grid.ScrollTo(max(r.line-1, 0)) // the photo above stays in view too
}

// refresh shows decisions and counts anew.
func (r *Review) refresh() {
	decided := 0
	for i := range r.photos {
		if v, _ := r.Verdict(i); v != library.Undecided {
			decided++
		}
	}
	r.many.SetText(lang.X("review.many", "{{.photos}} by score, {{.n}} decided", map[string]any{"photos": phrase.Photos(len(r.photos)), "n": phrase.Number(decided)}))
	r.grid.Refresh()
	r.side.refresh()
}

// Cell is a photo of the review: its score at the left, the user's yes or no at the right.
func (r *Review) Cell(i int) grid.Cell {
	if i >= len(r.photos) {
		return grid.Cell{}
	}
	p := r.deps.Snapshot().Photo(r.photos[i].id)
	if p == nil {
		return grid.Cell{}
	}
	score := phrase.Decimal(r.photos[i].score)
	c := grid.Cell{ID: uint64(p.ID), Aspect: thumbnail.Aspect(p), Score: score, Dimmed: i >= r.line, Label: filepath.Base(p.Path) + ", " + score}
	if below := r.along[p.ID]; below != "" {
		c.Score = score + " · " + below
	}
	c.Marks = r.stackMark(p.ID)
	switch v, _ := r.Verdict(i); v {
	case library.Accepted:
		c.Marks = append(c.Marks, grid.Mark{Glyph: kit.GlyphCheck})
	case library.Rejected:
		c.Marks, c.Dimmed = append(c.Marks, grid.Mark{Glyph: kit.GlyphCross}), true
	default:
		if r.samples[p.ID] {
			c.Marks = append(c.Marks, grid.Mark{Glyph: kit.GlyphSample})
		}
	}
	return c
}

// drawSamples chooses the photos above the line that should be decided first: at random, for the
// best ones alone say nothing of the rest. With few there is nothing to draw.
func (r *Review) drawSamples(line int) {
	var open []library.ID
	for i := range line {
		if v, _ := r.Verdict(i); v == library.Undecided {
			open = append(open, r.photos[i].id)
		}
	}
	r.samples = map[library.ID]bool{}
	if len(open) <= leastTrials {
		return
	}
	for _, i := range rand.Perm(len(open))[:leastTrials] {
		r.samples[open[i]] = true
	}
}

// tagOf names a tag with its parents: "vehicle › aircraft › airplane".
func (r *Review) tagOf() string {
	v, text := r.deps.Tags.Vocabulary, r.name
	if r.word.Tag < 0 {
		return text
	}
	for _, a := range slices.Backward(v.Ancestors(r.word.Tag)) {
		text = fmt.Sprintf("%s › %s", a, text)
	}
	return text
}

// Tag is the index in its vocabulary of the tag that is reviewed, -1 for another word.
func (r *Review) Tag() int { return r.word.Tag }

// Name is the tag's name.
func (r *Review) Name() string { return r.name }

// Len is how many cells there are; 0 until the photos are scored.
func (r *Review) Len() int { return len(r.photos) }

// Photo is the photo of a cell, the one that is shown where it stands for several.
func (r *Review) Photo(i int) library.ID { return r.photos[i].id }

// PhotoID is the photo of a cell, 0 outside.
func (r *Review) PhotoID(i int) library.ID {
	if i < 0 || i >= len(r.photos) {
		return 0
	}
	return r.photos[i].id
}

// Line is how many cells stand above the line.
func (r *Review) Line() int { return r.line }

// MoveLine moves the line by photos.
func (r *Review) MoveLine(by int) { r.putLine(r.line + by) }

// MoveLineRows moves the line by rows of the grid.
func (r *Review) MoveLineRows(by int) { r.putLine(r.line + by*r.grid.Columns()) }

// CutHere puts the line after the current photo.
func (r *Review) CutHere() { r.SetLine(r.grid.Selection().Current() + 1) }

// Selection is what is selected among the cells.
func (r *Review) Selection() *grid.Selection { return r.grid.Selection() }
