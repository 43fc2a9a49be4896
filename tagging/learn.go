package tagging

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"catchlight/library"
	"catchlight/library/picture"
)

const (
	// sampled is how many photos of the library stand for all; with fewer than leastSampled a tag's vector stays as it is.
	sampled, leastSampled = 256, 32
	// The weights of J. J. Rocchio ("Relevance feedback in information retrieval", 1971): the tag's text 1, the mean of its
	// yes 1, of its no −½. Half of a weight is earned with halfTaught photos: one photo says little.
	noWeight, halfTaught = .5, 3
	// halfCentred is how many tags a vocabulary needs for its mean to count half: the mean of few is those few.
	halfCentred = 20
	// linePull is how many decisions on each side the line of a review is worth.
	linePull = 4
)

// taught is what a tag has learned: a vector in place of its text's, a constant to add to the product, and how far its
// line has moved. It follows from the lesson alone, so that it can be kept while the lesson stays the same.
type taught struct {
	of            uint64 // the lesson
	row           []float32
	offset, shift float32
	accepted      []library.ID // photos with a yes, the newest first
	no            int          // how many had a no
}

// Learn gives the tags as the library and the user's decisions have taught them: see lesson for which of these count. Where
// the model's rule asks for it, the library's photos say what each tag scores on any photo (nulls). The vector of a tag goes
// towards photos that got a yes by themselves and away from those that got a no, and the value that it needs moves. Tags
// without lessons stay as they are, and so does t: it may be taught itself, then only what has changed is computed. The
// result is t where nothing has. It blocks for some milliseconds a tag that has changed.
func (t *TagVectors) Learn(lib *library.Library, snap *library.Snapshot) *TagVectors {
	blocks := lib.VectorBlocks(t.model)
	vectors := vectorsIn(blocks)
	size := bits.Len(uint(vectors)) // what is known of the library as a whole is learned anew when it has doubled
	base := t.beforeLessons()
	if base.rule.Null != 0 && base.size != size {
		base = base.withNulls(sampleOf(blocks, base.dim), vectors)
		base.size = size
	}
	lessons := lessonsOf(snap, base.vocabulary)
	known, changed := make(map[int]taught, len(lessons)), len(lessons) != len(t.taught) || base != t.beforeLessons()
	var s *school
	for tag, l := range lessons {
		old, ok := t.taught[tag]
		if l.number = l.hash(size); !ok || old.of != l.number {
			if s == nil {
				s = newSchool(base, lib, blocks)
			}
			old, changed = s.teach(tag, l), true
		}
		known[tag] = old
	}
	if !changed {
		return t
	}
	return base.with(known)
}

// beforeLessons is what t was before decisions taught it.
func (t *TagVectors) beforeLessons() *TagVectors {
	if t.base != nil {
		return t.base
	}
	return t
}

// with is a copy of t in which some tags are taught.
func (t *TagVectors) with(known map[int]taught) *TagVectors {
	c := *t
	c.base, c.taught = t, known
	c.tags, c.rows = slices.Clone(t.tags), slices.Clone(t.rows)
	c.offsets, c.shifts = make([]float32, len(t.tags)+len(known)), make([]float32, t.count)
	copy(c.shifts, t.shifts)
	for row, tag := range t.tags {
		k, ok := known[tag]
		if !ok {
			continue
		}
		c.tags, c.plain = append(c.tags, c.width()), append(c.plain, tag)
		c.rows = append(c.rows, t.rows[row*t.dim:(row+1)*t.dim]...)
		copy(c.rows[row*t.dim:], k.row)
		c.offsets[row] = k.offset
		c.shifts[tag] += k.shift
	}
	return &c
}

// Changed calls touch for the pictures of blocks on which t may propose other tags than before did, which is t with other
// lessons: those where a tag with a new lesson could be proposed before or now; all where nulls changed. Such a scan takes
// some 0.2 ms for 1,000 photos, a fraction of proposing anew. Pure; t and before are for the same vocabulary and model.
func (t *TagVectors) Changed(before *TagVectors, blocks []library.VectorBlock, threshold *float64, touch func(picture.ID)) {
	var tags []int
	for tag := range t.count {
		if t.taught[tag].of != before.taught[tag].of {
			tags = append(tags, tag)
		}
	}
	all, photo := t.beforeLessons() != before.beforeLessons(), make([]float32, t.dim)
	for _, b := range blocks {
		for row, picture := range b.Pictures {
			if picture.IsZero() || b.Dim() != t.dim {
				continue
			}
			b.Row(row, photo)
			if all || slices.ContainsFunc(tags, func(tag int) bool {
				return t.reaches(photo, tag, threshold) || before.reaches(photo, tag, threshold)
			}) {
				touch(picture)
			}
		}
	}
}

// reaches tells whether a tag could be proposed for a photo.
func (t *TagVectors) reaches(photo []float32, tag int, threshold *float64) bool {
	score, _ := t.Score(photo, tag)
	if threshold != nil {
		return float64(score) >= *threshold
	}
	return score >= t.Cut(tag, Loose)
}

// Taught says how many photos with a yes and with a no a tag has learned from. Pure.
func (t *TagVectors) Taught(tag int) (yes, no int) {
	return len(t.taught[tag].accepted), t.taught[tag].no
}

// Nearest lists the photos with a yes that a tag has learned from which look most like the one of a vector, at most n, the nearest first, without the photo
// itself. It reads vectors from the library's memory.
func (t *TagVectors) Nearest(lib *library.Library, snap *library.Snapshot, vector []float32, tag, n int) []library.ID {
	var near []Hit
	for _, id := range t.taught[tag].accepted {
		p := snap.Photo(id)
		if p == nil {
			continue
		}
		if v, ok := lib.Vector(t.model, p.Picture); ok && !slices.Equal(v, vector) {
			near = append(near, Hit{p, dot(v, vector)})
		}
	}
	slices.SortStableFunc(near, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	var ids []library.ID
	for _, h := range near[:min(n, len(near))] {
		ids = append(ids, h.Photo.ID)
	}
	return ids
}

// Cut is the score that a tag needs at least at a strength, where it is the photo's best. Pure.
func (t *TagVectors) Cut(tag int, s Strength) float32 {
	cut := t.rule.cut(s)
	if t.shifts != nil {
		cut -= t.shifts[tag]
	}
	return cut
}

// school teaches tags of one library.
type school struct {
	base   *TagVectors
	lib    *library.Library
	sample [][]float32 // photos of the library
	photo  []float32   // their mean
	text   []float32   // the mean of the tags
	steep  float64     // a value of 1 above it is so many logits
}

func newSchool(base *TagVectors, lib *library.Library, blocks []library.VectorBlock) *school {
	s := &school{base: base, lib: lib, sample: sampleOf(blocks, base.dim)}
	s.photo = meanOf(s.sample, base.dim)
	s.text = meanOf(slices.Collect(slices.Chunk(base.rows, base.dim)), base.dim)
	share := float32(len(base.tags)) / float32(len(base.tags)+halfCentred)
	for i := range s.text {
		s.text[i] *= share
	}
	// The three cuts are the only measure of how much a value means with this model: from loose to strict it shall go
	// from some 27 % to 73 % about the middle (fitted lines are as steep: docs/TAGGING.md).
	s.steep = 2 / max(float64(base.rule.Strict-base.rule.Loose), 1e-3)
	return s
}

// teach learns one tag's lesson.
func (s *school) teach(tag int, l *lesson) taught {
	row, scored := slices.BinarySearch(s.base.tags, tag)
	k := taught{of: l.number}
	if !scored {
		return k
	}
	p := &pupil{school: s, text: s.base.rows[row*s.base.dim:][:s.base.dim]}
	p.mean, p.deviation = s.spread(p.text)
	p.examples = s.examples(l)
	for _, e := range p.examples {
		p.count(e, 1)
		if e.yes {
			k.accepted = append(k.accepted, e.photo)
		}
	}
	k.no = p.no
	k.row = p.text
	if len(s.sample) >= leastSampled && len(p.examples) > 0 {
		k.row, k.offset = p.vector(p.direction())
	}
	k.shift = s.line(p.trials(tag), s.lineOf(tag, l, k))
	return k
}

// pupil is a tag that learns: sums of its examples, from which the picture's mean is taken and which are of unit length.
type pupil struct {
	*school
	text            []float32
	mean, deviation float64 // of the text's scores over the library
	examples        []example
	yesSum, noSum   []float32
	yes, no         int
}

// example is a photo's vector with the user's word.
type example struct {
	photo           library.ID
	vector, centred []float32
	yes             bool
}

// count adds an example to the sums, or takes it out (−1).
func (p *pupil) count(e example, by int) {
	if p.yesSum == nil {
		p.yesSum, p.noSum = make([]float32, p.base.dim), make([]float32, p.base.dim)
	}
	if e.yes {
		addScaled(p.yesSum, e.centred, float32(by))
		p.yes += by
	} else {
		addScaled(p.noSum, e.centred, float32(by))
		p.no += by
	}
}

// direction is Rocchio's: text + mean yes − ½ mean no, each about the mean of its side, for photos and texts lie apart in
// the space of CLIP models.
func (p *pupil) direction() []float32 {
	d := slices.Clone(p.text)
	addScaled(d, p.school.text, -1)
	unit(d)
	addScaled(d, p.yesSum, 1/float32(p.yes+halfTaught)) // the mean, times its weight n/(n+halfTaught)
	addScaled(d, p.noSum, -noWeight/float32(p.no+halfTaught))
	return d
}

// vector scales a direction so that its scores have the mean and the spread over the library that the text's have: then
// the model's rule stays right for them.
func (p *pupil) vector(direction []float32) (row []float32, offset float32) {
	mean, deviation := p.spread(direction)
	if deviation == 0 {
		return p.text, 0
	}
	scale := p.deviation / deviation
	row = make([]float32, len(direction))
	addScaled(row, direction, float32(scale))
	return row, float32(p.mean - scale*mean)
}

// spread is the mean and the standard deviation of the sample's products with a vector.
func (s *school) spread(v []float32) (mean, deviation float64) {
	var sum, squares float64
	for _, photo := range s.sample {
		x := float64(dot(photo, v))
		sum, squares = sum+x, squares+x*x
	}
	n := float64(len(s.sample))
	mean = sum / n
	return mean, math.Sqrt(max(squares/n-mean*mean, 0))
}

// trial is a decision with the value above the cut that the tag has on the photo.
type trial struct {
	value float64
	yes   bool
}

// trials are the values that the examples would have if the tag had not learned from them: a photo always fits the
// vector that it has made.
func (p *pupil) trials(tag int) []trial {
	var all []trial
	scores := p.base.scoreRows(sideBySide(p.examples), nil)
	for i, e := range p.examples {
		row, offset := p.text, float32(0)
		if len(p.sample) >= leastSampled {
			p.count(e, -1)
			row, offset = p.vector(p.direction())
			p.count(e, 1)
		}
		score := dot(e.vector, row) + offset
		best := p.base.best(scores[i*p.base.count : (i+1)*p.base.count])
		value := score - p.base.rule.Gap*max(best-score, 0)
		all = append(all, trial{float64(value - p.base.Cut(tag, Balanced)), e.yes})
	}
	return all
}

func sideBySide(examples []example) []float32 {
	var all []float32
	for _, e := range examples {
		all = append(all, e.vector...)
	}
	return all
}

// line finds how far the value that a tag needs goes down: the constant of a logistic line through the trials, whose
// slope is the model's and whose constant is believed to be 0 (normal, deviation 1), by Newton's method.
func (s *school) line(trials []trial, place *float64) float32 {
	if place != nil {
		for range linePull {
			trials = append(trials, trial{*place, true}, trial{*place, false})
		}
	}
	constant := 0.0
	for range 20 {
		slope, curve := -constant, 1.0
		for _, t := range trials {
			p := 1 / (1 + math.Exp(-s.steep*t.value-constant))
			slope, curve = slope-p, curve+p*(1-p)
			if t.yes {
				slope++
			}
		}
		constant += slope / curve
	}
	return float32(constant / s.steep)
}
