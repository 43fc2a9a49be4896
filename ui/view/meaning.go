package view

import (
	"cmp"
	"math"
	"slices"

	"catchlight/library"
	"catchlight/tagging"
)

// meaning is what the model finds for a direction: how near each photo is, and from where on it is
// found.
type meaning struct {
	direction *tagging.Aim
	model     string
	photos    []*library.Photo
	seen      int // vectors
	floor     float32
	scores    []float32 // by photo, for the library counts them up; where one ends there is no score
}

// unscored is the score of a photo that has none.
const unscored = -1

// find brings m up to date with a request and returns it; nil while the model has not read the
// search.
func (m *meaning) find(req Request, lib *library.Library) *meaning {
	if req.Direction == nil || req.Tags == nil || req.Tags.Model != req.Reading.model {
		return nil
	}
	photos := req.Snapshot.Photos()
	fresh := meaning{direction: req.Direction, model: req.Tags.Model, photos: photos, seen: seen(req.model(), lib)}
	if m.same(fresh) {
		return m
	}
	hits := tagging.Scores(lib, req.Tags.Model, req.Direction, photos)
	fresh.floor = req.Direction.Floor(hits, req.Tags.Rule)
	if req.Scope.Like != 0 {
		fresh.floor = likeFloor(hits)
	}
	fresh.scores = scoresOf(hits)
	*m = fresh
	return m
}

func (m *meaning) same(fresh meaning) bool {
	return m.direction == fresh.direction && m.model == fresh.model && sameSlice(m.photos, fresh.photos) && m.seen == fresh.seen
}

// sameSlice reports whether two immutable slices are one.
func sameSlice[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// scoresOf are the scores of what was found, by photo.
func scoresOf(hits []tagging.Hit) []float32 {
	var last library.ID
	for _, hit := range hits {
		last = max(last, hit.Photo.ID)
	}
	scores := slices.Repeat([]float32{unscored}, int(last)+1)
	for _, hit := range hits {
		scores[hit.Photo.ID] = hit.Score
	}
	return scores
}

// mostLike is how many photos are like a photo at most.
const mostLike = 500

// likeFloor is the least score of photos that are like a photo: a standard deviation above the
// mean, or that of the last of the mostLike best. Pictures are nearer to one another than to texts,
// and how near is each model's own: so the library is the measure.
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
	floor := float32(mean + math.Sqrt(max(squares/n-mean*mean, 0)))
	above := slices.DeleteFunc(slices.Clone(hits), func(h tagging.Hit) bool { return h.Score < floor })
	if len(above) <= mostLike {
		return floor
	}
	slices.SortFunc(above, func(a, b tagging.Hit) int { return cmp.Compare(b.Score, a.Score) })
	return above[mostLike-1].Score
}

// has reports whether the search finds a photo by what it shows.
func (m *meaning) has(p *library.Photo) bool { return m != nil && m.score(p) >= m.floor }

// score is how near a photo is, unscored where that is not known.
func (m *meaning) score(p *library.Photo) float32 {
	if m == nil || int(p.ID) >= len(m.scores) {
		return unscored
	}
	return m.scores[p.ID]
}
