package tagging

import (
	"math"
	"slices"
)

const (
	// leastLevelled is how many tags it takes at least to say how high a photo scores in general.
	leastLevelled = 8
	// leastSpread is the least that a tag's scores are taken to differ by, as a part of what those
	// of all tags do: else chance would count most where nothing is seen.
	leastSpread = .25
)

// standard brings scores to one level. A model that compares by cosine scores some photos higher
// than others whatever is asked, and some words higher than others whatever is shown. Standardised
// by photo and then by tag, scores tell what is on a photo better (K. Miller et al., "SPARC: Score
// Prompting and Adaptive Fusion for Zero-Shot Multi-Label Recognition in Vision-Language Models",
// CVPR 2025: by this part alone +7.7 mean average precision over nine models). Here they are then
// brought back to the scale that they came from, so that cuts, lines and lessons mean what they
// mean elsewhere. It belongs to one vocabulary, model and library.
type standard struct {
	all  level   // of all scores, about the mean of each photo
	tags []level // by tag: of its scores, standardised by photo; brought towards that of all
	part float32 // what a tag's standardised scores differ by, in the mean
}

// level is a mean and a standard deviation.
type level struct{ mean, deviation float32 }

// sums add up numbers for their level.
type sums struct{ n, sum, squares float64 }

func (s *sums) add(x float32, times float64) {
	s.n += times
	s.sum += times * float64(x)
	s.squares += times * float64(x) * float64(x)
}

func (s *sums) level() level {
	mean := s.sum / max(s.n, 1)
	return level{float32(mean), float32(math.Sqrt(max(s.squares/max(s.n, 1)-mean*mean, 0)))}
}

// of is a number in standard deviations from the mean.
func (l level) of(x float32) float32 { return (x - l.mean) / max(l.deviation, 1e-6) }

// newStandard learns the levels from a sample of the photos of a library of some size: as of nulls,
// few photos say little of tags. nil where it cannot tell.
func (t *TagVectors) newStandard(sample [][]float32, size int) *standard {
	if t.measure != Cosine || len(t.tags) < leastLevelled || len(sample) < leastSampled {
		return nil
	}
	rows := slices.Collect(slices.Chunk(t.rawRows(slices.Concat(sample...), nil), t.width()))
	photos := make([]level, len(rows))
	s := &standard{tags: make([]level, t.count)}
	for i, scores := range rows {
		photos[i] = t.levelOn(scores)
		s.all.mean += photos[i].mean / float32(len(rows))
		s.all.deviation += photos[i].deviation / float32(len(rows))
	}
	for _, tag := range t.tags {
		var of sums
		for i, scores := range rows {
			of.add(photos[i].of(scores[tag]), 1)
		}
		s.tags[tag] = of.level()
		s.part += s.tags[tag].deviation / float32(len(t.tags))
	}
	share := float32(size) / float32(size+halfNull)
	for _, tag := range t.tags {
		l := &s.tags[tag]
		l.mean, l.deviation = share*l.mean, max(share*l.deviation+(1-share)*s.part, leastSpread*s.part)
	}
	return s
}

// levelOn is the level of what all tags score on a photo by their texts: what one tag has learned
// must not move the others.
func (t *TagVectors) levelOn(scores []float32) level {
	var all sums
	for _, tag := range t.tags {
		all.add(scores[tag], 1)
	}
	for _, taught := range t.plain {
		all.add(scores[taught], -1)
	}
	return all.level()
}

// levelled is a tag's score on a photo of some level, brought to the level of all.
func (s *standard) levelled(tag int, score float32, photo level) float32 {
	return s.all.mean + s.all.deviation*s.part*s.tags[tag].of(photo.of(score))
}

// standardise brings the scores of photos, as rawRows gives them, to one level.
func (t *TagVectors) standardise(scores []float32) {
	for photo := range slices.Chunk(scores, max(t.width(), 1)) {
		on := t.levelOn(photo)
		for _, tag := range t.tags {
			of := tag
			if tag >= t.count {
				of = t.plain[tag-t.count]
			}
			photo[tag] = t.standard.levelled(of, photo[tag], on)
		}
	}
}

// level brings the raw scores of tags on a photo to the level of all; they stay as they are where
// the rule does not standardise.
func (t *TagVectors) level(vector []float32) func(tag int, score float32) float32 {
	if t.standard == nil {
		return func(_ int, score float32) float32 { return score }
	}
	on := t.levelOn(t.rawRows(vector, nil))
	return func(tag int, score float32) float32 { return t.standard.levelled(tag, score, on) }
}
