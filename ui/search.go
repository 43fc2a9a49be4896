package ui

import (
	"context"
	"math"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/ui/jobs"
)

// searcher finds photos by what they show.
type searcher struct {
	w         *Window
	direction *tagging.Aim // of the search, once the model has read it
}

// understand asks the model what a search means; photos that look like it are appended to those that match its words.
func (se *searcher) understand(s scope) {
	encoder := se.w.engine.encoder
	query, ok := meaningOf(parseTerms(s.name))
	if like, known := se.vectorOf(s.like); known {
		query.Like, ok = [][]float32{like}, true
	}
	if encoder == nil || !ok {
		return // words and file names are searched all the same
	}
	if n := se.unindexedCount(); n > 0 {
		se.w.bar.show(&result{
			text:   lang.XN("search.unindexed", "{{.n}} photos are not indexed yet.", n, countData(n)),
			action: lang.X("search.index", "Index"), do: func() { se.w.engine.indexLacking(se.w.snap.Photos(), false, func(int) {}) },
		})
	}
	se.w.jobs.Add(&jobs.Job{
		Lane: jobs.Search, Quiet: true,
		Says: func(int, int) string { return lang.X("job.search", "Searching") },
		Work: func(ctx context.Context, _ *jobs.Job) (func(bool), error) {
			direction, err := tagging.Direction(ctx, encoder, se.w.deps.Library, query)
			return func(bool) {
				if encoder.Profile().Name != se.w.engine.vectorsName() {
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
	if p == nil || se.w.engine.tags == nil || se.w.engine.tags.model == "" {
		return nil, false
	}
	return se.w.deps.Library.Vector(se.w.engine.tags.model, p.Picture)
}

func (se *searcher) unindexedCount() int {
	if se.w.derived == nil {
		return 0
	}
	return se.w.derived.unindexed
}

// searching reports whether the list still lacks what a search finds by meaning.
func (se *searcher) searching() bool {
	return len(se.w.jobs.In(jobs.Search)) > 0 || se.w.derived != nil && se.direction != se.w.derived.wish.direction
}

// understood takes over a search's direction, unless another search came meanwhile.
func (se *searcher) understood(s scope, direction *tagging.Aim, err error) {
	switch {
	case se.w.scope != s:
	case err != nil:
		se.w.bar.fail(lang.X("search.failed", "Only words and file names were searched"), err)
		se.w.centre.refresh()
	default:
		se.direction = direction
		se.w.reorder = true // by score, and nobody has worked on the list yet
		se.w.ask()
	}
}

// meaning is what the model finds for a direction: how near each picture is, and from where on it is found.
type meaning struct {
	direction *tagging.Aim
	model     string
	photos    []*library.Photo
	unindexed int
	floor     float32
	scores    map[library.ID]float32
}

// find brings m up to date with a wish and returns it; nil while the model has not read the search.
func (m *meaning) find(w wish, lib *library.Library) *meaning {
	if w.direction == nil || w.tags == nil {
		return nil
	}
	photos := w.snap.Photos()
	fresh := meaning{direction: w.direction, model: w.tags.model, photos: photos, unindexed: countUnindexed(lib, w.tags.model, photos)}
	if m.same(fresh) {
		return m
	}
	hits := tagging.Search(lib, w.tags.model, w.direction, photos, 0)
	fresh.floor = w.tags.rule.Loose
	if w.scope.like != 0 {
		fresh.floor = likeFloor(hits)
	}
	fresh.scores = make(map[library.ID]float32, len(hits))
	for _, hit := range hits {
		fresh.scores[hit.Photo.ID] = hit.Score
	}
	*m = fresh
	return m
}

func (m *meaning) same(fresh meaning) bool {
	return m.direction == fresh.direction && m.model == fresh.model && sameSlice(m.photos, fresh.photos) && m.unindexed == fresh.unindexed
}

// sameSlice reports whether two immutable slices are one.
func sameSlice[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

func countUnindexed(lib *library.Library, model string, photos []*library.Photo) int {
	n := 0
	for _, p := range photos {
		if !lib.HasVector(model, p.Picture) {
			n++
		}
	}
	return n
}

// mostLike is how many photos are like a photo at most.
const mostLike = 500

// likeFloor is the least score of photos that are like a photo: a standard deviation above the mean, or that of the last of
// the mostLike best. Pictures are nearer to one another than to texts, and how near is each model's own: so the library is
// the measure.
func likeFloor(hits []tagging.Hit) float32 {
	if len(hits) == 0 {
		return 0
	}
	var sum, squares float64
	for _, h := range hits {
		s := float64(h.Score)
		sum, squares = sum+s, squares+s*s
	}
	n := float64(len(hits))
	mean := sum / n
	return max(float32(mean+math.Sqrt(max(squares/n-mean*mean, 0))), hits[min(len(hits), mostLike)-1].Score)
}

// has reports whether the search finds a photo by what it shows.
func (m *meaning) has(p *library.Photo) bool { return m != nil && m.score(p) >= m.floor }

// score is how near a photo is, -1 when that is not known.
func (m *meaning) score(p *library.Photo) float32 {
	if m != nil {
		if s, ok := m.scores[p.ID]; ok {
			return s
		}
	}
	return -1
}
