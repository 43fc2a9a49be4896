package tagging

import (
	"context"
	"slices"
	"sync"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/tagging/vocabulary"
)

// sameVector is the cosine from which two tags are the same to the model (the starter's nearest different tags of the
// essentials: wedding and wedding ceremony, .935).
const sameVector = .97

// SuggestionStats suggests for all pictures of the model in the library and counts. It blocks as SuggestAll does, and returns
// ctx's error.
func (t *TagVectors) SuggestionStats(ctx context.Context, lib *library.Library) (*vocabulary.SuggestionStats, error) {
	stats := vocabulary.NewSuggestionStats(t.vocabulary, t.scored)
	var mu sync.Mutex
	put := func(pic picture.ID, found []Suggestion) {
		var loose, usual []int
		for _, s := range found {
			loose = append(loose, s.Tag)
			if s.Strength != Loose {
				usual = append(usual, s.Tag)
			}
		}
		mu.Lock()
		defer mu.Unlock()
		stats.Count(pic, loose, usual)
	}
	all := func(picture.ID) bool { return true }
	err := t.SuggestAll(ctx, lib.VectorBlocks(t.model), SuggestOptions{Strength: Loose, Max: t.count}, all, put)
	return stats, err
}

// Alike are the pairs of tags that are the same to the model, the earlier one first. Pure.
func (t *TagVectors) Alike() [][2]int {
	t = t.untaught()
	rows := unitRows(t.rows, t.dim)
	var pairs [][2]int
	for a := range t.tags {
		for b := range a {
			if dot(rows[a], rows[b]) >= sameVector {
				pairs = append(pairs, [2]int{t.tags[b], t.tags[a]})
			}
		}
	}
	return pairs
}

// unitRows are rows that lie side by side, each at unit length.
func unitRows(rows []float32, dim int) [][]float32 {
	var all [][]float32
	for row := range slices.Chunk(slices.Clone(rows), max(dim, 1)) {
		all = append(all, unit(row))
	}
	return all
}
