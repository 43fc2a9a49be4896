package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging"
)

// mostFound is how many photos a search finds by meaning at most.
const mostFound = 500

// understand asks the model what a query means; photos that look like it are appended to those that match its words.
func (w *Window) understand(query string) {
	encoder := w.encoder
	parsed, err := tagging.ParseQuery(signed(query))
	if err != nil || encoder == nil {
		return // words and file names are searched all the same
	}
	if n := w.unindexedCount(); n > 0 {
		w.show(&result{
			text:   lang.XN("search.unindexed", "{{.n}} photos are not indexed yet.", n, countData(n)),
			action: lang.X("search.index", "Index"), do: func() { w.index(w.withoutVector(w.snap.Photos())) },
		})
	}
	w.jobs.add(&job{
		lane: laneSearch, quiet: true,
		says: func(int, int) string { return lang.X("job.search", "Searching") },
		work: func(ctx context.Context, _ *job) func(bool) {
			direction, err := tagging.Direction(ctx, encoder, w.deps.Library, parsed)
			return func(bool) { w.understood(query, direction, err) }
		},
	})
}

// signed gives the words of a query in the form of the command line: what is left out comes last, after a sign.
func signed(query string) []string {
	var with, without []string
	for _, q := range strings.Fields(query) {
		if rest, out := strings.CutPrefix(q, "-"); out && rest != "" {
			without = append(without, "-", rest)
			continue
		}
		with = append(with, q)
	}
	return append(with, without...)
}

func (w *Window) unindexedCount() int {
	if w.derived == nil {
		return 0
	}
	return w.derived.unindexed
}

// understood takes over a query's direction, unless another query came meanwhile.
func (w *Window) understood(query string, direction []float32, err error) {
	switch {
	case w.scope != scope{scopeSearch, query}:
	case err != nil:
		w.fail(lang.X("search.failed", "Only words and file names were searched"), err)
	default:
		w.direction = direction
		w.ask()
	}
}

// byMeaning lists the photos that the query describes, best first, without those that match its words already. The floor
// is the score of the loosest suggestion.
func byMeaning(w wish, lib *library.Library, matching []*library.Photo) []*library.Photo {
	if w.scope.kind != scopeSearch || w.direction == nil || w.tags == nil {
		return nil
	}
	known := make(map[library.ID]bool, len(matching))
	for _, p := range matching {
		known[p.ID] = true
	}
	var found []*library.Photo
	for _, hit := range tagging.Search(lib, w.tags.model, w.direction, w.snap.Photos(), mostFound) {
		if hit.Score >= w.tags.rule.Loose && !known[hit.Photo.ID] {
			found = append(found, hit.Photo)
		}
	}
	return found
}
