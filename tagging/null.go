package tagging

import (
	"slices"

	"catchlight/library"
)

const (
	// halfNull is how many photos a library needs for its nulls to count half: those of few photos
	// are their subjects.
	halfNull = 256
	// commonFrom is the share of all photos from which a word that holds for them says little of
	// one.
	commonFrom = .25
)

// nulls gives what each tag of the vocabulary scores on any photo, 0 for headings. A tag that
// scores high everywhere has a high one: for how its name sounds to the model, or since it holds
// for much. A model of classes says it itself: the mean of the tag's row, or what it leaves in doubt
// where that is more. Of others it is the
// median over a sample, about the mean of all tags, and brought towards 0 for a library of size
// photos.
func (t *TagVectors) nulls(sample [][]float32, size int) []float32 {
	nulls := make([]float32, t.count)
	if t.measure == Probabilities {
		for row, tag := range t.tags {
			for _, likelihood := range t.rows[row*t.dim:][:t.dim] {
				nulls[tag] += likelihood / float32(t.dim)
			}
			nulls[tag] = max(nulls[tag], doubted*doubt(t.rows[row*t.dim:][:t.dim]))
		}
		return nulls
	}
	if len(sample) < leastSampled {
		return nulls
	}
	scores, column, mean := t.scoreRows(slices.Concat(sample...), nil), make([]float32, len(sample)), float32(0)
	for _, tag := range t.tags {
		for i := range column {
			column[i] = scores[i*t.width()+tag]
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

// doubted is how much of the doubt about a tag counts as what it scores on any photo.
const doubted = .03

// doubt is how far a model of classes is from certain of a tag where it is true: 1 less the mean
// likelihood of its classes, by their likelihoods. What a class is (a zebra is an animal) is certain,
// what it is often seen with (a savanna, with a zebra) is not, and is as rare on any photo.
func doubt(row []float32) float32 {
	var sum, squares float32
	for _, likelihood := range row {
		sum, squares = sum+likelihood, squares+likelihood*likelihood
	}
	if sum == 0 {
		return 0
	}
	return 1 - squares/sum
}

// commonTags are the tags that hold for a quarter of all photos: by the model's own word as nulls
// has it, else by what would be suggested for a sample.
func (t *TagVectors) commonTags(sample [][]float32, nulls []float32) []int {
	var common []int
	if t.measure == Probabilities {
		for _, tag := range t.tags {
			if nulls[tag] >= commonFrom {
				common = append(common, tag)
			}
		}
		return common
	}
	if len(sample) < leastSampled {
		return nil
	}
	holds := make([]int, t.count)
	scores := t.scoreRows(slices.Concat(sample...), nil)
	for photo := range slices.Chunk(scores, t.width()) {
		best := t.best(photo)
		for _, tag := range t.tags {
			if t.value(tag, photo[tag], best) >= t.rule.Balanced {
				holds[tag]++
			}
		}
	}
	for tag, n := range holds {
		if float32(n) >= commonFrom*float32(len(sample)) {
			common = append(common, tag)
		}
	}
	return common
}

// Nulls are what the tags of the vocabulary score on any of these photos: those that have no vector
// are nil. Pure.
func (t *TagVectors) Nulls(photos [][]float32) []float32 { return t.nulls(evenly(photos)) }

// NullsIn is Nulls for the photos of a library, as many as stand for all.
func (t *TagVectors) NullsIn(lib *library.Library) []float32 {
	blocks := lib.VectorBlocks(t.model)
	return t.nulls(sampleOf(blocks, t.dim), vectorsIn(blocks))
}

// WithNulls is t whose values know what the tags score on any of these photos, see Nulls. Pure.
func (t *TagVectors) WithNulls(photos [][]float32) *TagVectors { return t.withNulls(evenly(photos)) }

// evenly takes some vectors from all over a list, and says how many there are; failed photos have
// none.
func evenly(vectors [][]float32) (sample [][]float32, size int) {
	seen := slices.DeleteFunc(slices.Clone(vectors), func(v []float32) bool { return v == nil })
	for i := 0; i < len(seen); i += max(1, len(seen)/sampled) {
		sample = append(sample, seen[i])
	}
	return sample, len(seen)
}

// withNulls is t whose values know what each tag scores on any photo of a sample from size photos,
// and which hold for much of it; t itself where the model's rule does not ask for it.
func (t *TagVectors) withNulls(sample [][]float32, size int) *TagVectors {
	if !t.asksLibrary() {
		return t
	}
	c := *t
	c.standard = nil
	if t.rule.Standardise {
		c.standard = c.newStandard(sample, size)
	}
	c.usual, c.common = c.nulls(sample, size), nil
	c.common = c.commonTags(sample, c.usual)
	return &c
}

// asksLibrary reports whether the rule has to know what tags score on any photo: for their nulls,
// to bring scores to one level, and to leave words that hold for much of any library out of a
// photo's best score. A model of classes knows the latter at once.
func (t *TagVectors) asksLibrary() bool {
	return t.rule.Null != 0 || t.rule.Standardise || t.measure == Probabilities && t.rule.Gap != 0
}

// null is what a tag scores on any photo, as far as that is known.
func (t *TagVectors) null(tag int) float32 {
	if t.usual == nil {
		return 0
	}
	return t.usual[tag]
}
