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
	// sampled is how many photos of the library stand for all; with fewer than leastSampled a tag's
	// vector stays as it is.
	sampled, leastSampled = 256, 32
	// Half of a weight (Measure.rocchio) is earned with halfTaught photos: one photo says little.
	halfTaught = 3
	// halfCentred is how many tags a vocabulary needs for its mean to count half: the mean of few
	// is those few.
	halfCentred = 20
	// linePull is how many decisions on each side the line of a review is worth.
	linePull = 4
)

// taught is what a tag has learned: a vector in place of its text's, a constant to add to the
// product, and how far its line has moved. It follows from the examples alone, so that it can be
// kept while these stay the same.
type taught struct {
	of            uint64 // the hash of the examples
	row           []float32
	leaning       []float32 // multiplied with the photo's vector itself; nil where row holds it
	offset, shift float32
	accepted      []library.ID // photos with a yes, the newest first
	no            int          // how many had a no
}

// Learn gives the tags as the library and the user's decisions have taught them: see examples for
// which of these count. Where the model's rule asks for it, the library's photos say what each tag
// scores on any photo (nulls). The vector of a tag goes towards photos that got a yes by themselves
// and away from those that got a no, and the value that it needs moves. Tags without examples stay
// as they are, and so does t: it may be taught itself, then only what has changed is computed. The
// result is t where nothing has. It blocks for some milliseconds a tag that has changed.
func (t *TagVectors) Learn(lib *library.Library, snap *library.Snapshot) *TagVectors {
	blocks := lib.VectorBlocks(t.model)
	size := librarySize(blocks)
	base := t.InLibrary(lib)
	decided := examplesOf(snap, base.vocabulary)
	known, changed := make(map[int]taught, len(decided)), len(decided) != len(t.taught) || base != t.untaught()
	var l *learner
	for tag, e := range decided {
		old, ok := t.taught[tag]
		if e.hash = e.hashIn(size); !ok || old.of != e.hash {
			if l == nil {
				l = newLearner(base, lib, blocks)
			}
			old, changed = l.learn(tag, e), true
		}
		known[tag] = old
	}
	if !changed {
		return t
	}
	return base.withTaught(known)
}

// InLibrary gives the tags as they were before decisions taught them, and knowing what each scores
// on any photo of the library, where the model's rule asks for it. The result is what t is without
// its lessons where nothing has changed. It blocks for some milliseconds where much has.
func (t *TagVectors) InLibrary(lib *library.Library) *TagVectors {
	base, blocks := t.untaught(), lib.VectorBlocks(t.model)
	size := librarySize(blocks)
	if base.measure == Cosine && base.asksLibrary() && base.size != size {
		base = base.withNulls(sampleOf(blocks, base.dim), vectorsIn(blocks))
		base.size = size
	}
	return base
}

// librarySize is how often a library has doubled: then what is known of it as a whole is learned
// anew.
func librarySize(blocks []library.VectorBlock) int { return bits.Len(uint(vectorsIn(blocks))) }

// untaught is what t was before decisions taught it.
func (t *TagVectors) untaught() *TagVectors {
	if t.base != nil {
		return t.base
	}
	return t
}

// withTaught is a copy of t in which some tags are taught.
func (t *TagVectors) withTaught(known map[int]taught) *TagVectors {
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
		c.tags, c.plain = append(c.tags, c.count+len(c.plain)), append(c.plain, tag)
		c.rows = append(c.rows, t.rows[row*t.dim:(row+1)*t.dim]...)
		copy(c.rows[row*t.dim:], k.row)
		c.offsets[row] = k.offset
		if !t.byHand[tag] {
			c.shifts[tag] += k.shift
		}
	}
	return &c
}

// Changed calls touch for the pictures of blocks on which t may propose other tags than before did,
// which is t with other examples: those where a tag with new examples could be proposed before or
// now; all where nulls changed. Such a scan takes some 0.2 ms for 1,000 photos, a fraction of
// proposing anew. Pure; t and before are for the same vocabulary and model.
func (t *TagVectors) Changed(before *TagVectors, blocks []library.VectorBlock, threshold *float64, touch func(picture.ID)) {
	var tags []int
	for tag := range t.count {
		if t.taught[tag].of != before.taught[tag].of {
			tags = append(tags, tag)
		}
	}
	changed := func([]float32) bool { return true }
	if t.untaught() == before.untaught() {
		changed = func(photo []float32) bool {
			now, then := t.reaches(photo, threshold), before.reaches(photo, threshold)
			return slices.ContainsFunc(tags, func(tag int) bool { return now(tag) || then(tag) })
		}
	}
	photo := make([]float32, t.dim)
	for _, b := range blocks {
		for row, picture := range b.Pictures {
			if !picture.IsZero() && b.Dim() == t.dim && changed(b.Row(row, photo)) {
				touch(picture)
			}
		}
	}
}

// reaches reports whether tags could be proposed for a photo.
func (t *TagVectors) reaches(photo []float32, threshold *float64) func(tag int) bool {
	if threshold != nil {
		return func(tag int) bool {
			score, ok := t.raw(photo, tag)
			return ok && float64(score) >= *threshold
		}
	}
	level := t.level(photo)
	return func(tag int) bool {
		score, ok := t.raw(photo, tag)
		return ok && level(tag, score) >= t.Cut(tag, Loose)
	}
}

// Taught says how many photos with a yes and with a no a tag has learned from. Pure.
func (t *TagVectors) Taught(tag int) (yes, no int) {
	return len(t.taught[tag].accepted), t.taught[tag].no
}

// Nearest lists the photos with a yes that a tag has learned from which look most like the one of a
// vector, at most n, the nearest first, without the photo itself. It reads vectors from the
// library's memory.
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
	r := t.ruleOf(tag)
	return t.measure.before(r.cut(s)-t.shift(tag), r.Null*t.null(tag))
}

// learner learns what the tags of one library have been taught.
type learner struct {
	base   *TagVectors
	lib    *library.Library
	sample [][]float32 // photos of the library
	photo  []float32   // their mean
	text   []float32   // the mean of the tags
	steep  float64     // a value of 1 above it is so many logits
	bests  []float32   // of the photos of the sample; made by the first who asks
}

func newLearner(base *TagVectors, lib *library.Library, blocks []library.VectorBlock) *learner {
	l := &learner{base: base, lib: lib, sample: sampleOf(blocks, base.dim)}
	l.photo = meanOf(l.sample, base.dim)
	l.text = meanOf(slices.Collect(slices.Chunk(base.rows, base.dim)), base.dim)
	share := float32(len(base.tags)) / float32(len(base.tags)+halfCentred)
	for i := range l.text {
		l.text[i] *= share
	}
	// The three cuts are the only measure of how much a value means with this model: from loose to
	// strict it shall go from some 27 % to 73 % about the middle (fitted lines are as steep:
	// docs/TAGGING.md).
	l.steep = 2 / max(float64(base.rule.Strict-base.rule.Loose), 1e-3)
	return l
}

// learn makes of a tag what its examples teach.
func (l *learner) learn(tag int, e *examples) taught {
	row, scored := slices.BinarySearch(l.base.tags, tag)
	k := taught{of: e.hash}
	if !scored {
		return k
	}
	f := &tagFit{learner: l, text: l.base.rows[row*l.base.dim:][:l.base.dim]}
	f.mean, f.deviation = l.spread(f.plain())
	f.examples = l.withVectors(e)
	for _, x := range f.examples {
		f.count(x, 1)
		if x.yes {
			k.accepted = append(k.accepted, x.photo)
		}
	}
	k.no = f.no
	k.row = f.text
	f.trust = f.trusted()
	if len(l.sample) >= leastSampled && len(f.examples) > 0 {
		var a *Aim
		a, k.offset = f.vector(f.direction())
		k.row, k.leaning = a.texts, a.photos
	}
	place := l.lineOf(tag, e, k)
	if k.shift = l.line(f.trials(tag), place); place == nil {
		k.shift = min(k.shift, f.farthest(tag, k))
	}
	return k
}

// tagFit fits a tag to its examples: sums of its examples, from which the picture's mean is taken
// and which are of unit length.
type tagFit struct {
	*learner
	text            []float32
	mean, deviation float64 // of the text's scores over the library
	examples        []example
	yesSum, noSum   []float32
	yes, no         int
	trust           float32 // of what the photos teach, 0 to 1; models that compare by cosine do not ask
}

// example is a photo's vector with the user's word.
type example struct {
	photo           library.ID
	vector, centred []float32
	yes             bool
}

// count adds an example to the sums, or takes it out (−1).
func (f *tagFit) count(e example, by int) {
	if f.yesSum == nil {
		f.yesSum, f.noSum = make([]float32, f.base.dim), make([]float32, f.base.dim)
	}
	if e.yes {
		addScaled(f.yesSum, e.centred, float32(by))
		f.yes += by
	} else {
		addScaled(f.noSum, e.centred, float32(by))
		f.no += by
	}
}

// plain is the tag as its text alone has it.
func (f *tagFit) plain() *Aim { return &Aim{measure: f.base.measure, texts: f.text} }

// direction is Rocchio's: text + mean yes − part of the mean no, each about the mean of its side,
// for photos and texts lie apart in the space of CLIP models. A probability stays what it is, and
// the photos lean on it.
func (f *tagFit) direction() *Aim {
	d, lesson := slices.Clone(f.text), make([]float32, f.base.dim)
	word, yes, no := f.base.measure.rocchio(f.text)
	if f.base.measure == Cosine {
		addScaled(d, f.learner.text, -1)
		unit(d)
	} else {
		addScaled(d, f.text, word-1)
		yes, no = f.trust*yes, f.trust*no
	}
	addScaled(lesson, f.yesSum, yes/float32(f.yes+halfTaught)) // the mean, times its weight n/(n+halfTaught)
	addScaled(lesson, f.noSum, -no/float32(f.no+halfTaught))
	return f.base.measure.aim(d, lesson)
}

// vector scales a direction so that its scores have the mean and the spread over the library that
// the text's have: then the model's rule stays right for them. Of probabilities only the mean is
// brought back: a rare tag's have hardly a spread.
func (f *tagFit) vector(direction *Aim) (scaled *Aim, offset float32) {
	mean, deviation := f.spread(direction)
	switch {
	case deviation == 0:
		return f.plain(), 0
	case f.base.measure == Probabilities:
		return direction, float32(f.mean - mean)
	}
	scale := f.deviation / deviation
	return direction.times(float32(scale)), float32(f.mean - scale*mean)
}

// spread is the mean and the standard deviation of the sample's scores.
func (l *learner) spread(a *Aim) (mean, deviation float64) {
	var sum, squares float64
	work := make([]float32, l.base.dim)
	for _, photo := range l.sample {
		x := float64(a.score(photo, work))
		sum, squares = sum+x, squares+x*x
	}
	n := float64(len(l.sample))
	mean = sum / n
	return mean, math.Sqrt(max(squares/n-mean*mean, 0))
}

// trial is a decision with the value above the cut that the tag has on the photo.
type trial struct {
	value float64
	yes   bool
}

// trials are the values that the examples would have if the tag had not learned from them: a photo
// always fits the vector that it has made. One far from the cut says no more of the line than a
// clear one: what the model does not see at all no line can bring in.
func (f *tagFit) trials(tag int) []trial {
	var all []trial
	clear := f.base.rule.Strict - f.base.rule.Balanced
	scores := f.base.scoreRows(sideBySide(f.examples), nil)
	for i, e := range f.examples {
		a, offset := f.plain(), float32(0)
		if len(f.sample) >= leastSampled {
			f.count(e, -1)
			a, offset = f.vector(f.direction())
			f.count(e, 1)
		}
		score := f.base.level(e.vector)(tag, a.score(e.vector, nil)+offset)
		best := f.base.best(scores[i*f.base.width() : (i+1)*f.base.width()])
		above := f.base.value(tag, score, best) - f.base.rule.Balanced
		all = append(all, trial{float64(min(max(above, -clear), clear)), e.yes})
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

// line finds how far the value that a tag needs goes down: the constant of a logistic line through
// the trials, whose slope is the model's and whose constant is believed to be 0 (normal, deviation
// 1), by Newton's method.
func (l *learner) line(trials []trial, place *float64) float32 {
	if place != nil {
		for range linePull {
			trials = append(trials, trial{*place, true}, trial{*place, false})
		}
	}
	constant := 0.0
	for range 20 {
		slope, curve := -constant, 1.0
		for _, t := range trials {
			p := 1 / (1 + math.Exp(-l.steep*t.value-constant))
			slope, curve = slope-p, curve+p*(1-p)
			if t.yes {
				slope++
			}
		}
		constant += slope / curve
	}
	return float32(constant / l.steep)
}
