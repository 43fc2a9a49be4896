package tagging

import "slices"

// halfNull is how many photos a library needs for its nulls to count half: those of few photos are their subjects.
const halfNull = 256

// nulls gives what each tag of the vocabulary scores on any photo: the median over a sample. A tag that scores high
// everywhere, for how its name sounds to the model, has a high one. 0 for headings, about the mean of all tags, and
// brought towards 0 for a library of size photos.
func (t *TagVectors) nulls(sample [][]float32, size int) []float32 {
	nulls := make([]float32, t.count)
	if len(sample) < leastSampled {
		return nulls
	}
	var photos []float32
	for _, v := range sample {
		photos = append(photos, v...)
	}
	scores, column, mean := t.scoreRows(photos, nil), make([]float32, len(sample)), float32(0)
	for _, tag := range t.tags {
		for i := range column {
			column[i] = scores[i*t.count+tag]
		}
		slices.Sort(column)
		nulls[tag] = column[len(column)/2]
		mean += nulls[tag] / float32(len(t.tags))
	}
	share := float32(size) / float32(size+halfNull)
	for _, tag := range t.tags {
		nulls[tag] = share * (nulls[tag] - mean)
	}
	return nulls
}

// Nulls are what the tags of the vocabulary score on any of these photos: those that have no vector are nil. Pure.
func (t *TagVectors) Nulls(photos [][]float32) []float32 { return t.nulls(evenly(photos)) }

// WithNulls is t whose values know what the tags score on any of these photos, see Nulls; t itself where
// the model's rule does not ask for it. Pure.
func (t *TagVectors) WithNulls(photos [][]float32) *TagVectors { return t.withNulls(evenly(photos)) }

// evenly takes some vectors from all over a list, and says how many there are; failed photos have none.
func evenly(vectors [][]float32) (sample [][]float32, size int) {
	seen := slices.DeleteFunc(slices.Clone(vectors), func(v []float32) bool { return v == nil })
	for i := 0; i < len(seen); i += max(1, len(seen)/sampled) {
		sample = append(sample, seen[i])
	}
	return sample, len(seen)
}

// withNulls is t whose values know what each tag scores on any photo of a sample from size photos; t itself where the
// model's rule does not ask for it.
func (t *TagVectors) withNulls(sample [][]float32, size int) *TagVectors {
	if t.rule.Null == 0 {
		return t
	}
	c := *t
	c.shifts = t.nulls(sample, size)
	for tag := range c.shifts {
		c.shifts[tag] *= -t.rule.Null
	}
	return &c
}
