package ui

import (
	"cmp"
	"context"
	"fmt"
	"image"
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
	"catchlight/ui/message"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// reviewID names the review among the pages.
const reviewID = "review"

// mostReviewed is how many photos a review lists: the best ones.
const mostReviewed = 5000

// review shows one tag over all photos of the scope, the best score first, with a line between what is accepted together
// and what is not.
type review struct {
	w      *Window
	tag    int
	name   string
	names  []string // folded: its own, then what else it is called, by which it may have been decided before
	page   *page.Page
	grid   *grid.Grid
	many   *kit.Text
	side   *reviewSide
	all    []scored // the photos
	photos []scored // the cells: a closed burst is one
	line   int      // cells above it

	stacking view.Stacking
	awaited  []library.ID // photos that an undo shows when they are scored
}

// scored is a photo of a review.
type scored struct {
	id    library.ID
	score float32
}

// newReview opens the review of a tag of the vocabulary in use.
func newReview(w *Window, tag int) *page.Page {
	v := w.engine.Tags().Vocabulary
	r := &review{w: w, tag: tag, name: v.Tags[tag].Name, names: v.NamesOf(tag), many: kit.NewText("", kit.StyleJobDim), grid: grid.New()}
	r.side = newReviewSide(r)
	r.grid.Bind, r.grid.OnSelected, r.grid.OnDivider = r.cell, func() {}, r.setLine
	r.grid.Request = func(id uint64, i, width, height int, done func(*image.RGBA)) func() {
		return w.cells.requestThumb(id, i, width, height, done)
	}
	r.grid.OnKeyDown, r.grid.OnTypedKey, r.grid.OnRune = w.menus.keyDown, w.menus.typedKey, w.menus.typedRune
	r.grid.SetLines(1)
	previous := kit.NewButton(lang.X("review.previous", "Previous tag"), func() { w.pages.otherReview(-1) })
	next := kit.NewButton(lang.X("review.next", "Next tag"), func() { w.pages.otherReview(1) })
	previous.Shortcut, next.Shortcut = "P", "N"
	body := container.New(kit.Tight{}, kit.NewBar(28, []fyne.CanvasObject{r.many}, nil), r.grid)
	r.page = &page.Page{
		ID: reviewID, Title: r.name, Body: container.NewStack(kit.NewSurface(kit.TokenWell), body), Actions: []fyne.CanvasObject{previous, next},
		Side: r.side.object, Tick: r.refresh, Subject: r, Enter: func() { r.acceptAbove(false) },
	}
	r.load()
	return r.page
}

// load scores the photos in the background.
func (r *review) load() {
	w, encoder, photos, tags := r.w, r.w.engine.Encoder(), r.w.reviewable(), r.w.engine.Tags()
	w.jobs.Add(&jobs.Job{
		Lane: jobs.Search, Quiet: true,
		Says: func(int, int) string { return lang.X("job.scoring", "Scoring {{.tag}}", phrase.Tag(r.name)) },
		Work: func(ctx context.Context, _ *jobs.Job) (func(bool), error) {
			scored, tag, err := scorable(ctx, w.deps.Library, encoder, tags, r.tag)
			if err != nil {
				return func(stopped bool) {
					if !stopped {
						w.board.Fail(lang.X("review.failed", "The review could not be made"), err)
					}
				}, err
			}
			list := scorePhotos(w.deps.Library, scored, tag, photos)
			return func(bool) { r.loaded(list, w.engine.Cut(tags, r.tag)) }, nil
		},
	})
}

// scorable is a tag and the tags that it can be scored by. A heading has no vector among those of its vocabulary: it gets one
// by itself. Any goroutine; it blocks while a heading is encoded.
func scorable(ctx context.Context, lib *library.Library, encoder tagging.Encoder, tags *view.Tagset, tag int) (*view.Tagset, int, error) {
	if !tags.Vocabulary.Tags[tag].Heading {
		return tags, tag, nil
	}
	name := tags.Vocabulary.Tags[tag].Name
	one := &vocabulary.Vocabulary{Name: name, Tags: []vocabulary.Tag{{Name: name, Parent: -1}}}
	vectors, err := tagging.Vectors(ctx, encoder, lib, one, tagging.VectorOptions{})
	return &view.Tagset{Model: tags.Model, Vocabulary: one, Vectors: vectors}, 0, err
}

// reviewable are the photos of the open folder, or of the library, that the filters leave.
func (w *Window) reviewable() []*library.Photo {
	q := library.Query{Chosen: w.filters.chosen}
	if w.view != nil {
		q.Place = w.view.Places.Value
	}
	if w.scope.Kind == view.ScopeFolder {
		q.Where = library.In(w.scope.Name)
	}
	return w.snap.Find(q).Photos
}

// scorePhotos gives the photos that have a vector, best first, at most mostReviewed.
func scorePhotos(lib *library.Library, tags *view.Tagset, tag int, photos []*library.Photo) []scored {
	var list []scored
	for _, p := range photos {
		if v, ok := lib.Vector(tags.Model, p.Picture); ok {
			score, _ := tags.Vectors.Score(v, tag)
			list = append(list, scored{p.ID, score})
		}
	}
	slices.SortStableFunc(list, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	return list[:min(len(list), mostReviewed)]
}

// loaded shows the photos; the line begins at cut, the tag's automatic threshold.
func (r *review) loaded(list []scored, cut float32) {
	r.all = list
	r.stacking.SetOff(r.w.stacking.IsOff())
	r.fold()
	list = r.photos
	line := slices.IndexFunc(list, func(s scored) bool { return s.score < cut })
	if line < 0 {
		line = len(list)
	}
	r.setLine(line)
	r.grid.Selection().Click(0)
	r.grid.SelectionChanged()
	r.selectPhotos(r.awaited)
	if r.w.pages.page() == r.page {
		r.grid.Focus()
	}
}

// setLine puts the line after n photos.
func (r *review) setLine(n int) {
	r.line = min(max(n, 0), len(r.photos))
	r.grid.SetDivider(r.line, lang.X("review.above", "{{.n}} above", phrase.Count(r.line)))
	r.refresh()
}

// refresh shows decisions and counts anew.
func (r *review) refresh() {
	decided := 0
	for i := range r.photos {
		if v, _ := r.verdict(i); v != library.Undecided {
			decided++
		}
	}
	r.many.SetText(lang.X("review.many", "{{.photos}} by score, {{.n}} decided", map[string]any{"photos": phrase.Photos(len(r.photos)), "n": phrase.Number(decided)}))
	r.grid.Refresh()
	r.side.refresh()
}

// verdict is what the user has said of the tag on a photo; a keyword that is in the file counts as a yes.
func (r *review) verdict(i int) (v library.Verdict, bulk bool) {
	p := r.w.snap.Photo(r.photos[i].id)
	if p == nil {
		return library.Undecided, false
	}
	return r.verdictOn(p)
}

func (r *review) verdictOn(p *library.Photo) (v library.Verdict, bulk bool) {
	for i, name := range r.names {
		for _, d := range r.w.snap.Decisions(p.ID) {
			if keywords.Fold(d.Tag) == name && (i == 0 || v == library.Undecided) {
				v, bulk = d.Verdict, d.Bulk
			}
		}
	}
	switch {
	case v == library.Typed, v == library.Undecided && slices.ContainsFunc(r.names, p.Keywords.Has):
		return library.Accepted, true
	case v == library.Removed:
		return library.Rejected, bulk
	}
	return v, bulk
}

// cell is a photo of the review: its score at the left, the user's yes or no at the right.
func (r *review) cell(i int) grid.Cell {
	if i >= len(r.photos) {
		return grid.Cell{}
	}
	p := r.w.snap.Photo(r.photos[i].id)
	if p == nil {
		return grid.Cell{}
	}
	score := phrase.Decimal(r.photos[i].score)
	c := grid.Cell{ID: uint64(p.ID), Aspect: aspect(p), Score: score, Dimmed: i >= r.line, Label: titleOf([]*library.Photo{p}) + ", " + score}
	c.Marks = r.stackMark(p.ID)
	switch v, _ := r.verdict(i); v {
	case library.Accepted:
		c.Marks = append(c.Marks, grid.Mark{Glyph: kit.GlyphCheck})
	case library.Rejected:
		c.Marks, c.Dimmed = append(c.Marks, grid.Mark{Glyph: kit.GlyphCross}), true
	}
	return c
}

// decide says yes, no or nothing to the selected photos, and goes to the next open one.
func (r *review) decide(v library.Verdict) {
	chosen := r.grid.Selection().Indices()
	var ds []library.Decision
	for _, i := range chosen {
		for n, p := range r.photosAt(i) { // of a burst one frame is evidence
			if to, ok := view.InReviewAs(v)(r.w.list.words(p).State(r.name)); ok {
				ds = append(ds, r.w.decider.decision(p, r.name, to, len(chosen) > 1 || n > 0))
			}
		}
	}
	labels := map[library.Verdict]string{
		library.Accepted: lang.X("decide.accepted", "Accepted {{.tag}}", phrase.Tag(r.name)), library.Rejected: lang.X("decide.rejected", "Rejected {{.tag}}", phrase.Tag(r.name)),
		library.Undecided: lang.X("decide.reopened", "Opened {{.tag}} again", phrase.Tag(r.name)),
	}
	if len(ds) == 0 {
		r.w.bar.note(lang.X("review.untouched", "Nothing to decide here: {{.tag}} stands in the file or was typed", phrase.Tag(r.name)))
	}
	r.w.decider.commit(labels[v], ds)
	if v != library.Undecided {
		r.nextOpen()
	}
	r.refresh()
}

func (r *review) nextOpen() {
	for i := r.grid.Selection().Current() + 1; i < len(r.photos); i++ {
		if v, _ := r.verdict(i); v == library.Undecided {
			r.grid.Selection().Click(i)
			r.grid.ScrollTo(i)
			r.grid.SelectionChanged()
			return
		}
	}
}

// acceptAbove accepts the open photos above the line, with below also rejects the open ones below it, in one step, and
// goes to the next tag. Earlier decisions are never turned over.
func (r *review) acceptAbove(below bool) {
	var ds []library.Decision
	for i := range r.photos {
		for _, p := range r.photosAt(i) {
			if v, _ := r.verdictOn(p); v != library.Undecided {
				continue
			}
			if i < r.line {
				ds = append(ds, r.w.decider.decision(p, r.name, library.Accepted, true))
			} else if below {
				ds = append(ds, r.w.decider.decision(p, r.name, library.Rejected, true))
			}
		}
	}
	for i := range ds {
		ds[i].Line = true
	}
	label := lang.X("review.accepted", "Accepted {{.tag}} above the line", phrase.Tag(r.name))
	if below {
		label = lang.X("review.both", "Decided {{.tag}} on both sides of the line", phrase.Tag(r.name))
	}
	r.w.decider.commit(label, ds)
	r.w.pages.otherReview(1)
}

// review is the open review, nil when there is none.
func (pg *pages) review() *review {
	return onPage[review](pg.page())
}

func (pg *pages) reviewShown() bool { return pg.review() != nil }

// canReview reports whether there is a tag to review.
func (pg *pages) canReview() bool {
	return pg.w.engine.Ready() && pg.w.engine.Encoder() != nil && pg.w.view != nil && pg.w.view.Total > 0
}

// startReview opens the review of the current chip's tag, else of the scope's tag, else of the first tag that waits.
func (pg *pages) startReview() {
	v := pg.w.engine.Tags().Vocabulary
	if photos := pg.w.list.selected(); len(photos) > 0 {
		if c, ok := pg.w.decider.currentWord(pg.w.list.wordsTogether(photos)); ok {
			if i, known := v.Find(c.Name); known {
				pg.open(newReview(pg.w, i))
				return
			}
		}
	}
	if i, known := v.Find(pg.w.scope.Name); known && (pg.w.scope.Kind == view.ScopeTag || pg.w.scope.Kind == view.ScopeWord) {
		pg.open(newReview(pg.w, i))
		return
	}
	pg.reviewFrom(-1, 1)
}

// otherReview opens the review of the next (1) or previous (-1) tag that has open suggestions.
func (pg *pages) otherReview(by int) {
	if r := pg.review(); r != nil {
		pg.reviewFrom(r.tag, by)
	}
}

func (pg *pages) reviewFrom(tag, by int) {
	n := len(pg.w.view.Tags)
	for step := 1; step <= n && pg.w.view.Request.Tags == pg.w.engine.Tags(); step++ {
		i := ((tag+by*step)%n + n) % n
		if pg.w.view.Tags[i] > 0 && !pg.w.engine.Tags().Vocabulary.Tags[i].Heading {
			pg.open(newReview(pg.w, i))
			return
		}
	}
	pg.w.board.Show(&message.Result{Text: lang.X("review.none", "No tag has open suggestions at this strength.")})
	pg.w.showGrid()
}

// inReview makes a command that works on the open review.
func inReview(do func(*review)) func(*Window) {
	return func(w *Window) {
		if r := w.pages.review(); r != nil && len(r.photos) > 0 {
			do(r)
		}
	}
}

// tagOf names a tag with its parents: "vehicle › aircraft › airplane".
func (r *review) tagOf() string {
	v := r.w.engine.Tags().Vocabulary
	text := r.name
	for _, a := range slices.Backward(v.Ancestors(r.tag)) {
		text = fmt.Sprintf("%s › %s", a, text)
	}
	return text
}

// reviewTag opens the review of the tag of that name; a word that is in no vocabulary has none.
func (pg *pages) reviewTag(name string) {
	if !pg.canReview() {
		return
	}
	if i, ok := pg.w.engine.Tags().Vocabulary.Find(name); ok {
		pg.open(newReview(pg.w, i))
	}
}
