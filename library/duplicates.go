package library

import (
	"math/bits"
	"slices"

	"catchlight/library/picture"
)

const (
	// Pictures of one shape are one picture if this few bits of their hashes differ. Of 128 photos encoded anew at half the
	// size, turned grey, brightened or with stronger colours 124 to 128 are so near, cut by 2 % 67; of all 8,128 pairs of
	// different ones the nearest differ in 16.
	duplicateBits = 4
	// Hashes of simple motifs (a horizon, a moon) may agree by chance: vectors that contradict are believed. The starter's
	// vector of a photo at half its size may be as far from that of the whole as .4.
	duplicateCosine = .2
	// Of many pictures with one part of a hash in common only so many are compared with each.
	crowd = 500
)

// hashParts cut a hash into one part more than bits may differ: of two hashes that are near, one part is the same (Norouzi,
// Punjani and Fleet, "Fast Search in Hamming Space with Multi-Index Hashing", 2012).
var hashParts = [duplicateBits + 1]struct{ shift, width uint }{{0, 13}, {13, 13}, {26, 13}, {39, 13}, {52, 12}}

// pictures are the pictures of the photos, each once.
type pictures struct {
	look   likeness
	stacks *Stacks
	photos [][]*Photo // of each picture
	hashes []uint64   // 0: none
	leader []int32    // of the set that a picture is in, itself or nearer to it
}

// findDuplicates joins photos that show one picture.
func (s *Stacks) findDuplicates(photos []*Photo, look likeness) {
	ps := &pictures{look: look, stacks: s}
	ps.collect(photos)
	for _, part := range hashParts {
		ps.join(part.shift, part.width)
	}
	for _, set := range ps.sets() {
		if len(set) > 1 {
			slices.SortFunc(set, func(a, b *Photo) int { return comparePath(a, b.Path) })
			s.add(Stack{Kind: Duplicates, Photos: set, Best: largest(set)})
		}
	}
}

// sets are the photos of each leader and of those it leads.
func (ps *pictures) sets() [][]*Photo {
	sets := slices.Clone(ps.photos)
	for i, of := range ps.photos {
		if l := ps.lead(int32(i)); l != int32(i) {
			sets[l] = slices.Concat(sets[l], of)
			sets[i] = nil
		}
	}
	return sets
}

func (ps *pictures) collect(photos []*Photo) {
	at := make(map[picture.ID]int, len(photos))
	for _, p := range photos {
		if p.Missing || p.Picture.IsZero() {
			continue
		}
		i, known := at[p.Picture]
		if known {
			ps.photos[i] = append(ps.photos[i], p)
			continue
		}
		at[p.Picture] = len(ps.photos)
		f, _ := ps.look.fingerprint(p.Picture)
		ps.photos = append(ps.photos, []*Photo{p})
		ps.hashes = append(ps.hashes, f.Hash)
		ps.leader = append(ps.leader, int32(len(ps.leader)))
	}
}

// join compares the pictures that have one part of their hashes in common.
func (ps *pictures) join(shift, width uint) {
	part := func(h uint64) uint64 { return h >> shift & (1<<width - 1) }
	starts := make([]int32, 1<<width+1)
	for _, h := range ps.hashes {
		starts[part(h)+1]++
	}
	for i := range len(starts) - 1 {
		starts[i+1] += starts[i]
	}
	sorted, next := make([]int32, len(ps.hashes)), append([]int32(nil), starts...)
	for i, h := range ps.hashes {
		sorted[next[part(h)]] = int32(i)
		next[part(h)]++
	}
	for b := range 1 << width {
		ps.compare(sorted[starts[b]:starts[b+1]])
	}
}

func (ps *pictures) compare(alike []int32) {
	for n, i := range alike {
		for _, j := range alike[n+1 : min(len(alike), n+crowd)] {
			if ps.near(i, j) && ps.lead(i) != ps.lead(j) && ps.same(ps.photos[i][0], ps.photos[j][0]) {
				ps.leader[ps.lead(j)] = ps.lead(i)
			}
		}
	}
}

func (ps *pictures) near(i, j int32) bool {
	a, b := ps.hashes[i], ps.hashes[j]
	return a != 0 && b != 0 && bits.OnesCount64(a^b) <= duplicateBits
}

// lead is the picture that stands for the set of i.
func (ps *pictures) lead(i int32) int32 {
	for ps.leader[i] != i {
		ps.leader[i] = ps.leader[ps.leader[i]]
		i = ps.leader[i]
	}
	return i
}

// same reports whether two photos with near hashes are versions of one. One that was made from another keeps its time or
// loses it: two times are two photos, however alike. Frames of a burst are so too, and a pair is no duplicate.
func (ps *pictures) same(a, b *Photo) bool {
	if !a.Taken.IsZero() && !b.Taken.IsZero() && !a.Taken.Equal(b.Taken) || !sameShape(a, b) {
		return false
	}
	if pair, ok := ps.stacks.Of(Pair, a.ID); ok && (pair.Photos[0] == b || pair.Photos[1] == b) {
		return false
	}
	burst, ok := ps.stacks.in[Burst][a.ID]
	if other, too := ps.stacks.in[Burst][b.ID]; ok && too && burst == other && !isVersion(a, b) {
		return false
	}
	return ps.look.cosine(a, b, 1) >= duplicateCosine
}

// sameShape compares upright width to height, with room for the rounding of a small copy.
func sameShape(a, b *Photo) bool {
	w, h := uprightSize(a)
	v, k := uprightSize(b)
	if w*h*v*k == 0 {
		return true // not told: RAW files without sizes
	}
	x, y := w*k, v*h
	return max(x, y)-min(x, y) <= max(x, y)/30
}

func uprightSize(p *Photo) (width, height int) {
	if p.Orientation >= 5 {
		return p.Height, p.Width
	}
	return p.Width, p.Height
}

func largest(photos []*Photo) (best int) {
	for i, p := range photos {
		if q := photos[best]; p.Width*p.Height > q.Width*q.Height {
			best = i
		}
	}
	return best
}
