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

// lesson is what the user has decided about one tag. What was accepted, rejected, typed or removed on a photo by itself
// teaches; what was decided on many at once does not, for it would only confirm the model. The line of a review teaches
// by its place alone.
type lesson struct {
	decided []decided // the newest first
	line    []decided // accepted above the newest line
	number  uint64    // stands for all of it
}

type decided struct {
	photo   library.ID
	picture picture.ID
	yes     bool
	time    time.Time
}

// lessonsOf gathers the lessons for the tags of a vocabulary.
func lessonsOf(snap *library.Snapshot, v *vocabulary.Vocabulary) map[int]*lesson {
	lessons := map[int]*lesson{}
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
			if lessons[tag] == nil {
				lessons[tag] = &lesson{}
			}
			lessons[tag].add(p.Picture, d)
		}
	}
	for _, l := range lessons {
		l.settle()
	}
	return lessons
}

// teachable is the scored tag of that name, −1 where there is none.
func teachable(v *vocabulary.Vocabulary, name string) int {
	if tag, ok := v.Find(name); ok && !v.Tags[tag].Heading {
		return tag
	}
	return -1
}

func (l *lesson) add(picture picture.ID, d library.Decision) {
	e := decided{d.Photo, picture, d.Verdict == library.Accepted || d.Verdict == library.Typed, d.Time}
	switch {
	case !d.Bulk:
		l.decided = append(l.decided, e)
	case e.yes && (len(l.line) == 0 || e.time.After(l.line[0].time)):
		l.line = []decided{e}
	case e.yes && e.time.Equal(l.line[0].time):
		l.line = append(l.line, e)
	}
}

// settle brings the newest decisions to the front and forgets what is too much.
func (l *lesson) settle() {
	slices.SortStableFunc(l.decided, func(a, b decided) int {
		return cmp.Or(b.time.Compare(a.time), slices.Compare(a.picture[:], b.picture[:]))
	})
	count := map[bool]int{}
	l.decided = slices.DeleteFunc(l.decided, func(d decided) bool {
		count[d.yes]++
		return count[d.yes] > taughtBy
	})
}

// hash stands for the lesson in a library of some size.
func (l *lesson) hash(size int) uint64 {
	h := fnv.New64a()
	put := func(x uint64) { _, _ = h.Write(binary.LittleEndian.AppendUint64(nil, x)) } // a hash never fails
	put(uint64(size))
	for _, list := range [][]decided{l.decided, l.line} {
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

// examples are the decided photos that have a vector.
func (s *school) examples(l *lesson) []example {
	var all []example
	for _, d := range l.decided {
		v, ok := s.lib.Vector(s.base.model, d.picture)
		if !ok || len(v) != s.base.dim {
			continue
		}
		centred := slices.Clone(v)
		addScaled(centred, s.photo, -1)
		all = append(all, example{d.photo, v, unit(centred), d.yes})
	}
	return all
}

// lineOf is how far above the cut the line of a review stood: at the score that all but a twentieth of the photos above
// it reach. nil where there was none.
func (s *school) lineOf(tag int, l *lesson, k taught) *float64 {
	var scores []float32
	for i := 0; i < len(l.line); i += len(l.line)/sampled + 1 {
		if v, ok := s.lib.Vector(s.base.model, l.line[i].picture); ok && len(v) == s.base.dim {
			scores = append(scores, dot(v, k.row)+k.offset)
		}
	}
	if len(scores) == 0 {
		return nil
	}
	slices.Sort(scores)
	place := float64(scores[len(scores)/20] - s.base.Cut(tag, Balanced))
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
