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

// quietTime is how long the keys must be quiet before it is said how words were read: half of a word
// is often strange.
const quietTime = 500 * time.Millisecond

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
	Ask      func()                                         // asks for what the window shows anew: another model reads the search
	Read     func()                                         // the model has read a search, or could not
	Said     func()                                         // there is something to say of how it did
	LikeThis func()                                         // the icon in the field
	Leave    func()                                         // gives the keyboard back to the photos
	Hint     func(owner any, text string) func(inside bool) // makes what shows a hint
	Post     func(func())                                   // runs a function on Fyne's goroutine, later; any goroutine may call it
}

// Search is what the user looks for. It belongs to Fyne's goroutine; nothing blocks.
type Search struct {
	Field     *Field
	deps      Deps
	entry     *kit.Entry         // the field's
	like      library.ID         // the photo that the search begins with, 0 for none
	order     view.Order         // of what is found; by score, until the user sorts it otherwise
	before    view.Scope         // the scope to go back to when the search is cleared
	reading   *view.Reading      // of the search that is shown; nil where no model is asked
	notes     []find.Note        // on how the model did
	unsaid    func() []find.Note // what the notes will be, once the keys are quiet; nil: nothing, or they are
	job       *jobs.Job          // that reads the newest search; it may be done
	words     *find.Words        // on the photos, for searches one after the other
	wordsFrom wordsFrom
	quiet     *time.Timer
	typed     bool            // the keys have not been quiet since
	awake     tagging.Encoder // has read a text since it was opened
}

// New returns a search for nothing.
func New(d Deps) *Search {
	t := &Search{deps: d, order: view.OrderScore}
	t.Field = newField(d.Hint, d.LikeThis, t.dropLike, t.Clear)
	t.entry = t.Field.Entry
	t.entry.OnSubmitted, t.entry.OnChanged, t.entry.OnEscape = t.submit, t.typing, t.Clear
	focused := t.entry.OnFocus
	t.entry.OnFocus = func(on bool) {
		if focused(on); on {
			t.wake()
		}
	}
	return t
}

// Order is what the results are sorted by: best first, until SetOrder.
func (t *Search) Order() view.Order { return t.order }

// SetOrder sorts the results of this search otherwise.
func (t *Search) SetOrder(o view.Order) { t.order = o }

// Reading is what the model makes of the search that is shown; nil where it is not asked.
func (t *Search) Reading() *view.Reading { return t.reading }

// Entered lets the model read the search of a scope that is being opened; that of the scope before
// is forgotten.
func (t *Search) Entered(s view.Scope) {
	if t.reading, t.notes, t.unsaid = nil, nil, nil; s.Kind == view.ScopeSearch {
		t.understand(s)
	} else {
		t.words = nil
	}
}

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
		t.deps.Enter(to)
	}
}

// submit searches, says how words were read, and gives the keyboard to what is found.
func (t *Search) submit(query string) {
	t.typed = false
	t.Find(query)
	t.say()
	t.deps.Leave()
}

// typing searches at each key: a newer search ends the reading of an older one.
func (t *Search) typing(query string) {
	kit.ShowIf(t.Field.empty, query != "")
	t.Field.Entry.Refresh() // which gives the × its room
	if t.quiet != nil {
		t.quiet.Stop()
	}
	t.typed = query != ""
	t.quiet = time.AfterFunc(quietTime, func() {
		t.deps.Post(func() {
			if t.entry.Text == query {
				t.typed = false
				t.say()
			}
		})
	})
	if query != "" || t.deps.Scope().Kind == view.ScopeSearch {
		t.Find(query)
	}
}

// Clear leaves the search.
func (t *Search) Clear() {
	t.Empty()
	t.leave()
	t.deps.Leave()
}

// Empty forgets what was typed and the photo.
func (t *Search) Empty() {
	t.like = 0
	t.entry.SetText("")
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
	t.like = p.ID
	t.entry.SetText("")
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
		t.deps.Board.Note(lang.X("like.none", "Select a photo first: then its likes are found."))
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
