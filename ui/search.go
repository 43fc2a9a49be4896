package ui

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/ui/jobs"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// searcher finds photos by what they show.
type searcher struct {
	w         *Window
	direction *tagging.Aim // of the search, once the model has read it
}

// understand asks the model what a search means; photos that look like it are appended to those that match its words.
func (se *searcher) understand(s view.Scope) {
	encoder := se.w.engine.Encoder()
	query, ok := view.MeaningOf(s.Name)
	if like, known := se.vectorOf(s.Like); known {
		query.Like, ok = [][]float32{like}, true
	}
	if encoder == nil || !ok {
		return // words and file names are searched all the same
	}
	if n := se.unindexedCount(); n > 0 {
		se.w.board.Show(&message.Result{
			Text:   lang.XN("search.unindexed", "{{.n}} photos are not indexed yet.", n, phrase.Count(n)),
			Action: lang.X("search.index", "Index"), Do: func() { se.w.engine.Runs.IndexLacking(se.w.snap.Photos(), false, func(int) {}) },
		})
	}
	se.w.jobs.Add(&jobs.Job{
		Lane: jobs.Search, Quiet: true,
		Says: func(int, int) string { return lang.X("job.search", "Searching") },
		Work: func(ctx context.Context, _ *jobs.Job) (func(bool), error) {
			direction, err := tagging.Direction(ctx, encoder, se.w.deps.Library, query)
			return func(bool) {
				if encoder.Profile().Name != se.w.engine.VectorsName() {
					se.understand(s) // another model has taken over meanwhile
					return
				}
				se.understood(s, direction, err)
			}, err
		},
	})
}

// vectorOf is the vector of a photo; ok is false while it has none.
func (se *searcher) vectorOf(id library.ID) (vector []float32, ok bool) {
	p := se.w.snap.Photo(id)
	if p == nil || se.w.engine.Tags() == nil || se.w.engine.Tags().Model == "" {
		return nil, false
	}
	return se.w.deps.Library.Vector(se.w.engine.Tags().Model, p.Picture)
}

func (se *searcher) unindexedCount() int {
	if se.w.view == nil {
		return 0
	}
	return se.w.view.Unindexed
}

// searching reports whether the list still lacks what a search finds by meaning.
func (se *searcher) searching() bool {
	return len(se.w.jobs.In(jobs.Search)) > 0 || se.w.view != nil && se.direction != se.w.view.Request.Direction
}

// understood takes over a search's direction, unless another search came meanwhile.
func (se *searcher) understood(s view.Scope, direction *tagging.Aim, err error) {
	switch {
	case se.w.scope != s:
	case err != nil:
		se.w.board.Fail(lang.X("search.failed", "Only words and file names were searched"), err)
		se.w.centre.refresh()
	default:
		se.direction = direction
		se.w.reorder = true // by score, and nobody has worked on the list yet
		se.w.ask()
	}
}

// searchAgain asks the model that has taken over: what is known of the search came from the old one's texts and photos.
func (se *searcher) searchAgain() {
	if se.direction != nil {
		se.direction = nil
		se.understand(se.w.scope)
	}
}
