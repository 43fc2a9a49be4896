package tagging

import (
	"cmp"
	"encoding/binary"
	"hash/fnv"
	"slices"
	"time"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/tagging/vocabulary"
)

// taughtBy is how many photos with a yes, and as many with a no, teach a tag at most: the newest.
const taughtBy = 64

// examples are what the user has decided about one tag. What was accepted, rejected, typed or
// removed on a photo by itself teaches; what was decided on many at once does not, for it would
// only confirm the model. The line of a review teaches by its place alone.
type examples struct {
	decided []decided // the newest first
	line    []decided // accepted above the newest line
	hash    uint64    // stands for all of it
}

type decided struct {
	photo   library.ID
	picture picture.ID
	yes     bool
	time    time.Time
}

// examplesOf gathers the examples for the tags of a vocabulary.
func examplesOf(snap *library.Snapshot, v *vocabulary.Vocabulary) map[int]*examples {
	all := map[int]*examples{}
	tags := map[string]int{} // by name as it stands in decisions, −1 where there is none: folding costs more
	for _, p := range snap.Photos() {
		for _, d := range snap.Decisions(p.ID) {
			if d.Bulk && !d.Line || p.Picture.IsZero() {
				continue
			}
			tag, known := tags[d.Tag]
			if !known {
				tag = teachable(v, d.Tag)
				tags[d.Tag] = tag
			}
			if tag < 0 {
				continue
			}
			if all[tag] == nil {
				all[tag] = &examples{}
			}
			all[tag].add(p.Picture, d)
		}
	}
	for _, e := range all {
		e.settle()
	}
	return all
}

// teachable is the scored tag of that name, −1 where there is none.
func teachable(v *vocabulary.Vocabulary, name string) int {
	if tag, ok := v.Find(name); ok && !v.Tags[tag].Heading {
		return tag
	}
	return -1
}

func (e *examples) add(picture picture.ID, d library.Decision) {
	x := decided{d.Photo, picture, d.IsYes(), d.Time}
	switch {
	case !d.Bulk:
		e.decided = append(e.decided, x)
	case x.yes && (len(e.line) == 0 || x.time.After(e.line[0].time)):
		e.line = []decided{x}
	case x.yes && x.time.Equal(e.line[0].time):
		e.line = append(e.line, x)
	}
}

// settle brings the newest decisions to the front and forgets what is too much.
func (e *examples) settle() {
	slices.SortStableFunc(e.decided, func(a, b decided) int {
		return cmp.Or(b.time.Compare(a.time), slices.Compare(a.picture[:], b.picture[:]))
	})
	count := map[bool]int{}
	e.decided = slices.DeleteFunc(e.decided, func(d decided) bool {
		count[d.yes]++
		return count[d.yes] > taughtBy
	})
}

// hashIn stands for the examples in a library of some size.
func (e *examples) hashIn(size int) uint64 {
	h := fnv.New64a()
	put := func(x uint64) { _, _ = h.Write(binary.LittleEndian.AppendUint64(nil, x)) } // a hash never fails
	put(uint64(size))
	for _, list := range [][]decided{e.decided, e.line} {
		put(uint64(len(list)))
		for _, d := range list {
			_, _ = h.Write(d.picture[:])
			if d.yes {
				put(1)
			}
		}
	}
	return h.Sum64()
}

// withVectors are the decided photos that have a vector.
func (l *learner) withVectors(e *examples) []example {
	var all []example
	for _, d := range e.decided {
		v, ok := l.lib.Vector(l.base.model, d.picture)
		if !ok || len(v) != l.base.dim {
			continue
		}
		centred := slices.Clone(v)
		addScaled(centred, l.photo, -1)
		all = append(all, example{d.photo, v, unit(centred), d.yes})
	}
	return all
}

// lineOf is how far above the cut the line of a review stood: at the score that all but a twentieth
// of the photos above it reach. nil where there was none.
func (l *learner) lineOf(tag int, e *examples, k taught) *float64 {
	var scores []float32
	a := &Aim{measure: l.base.measure, texts: k.row, photos: k.leaning}
	for i := 0; i < len(e.line); i += len(e.line)/sampled + 1 {
		if v, ok := l.lib.Vector(l.base.model, e.line[i].picture); ok && len(v) == l.base.dim {
			scores = append(scores, l.base.level(v)(tag, a.score(v, nil)+k.offset))
		}
	}
	if len(scores) == 0 {
		return nil
	}
	slices.Sort(scores)
	place := float64(scores[len(scores)/20] - l.base.Cut(tag, Balanced))
	return &place
}

func vectorsIn(blocks []library.VectorBlock) int {
	n := 0
	for _, b := range blocks {
		n += len(b.Pictures)
	}
	return n
}

// sampleOf takes vectors from all over the library.
func sampleOf(blocks []library.VectorBlock, dim int) [][]float32 {
	var all [][]float32
	step, next, n := max(1, vectorsIn(blocks)/sampled), 0, 0
	for _, b := range blocks {
		for row, picture := range b.Pictures {
			if n >= next && !picture.IsZero() && b.Dim() == dim {
				all = append(all, b.Row(row, make([]float32, dim)))
				next = n + step
			}
			n++
		}
	}
	return all
}

func meanOf(vectors [][]float32, dim int) []float32 {
	mean := make([]float32, dim)
	for _, v := range vectors {
		addScaled(mean, v, 1/float32(len(vectors)))
	}
	return mean
}
