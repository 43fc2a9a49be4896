package ui

import (
	"path/filepath"
	"time"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/ui/message"
	"catchlight/ui/view"
)

// find shows the photos that match what was typed, or are like the photo in the field; the results are a scope like any
// other.
func (t *toolbar) find(query string) {
	if query == "" && t.like == 0 {
		t.leave()
		return
	}
	if t.w.scope.Kind != view.ScopeSearch {
		t.before = t.w.scope
	}
	if to := (view.Scope{Kind: view.ScopeSearch, Name: query, Like: t.like}); t.w.scope != to {
		t.w.enter(to)
		t.w.searcher.understand(to)
	}
}

// typing searches when the keys have been quiet for a moment.
func (t *toolbar) typing(query string) {
	if t.quiet != nil {
		t.quiet.Stop()
	}
	t.quiet = time.AfterFunc(searchQuiet, func() {
		t.w.post(func() {
			if t.search.Text == query && (query != "" || t.w.scope.Kind == view.ScopeSearch) {
				t.find(query)
			}
		})
	})
}

// clear leaves the search.
func (t *toolbar) clear() {
	t.empty()
	t.leave()
	t.w.focusGrid()
}

// empty forgets what was typed and the photo.
func (t *toolbar) empty() {
	t.search.SetText("")
	t.like = 0
	t.field.show(false, nil)
}

// leave goes back to the scope before the search.
func (t *toolbar) leave() {
	if t.w.scope.Kind == view.ScopeSearch {
		t.w.enter(t.before)
	}
}

// begin searches for what is like a photo; what was typed steers it no longer.
func (t *toolbar) begin(p *library.Photo) {
	t.search.SetText("")
	t.like = p.ID
	t.field.show(true, t.w.thumbnails.Largest(p))
	t.find("")
}

// dropLike goes on with the words alone.
func (t *toolbar) dropLike() {
	t.like = 0
	t.field.show(false, nil)
	t.find(t.search.Text)
}

func (se *searcher) focusSearch() { se.w.win.Canvas().Focus(se.w.toolbar.search) }

// likeThis finds photos that look like the current one.
func (se *searcher) likeThis() {
	photos := se.w.list.selected()
	if len(photos) == 0 {
		se.w.board.Show(&message.Result{Text: lang.X("like.none", "Select a photo first: then its likes are found.")})
		return
	}
	p := photos[0]
	if current := se.w.list.photoAt(se.w.grid.Selection().Current()); current != nil {
		p = current
	}
	if _, ok := se.vectorOf(p.ID); !ok {
		se.w.board.Show(&message.Result{
			Text:   lang.X("like.unindexed", "{{.name}} is not indexed yet.", map[string]any{"name": filepath.Base(p.Path)}),
			Action: lang.X("search.index", "Index"), Do: func() { se.w.engine.Runs.IndexLacking([]*library.Photo{p}, false, func(int) {}) },
		})
		return
	}
	se.w.toolbar.begin(p)
}
