package tagging

import (
	"math"
	"slices"
)

// Measure says how the vectors of a model are compared. Those of photos among each other always by
// their cosine.
type Measure string

const (
	// Cosine is for models that bring photos and texts into one space: both are of unit length, and
	// their product is the score.
	Cosine Measure = ""
	// Probabilities is for models that know classes: a photo's vector holds the square roots of the
	// classes' probabilities, a text's how likely it is true of a photo of each class, 0 to 1. A
	// score is the sum of likelihood times probability, and a probability itself. Vectors of texts
	// are not of unit length: one of zeros is a text that the model does not know.
	Probabilities Measure = "probabilities"
)

// Sound reports whether this program knows the measure.
func (m Measure) Sound() bool { return m == Cosine || m == Probabilities }

// knownFrom is the likelihood that a text must reach with one class at least: the model does not
// know what stays below, and could hardly ever suggest it.
const knownFrom = .3

// knows reports whether a model knows the text of a vector. Of a model that compares by cosine
// nobody can tell.
func (m Measure) knows(text []float32) bool { return m == Cosine || strongest(text) >= knownFrom }

// strongest is the largest value of a vector.
func strongest(v []float32) float32 {
	var most float32
	for _, x := range v {
		most = max(most, x)
	}
	return most
}

// facing is what the vectors of texts are multiplied with: a photo's vector itself, or its squares.
// These are written to the memory of to where it is large enough. Several photos may lie side by
// side.
func (m Measure) facing(photos, to []float32) []float32 {
	if m == Cosine {
		return photos
	}
	to = append(to[:0], photos...)
	for i, x := range to {
		to[i] = x * x
	}
	return to
}

// less takes off a score what its tag scores on any photo: of a probability by what that leaves
// open. What is certain stays so, as by J. Cohen's kappa, which takes chance off agreement ("A
// coefficient of agreement for nominal scales", 1960).
func (m Measure) less(score, null float32) float32 {
	if m == Cosine {
		return score - null
	}
	return score - null*max(1-score, 0)
}

// before is the score of which less leaves so much.
func (m Measure) before(left, null float32) float32 {
	if m == Cosine {
		return left + null
	}
	return (left + null) / (1 + null)
}

// surest is how sure a model of classes is of the best of them, by the squares of a photo; of
// others nobody can tell.
func (m Measure) surest(facing []float32) float32 {
	if m == Cosine {
		return unscored
	}
	return strongest(facing)
}

// together makes one vector of those of a tag's texts: their mean, of unit length where the measure
// is the cosine.
func (m Measure) together(texts [][]float32, dim int) []float32 {
	if m == Cosine {
		return unitMean(texts, dim)
	}
	return meanOf(texts, dim)
}

// aim joins a direction in the space of texts with one in the space of photos.
func (m Measure) aim(texts, photos []float32) *Aim {
	if m != Cosine {
		return &Aim{measure: m, texts: texts, photos: photos}
	}
	sum := make([]float32, len(texts))
	addScaled(sum, texts, 1)
	addScaled(sum, photos, 1)
	return &Aim{texts: sum}
}

// search is the aim of a search for words, and for photos like others.
func (m Measure) search(words, likes []float32) *Aim {
	a := m.aim(words, likes)
	if m == Cosine {
		unit(a.texts)
	}
	return a
}

// rocchio are the weights of a tag's text, of the mean yes and of the mean no (J. J. Rocchio,
// "Relevance feedback in information retrieval", 1971). Those of probabilities are measured:
// docs/TAGGING.md. They are parts of the largest likelihood of the text, so that a weak word is not
// drowned, and a photo that a model of classes took for something else looks much like those that
// it is right on, so that a no moves the line, and hardly the rest. A text that the model hardly
// knows is made stronger: with photos beside it, it may say which of their kinds is meant. Of one
// that it does not know at all the photos say all there is.
func (m Measure) rocchio(text []float32) (word, yes, no float32) {
	most := strongest(text)
	switch {
	case m == Cosine:
		return 1, 1, .5
	case most >= knownFrom:
		return 1, .1 * most, .02 * most
	case most > 0:
		return 1 / most, 2, .2
	}
	return 0, 2, .2
}

// Aim is what photos are compared with in a search. It belongs to one model and never changes.
type Aim struct {
	measure Measure
	texts   []float32 // multiplied with what faces texts
	photos  []float32 // multiplied with the photo's vector; nil where texts holds it already
	parts   []part    // of a search by probabilities: the score is the product of theirs; none elsewhere
	read    []Phrase  // how the texts of the search were read
}

// Phrases is how the texts of the search were read; not to be changed. Pure.
func (a *Aim) Phrases() []Phrase { return a.read }

// part is a phrase that is, or is not, to be true of a photo.
type part struct {
	text   []float32
	not    bool
	weight float32
}

// dim is the number of values of a vector that can be compared.
func (a *Aim) dim() int { return len(a.texts) }

// times is a with all scores multiplied.
func (a *Aim) times(factor float32) *Aim {
	scaled := &Aim{measure: a.measure, texts: make([]float32, len(a.texts))}
	addScaled(scaled.texts, a.texts, factor)
	if a.photos != nil {
		scaled.photos = make([]float32, len(a.photos))
		addScaled(scaled.photos, a.photos, factor)
	}
	return scaled
}

// score compares a photo. squares is memory to work in, or nil.
func (a *Aim) score(photo, squares []float32) float32 {
	facing := a.measure.facing(photo, squares)
	if a.parts != nil {
		return product(facing, a.parts)
	}
	score := dot(facing, a.texts)
	if a.photos != nil {
		score += dot(photo, a.photos)
	}
	return score
}

// barely is how likely at least what has a weight may be: a model says 0 of what it is not shown, and
// what counts little would have to be there all the same. It is too little to be found by (leastLikely).
const barely = .01

// product is how likely all parts hold, as if each held by itself. What weighs twice counts as if it
// stood there twice (the logarithmic opinion pool: C. Genest and J. V. Zidek, "Combining probability
// distributions", 1986).
func product(facing []float32, parts []part) float32 {
	score := float32(1)
	for _, p := range parts {
		likely := min(max(dot(facing, p.text), 0), 1)
		if p.not {
			likely = 1 - likely
		}
		if p.weight != 1 {
			likely = float32(math.Pow(float64(max(likely, barely)), float64(p.weight)))
		}
		score *= likely
	}
	return score
}

// cutShare is how likely, against the best one, a photo must be to be found; leastLikely is how
// likely any must be.
const (
	cutShare    = .2
	leastLikely = .08
)

// Floor is the score that hits must reach to be found, in any order: the rest is what is left when
// all that fits is there. It is no less than what the rule of the model would still suggest, unless
// something is not wanted, which lowers all scores. Pure.
func (a *Aim) Floor(hits []Hit, rule Rule) float32 {
	floor := a.cut(hits)
	if rule.Standardise || slices.ContainsFunc(a.read, func(p Phrase) bool { return p.Not }) {
		return floor
	}
	return max(floor, rule.Loose)
}

// cut is Floor by the hits alone: of a model of probabilities a share of the best, of others half
// way between the best and the mean of all.
func (a *Aim) cut(hits []Hit) float32 {
	if len(hits) == 0 {
		return 0
	}
	best, sum := hits[0].Score, 0.
	for _, h := range hits {
		best, sum = max(best, h.Score), sum+float64(h.Score)
	}
	if a.measure == Probabilities && a.photos == nil {
		return max(cutShare*best, leastLikely)
	}
	return (best + float32(sum/float64(len(hits)))) / 2
}
