package tagging

import (
	"cmp"
	"math"
	"slices"
)

const (
	// sameWord is the cosine from which two rows are those of one word of the model's table: what
	// it makes of a text is the row of the nearest words, times how near they are.
	sameWord = .999
	// nearerBy is the part of another tag's likelihood that a tag has to reach to be as near to a
	// word as that one.
	nearerBy = .95
	// alikeSums bounds how much the sums of two such rows differ, in parts of their largest values.
	alikeSums = .02
)

// rival is a row that may be of the same word of a model's table as another one.
type rival struct {
	tag            int
	values         []float32
	sum, strongest float32 // the sum in parts of the largest value
}

// findRivals notes the tags that a model of classes takes for a word that another tag is nearer to:
// one word of its table serves one tag, and what is only like it ("low key", where "high key" is
// there) is not known.
func (t *TagVectors) findRivals() {
	rows := t.rivals()
	for i, a := range rows {
		for _, b := range rows[i+1:] {
			if b.sum > a.sum*(1+alikeSums) {
				break
			}
			far, near := a, b
			if far.strongest > near.strongest {
				far, near = near, far
			}
			if far.strongest < nearerBy*near.strongest && cosine(far.values, near.values) >= sameWord {
				t.unknown[far.tag] = true
			}
		}
	}
}

// rivals are the rows of the tags that are known, by their sums: those of one word lie side by
// side.
func (t *TagVectors) rivals() []rival {
	var rows []rival
	for i, tag := range t.tags {
		r := rival{tag: tag, values: t.rows[i*t.dim:][:t.dim]}
		if r.strongest = strongest(r.values); t.unknown[tag] || r.strongest == 0 {
			continue
		}
		for _, x := range r.values {
			r.sum += x / r.strongest
		}
		rows = append(rows, r)
	}
	slices.SortStableFunc(rows, func(a, b rival) int { return cmp.Compare(a.sum, b.sum) })
	return rows
}

// cosine is the cosine of the angle between two vectors of any length but 0.
func cosine(a, b []float32) float32 {
	return dot(a, b) / float32(math.Sqrt(float64(dot(a, a))*float64(dot(b, b))))
}
