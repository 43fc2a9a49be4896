package tagging

import (
	"math"
	"slices"
)

// Rank says how photos are to be ordered by a tag, the best first: by the score, but that a model of
// classes is read more evenly (even). False for headings. Pure.
func (t *TagVectors) Rank(vector []float32, tag int) (float32, bool) {
	if t.measure == Cosine {
		return t.Score(vector, tag)
	}
	row, ok := slices.BinarySearch(t.tags, tag)
	if !ok {
		return unscored, false
	}
	return t.evenScore(vector, even(vector), row), true
}

// Ranks is Rank for each tag, in the order of the vocabulary; −1 for headings. Pure.
func (t *TagVectors) Ranks(vector []float32) []float32 {
	if t.measure == Cosine {
		return t.Scores(vector)
	}
	ranks, evenly := slices.Repeat([]float32{unscored}, t.count), even(vector)
	for row, tag := range t.tags {
		if tag < t.count {
			ranks[tag] = t.evenScore(vector, evenly, row)
		}
	}
	return ranks
}

// evenScore is the score of a row on a photo that is read evenly. What it has learned stays as it
// is: it acts on the roots of the probabilities, which are even already.
func (t *TagVectors) evenScore(vector, evenly []float32, row int) float32 {
	return dot(evenly, t.rows[row*t.dim:][:t.dim]) + t.offset(row) + t.leaning(vector, t.tags[row])
}

// even are the probabilities of a photo's classes to the power of ¾, brought back to 1 together. A
// classifier learns that there is one thing on a photo: what is there beside it gets little, but
// tells photos apart (C. Guo et al., "On calibration of modern neural networks", ICML 2017, temper
// the same way; the power was measured: docs/TAGGING.md).
func even(photo []float32) []float32 {
	all, sum := make([]float32, len(photo)), float32(0)
	for i, x := range photo {
		all[i] = x * float32(math.Sqrt(float64(max(x, 0))))
		sum += all[i]
	}
	if sum > 0 {
		for i := range all {
			all[i] /= sum
		}
	}
	return all
}
