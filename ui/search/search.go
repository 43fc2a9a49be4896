// Package search finds photos by their words and, where a model can, by what they show or are like:
// the field above the photos, and what the model makes of what stands in it. Results are a scope
// like any other.
package search

import (
	"path/filepath"
	"time"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/find"
	"catchlight/ui/engine"
	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/message"
	"catchlight/ui/thumbnail"
	"catchlight/ui/view"
)

// quietTime is how long the keys must be quiet before the search begins.
const quietTime = 200 * time.Millisecond

// Deps is what a search works with. All must be set.
type Deps struct {
	Library    *library.Library // has the vectors
	Engine     *engine.Engine
	Jobs       *jobs.Queue
	Board      *message.Board
	Thumbnails *thumbnail.Source

	Snapshot func() *library.Snapshot
	View     func() *view.State    // nil until there is one
	Scope    func() view.Scope     // that is open
	Current  func() *library.Photo // whose likes are looked for, nil for none
	Enter    func(view.Scope)
	Directed func()                                         // the model has read a search: its photos are to be shown, best first
	Failed   func()                                         // it could not
	LikeThis func()                                         // the icon in the field
	Leave    func()                                         // gives the keyboard back to the photos
	Hint     func(owner any, text string) func(inside bool) // makes what shows a hint
	Post     func(func())                                   // runs a function on Fyne's goroutine, later; any goroutine may call it
}

// Search is what the user looks for. It belongs to Fyne's goroutine; nothing blocks.
type Search struct {
	Field     *Field
	deps      Deps
	entry     *kit.Entry   // the field's
	like      library.ID   // the photo that the search begins with, 0 for none
	order     view.Order   // of what is found; by score, until the user sorts it otherwise
	before    view.Scope   // the scope to go back to when the search is cleared
	direction *tagging.Aim // once the model has read it
	notes     []find.Note  // on how it did
	reading   *jobs.Job    // of the model, which reads the newest search; it may be done
	quiet     *time.Timer
	waits     bool // what was typed last is not searched for yet
}

// New returns a search for nothing.
func New(d Deps) *Search {
	t := &Search{deps: d, order: view.OrderScore}
	t.Field = newField(d.Hint, d.LikeThis, t.dropLike, t.Clear)
	t.entry = t.Field.Entry
	t.entry.OnSubmitted, t.entry.OnChanged, t.entry.OnEscape = t.submit, t.typing, t.Clear
	return t
}

// Order is what the results are sorted by: best first, until SetOrder.
func (t *Search) Order() view.Order { return t.order }

// SetOrder sorts the results of this search otherwise.
func (t *Search) SetOrder(o view.Order) { t.order = o }

// Direction is where the model looks, nil while it has not read the search, and without one.
func (t *Search) Direction() *tagging.Aim { return t.direction }

// Forget forgets the direction, for another scope.
func (t *Search) Forget() { t.direction, t.notes = nil, nil }

// Find shows the photos that match what was typed, or are like the photo in the field; the results
// are a scope like any other.
func (t *Search) Find(query string) {
	if query == "" && t.like == 0 {
		t.leave()
		return
	}
	if t.deps.Scope().Kind != view.ScopeSearch {
		t.before, t.order = t.deps.Scope(), view.OrderScore
	}
	if to := (view.Scope{Kind: view.ScopeSearch, Name: query, Like: t.like}); t.deps.Scope() != to {
		t.understand(to) // first, so that the list is asked for in the knowledge of it
		t.deps.Enter(to)
	}
}

// submit searches at once, and gives the keyboard to what is found.
func (t *Search) submit(query string) {
	t.Find(query)
	t.deps.Leave()
}

// typing searches when the keys have been quiet for a moment.
func (t *Search) typing(query string) {
	kit.ShowIf(t.Field.empty, query != "")
	t.Field.Entry.Refresh() // which gives the × its room
	if t.quiet != nil {
		t.quiet.Stop()
	}
	t.waits = true
	t.quiet = time.AfterFunc(quietTime, func() {
		t.deps.Post(func() {
			if t.entry.Text == query {
				t.Settle()
			}
		})
	})
}

// Settle searches for what was typed, where that still waits for the keys to be quiet: before a page
// opens, which results that come later would close.
func (t *Search) Settle() {
	if query := t.entry.Text; t.waits && (query != "" || t.deps.Scope().Kind == view.ScopeSearch) {
		t.Find(query)
	}
	t.waits = false
}

// Clear leaves the search.
func (t *Search) Clear() {
	t.Empty()
	t.leave()
	t.deps.Leave()
}

// Empty forgets what was typed and the photo.
func (t *Search) Empty() {
	t.entry.SetText("")
	t.like = 0
	t.Field.show(false, nil)
}

// leave goes back to the scope before the search.
func (t *Search) leave() {
	if t.deps.Scope().Kind == view.ScopeSearch {
		t.deps.Enter(t.before)
	}
}

// begin searches for what is like a photo; what was typed steers it no longer.
func (t *Search) begin(p *library.Photo) {
	t.entry.SetText("")
	t.like = p.ID
	t.Field.show(true, t.deps.Thumbnails.Largest(p))
	t.Find("")
}

// dropLike goes on with the words alone.
func (t *Search) dropLike() {
	t.like = 0
	t.Field.show(false, nil)
	t.Find(t.entry.Text)
}

// Like finds photos that look like the current one.
func (t *Search) Like() {
	p := t.deps.Current()
	if p == nil {
		t.deps.Board.Mention(&message.Result{Text: lang.X("like.none", "Select a photo first: then its likes are found.")})
		return
	}
	if _, ok := t.vectorOf(p.ID); !ok {
		t.deps.Board.Mention(&message.Result{
			Text:   lang.X("like.unindexed", "{{.name}} is not indexed yet.", map[string]any{"name": filepath.Base(p.Path)}),
			Action: lang.X("search.index", "Index"), Do: func() { t.deps.Engine.Runs.IndexLacking([]*library.Photo{p}, false, func(int) {}) },
		})
		return
	}
	t.begin(p)
}

// Title names what is searched for, and the photo that it is to be like.
func (t *Search) Title(s view.Scope) string {
	p := t.deps.Snapshot().Photo(s.Like)
	data := map[string]any{"query": s.Name}
	switch {
	case p == nil:
		return lang.X("scope.search", "Search: {{.query}}", data)
	case s.Name == "":
		return lang.X("scope.like", "Like {{.photo}}", map[string]any{"photo": filepath.Base(p.Path)})
	default:
		data["photo"] = filepath.Base(p.Path)
		return lang.X("scope.likeAnd", "Like {{.photo}}, {{.query}}", data)
	}
}
