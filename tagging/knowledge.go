package tagging

import (
	"context"
	"slices"
	"sync"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/tagging/vocabulary"
)

// sameVector is the cosine from which two tags are the same to the model (the starter's nearest
// different tags of the essentials: wedding and wedding ceremony, .935).
const sameVector = .97

// Knowledge is what the model says of the vocabulary, for vocabulary.Check. Pure.
func (t *TagVectors) Knowledge(p Profile) vocabulary.Knowledge {
	return vocabulary.Knowledge{Multilingual: p.Multilingual, Alike: t.alike(), Unknown: t.Unknown()}
}

// alike are the pairs of tags that the model knows and that are the same to it, the earlier one
// first. A tag and one above it are no pair: whoever ordered them so knows that the model sees
// little of the difference.
func (t *TagVectors) alike() [][2]int {
	t = t.untaught()
	rows := unitRows(t.rows, t.dim)
	var pairs [][2]int
	for a := range t.tags {
		for b := range a {
			first, second := t.tags[b], t.tags[a]
			if dot(rows[a], rows[b]) >= sameVector && !t.unknown[first] && !t.unknown[second] && !isBelow(t.vocabulary, second, first) {
				pairs = append(pairs, [2]int{first, second})
			}
		}
	}
	return pairs
}

// isBelow reports whether a tag stands below another one.
func isBelow(v *vocabulary.Vocabulary, tag, above int) bool {
	for up := v.Tags[tag].Parent; up >= 0; up = v.Tags[up].Parent {
		if up == above {
			return true
		}
	}
	return false
}

// unitRows are rows that lie side by side, each at unit length.
func unitRows(rows []float32, dim int) [][]float32 {
	var all [][]float32
	for row := range slices.Chunk(slices.Clone(rows), max(dim, 1)) {
		all = append(all, unit(row))
	}
	return all
}

// Fired counts the photos of a library on which each tag reaches what it needs to be suggested,
// whether or not another one stands in for it there, and whatever was decided. It blocks as
// SuggestAll does; the error is that of ctx.
func (t *TagVectors) Fired(ctx context.Context, lib *library.Library, snap *library.Snapshot, o SuggestOptions) (vocabulary.Fired, error) {
	t = t.scoringFor(o)
	photos := map[picture.ID]int{}
	for _, p := range snap.Photos() {
		photos[p.Picture]++
	}
	fired := vocabulary.Fired{On: make([]int, t.count)}
	var mu sync.Mutex
	err := t.scoreAll(ctx, lib.VectorBlocks(t.model), func(id picture.ID) bool { return photos[id] > 0 }, func(id picture.ID, scores []float32) {
		proposals := t.proposals(scores, o)
		mu.Lock()
		defer mu.Unlock()
		fired.Photos += photos[id]
		for _, p := range proposals {
			if t.isSure(p, o) {
				fired.On[p.tag] += photos[id]
			}
		}
	})
	return fired, err
}
