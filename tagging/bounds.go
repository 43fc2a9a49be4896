package tagging

import (
	"math"
	"slices"
)

// aloneAlike is how much one yes is trusted, of which nobody can tell whether it shows what is
// typical.
const aloneAlike = .2

// trusted is how much of what the photos teach is taken over. Beside a text that the model knows
// they must be very much alike, and then only what room leaves counts; in the place of one that it
// hardly knows they are all there is.
func (f *tagFit) trusted() float32 {
	alike := f.likeness()
	if strongest(f.text) < knownFrom {
		return alike
	}
	return alike * alike * f.room()
}

// likeness is how much the photos with a yes look like each other, and not like the library: the
// share of its photos that are less like the others with a yes than each of these is, from none
// better than chance to all, squared. Five photos of one kind teach, five that have only the word
// in common do not.
func (f *tagFit) likeness() float32 {
	if f.yes < 2 || len(f.sample) == 0 {
		return aloneAlike
	}
	sum, counted := float32(0), 0
	for _, x := range f.examples {
		if x.yes {
			sum, counted = sum+f.shareBelow(x), counted+1
		}
	}
	better := max(2*sum/float32(counted)-1, 0)
	return better * better
}

// room is how much is left to be learned: none where the text ranks each photo with a yes before the
// rest of the library, where a lesson could only do harm, and nearly all where it does not find them.
func (f *tagFit) room() float32 {
	if f.yes == 0 {
		return 1
	}
	plain, work, found := f.plain(), make([]float32, f.base.dim), float32(0)
	var others []float32 // the scores of the rest, from the lowest
	for _, photo := range f.sample {
		if !f.hasYes(photo) {
			others = append(others, plain.score(photo, work))
		}
	}
	slices.Sort(others)
	for _, x := range f.examples {
		if x.yes {
			at, _ := slices.BinarySearch(others, math.Nextafter32(plain.score(x.vector, work), math.MaxFloat32))
			found += 1 / float32(1+len(others)-at)
		}
	}
	return 1 - found/float32(f.yes)
}

// hasYes reports whether a photo of the sample is one of the examples with a yes.
func (f *tagFit) hasYes(photo []float32) bool {
	return slices.ContainsFunc(f.examples, func(e example) bool { return e.yes && slices.Equal(e.vector, photo) })
}

// shareBelow is the share of the library's photos that look less like the other photos with a yes
// than this one does.
func (f *tagFit) shareBelow(x example) float32 {
	others := slices.Clone(f.yesSum)
	addScaled(others, x.centred, -1)
	own, below, all := dot(others, x.centred), 0, 0
	for _, photo := range f.sample {
		if f.hasYes(photo) {
			continue
		}
		centred := slices.Clone(photo)
		addScaled(centred, f.photo, -1)
		if all++; dot(others, unit(centred)) < own {
			below++
		}
	}
	return (float32(below) + .5) / float32(all+1)
}

// farthest is how far the value that a tag needs may go down: each yes lets in one more photo of
// the sample at most, however near the cut many of them lie.
func (f *tagFit) farthest(tag int, k taught) float32 {
	var below []float32
	cut := f.base.rule.Balanced
	a := &Aim{measure: f.base.measure, texts: k.row, photos: k.leaning}
	for i, photo := range f.sample {
		score := f.base.level(photo)(tag, a.score(photo, nil)+k.offset)
		if value := f.base.value(tag, score, f.best(i)); value < cut {
			below = append(below, cut-value)
		}
	}
	slices.Sort(below)
	switch {
	case f.yes == 0:
		return 0
	case len(below) < f.yes:
		return cut
	}
	return below[f.yes-1]
}

// best is the best score of a photo of the sample.
func (l *learner) best(photo int) float32 {
	if l.bests == nil {
		scores := l.base.scoreRows(slices.Concat(l.sample...), nil)
		for each := range slices.Chunk(scores, l.base.width()) {
			l.bests = append(l.bests, l.base.best(each))
		}
	}
	return l.bests[photo]
}
