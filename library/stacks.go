package library

import (
	"math/bits"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"catchlight/library/picture"
	"catchlight/library/thumb"
)

// StackKind says why photos belong together.
type StackKind uint8

// A burst is the frames of one moment, a pair a RAW file and the camera's picture of it, duplicates
// are one picture in several files: copies, or versions that were scaled, encoded anew or slightly
// edited.
const (
	Burst StackKind = iota + 1
	Pair
	Duplicates
)

// Stack is photos that belong together.
type Stack struct {
	Kind   StackKind
	Photos []*Photo // a burst in order of time, a pair RAW first, duplicates by path
	// Best is the index of the photo to show for all: a burst's sharpest frame, a pair's JPEG or
	// HEIC, of duplicates the one with most pixels.
	Best int
}

// Stacks are the stacks of a snapshot. They never change; any goroutine may read them.
type Stacks struct {
	lists [Duplicates + 1][]Stack
	in    [Duplicates + 1]map[ID]int32
}

// All lists the stacks of a kind, in no order that means anything.
func (s *Stacks) All(k StackKind) []Stack { return s.lists[k] }

// Of returns the stack of a kind that a photo is in; ok is false where there is none. A photo is in
// one of each kind at most.
func (s *Stacks) Of(k StackKind, id ID) (stack Stack, ok bool) {
	i, ok := s.in[k][id]
	if !ok {
		return Stack{}, false
	}
	return s.lists[k][i], true
}

func (s *Stacks) add(stack Stack) {
	k := stack.Kind
	for _, p := range stack.Photos {
		s.in[k][p.ID] = int32(len(s.lists[k]))
	}
	s.lists[k] = append(s.lists[k], stack)
}

// Stacks finds bursts, pairs and duplicates among the photos of a snapshot that are there, by time,
// name, fingerprint and, where the model has them, vectors. It computes for some 100 ms for 100,000
// photos; nothing is stored.
func (l *Library) Stacks(snap *Snapshot, model string) *Stacks {
	return findStacks(snap, likeness{l.Fingerprint, func(p picture.ID) ([]float32, bool) {
		return l.Vector(model, p)
	}})
}

// likeness tells how alike two pictures look.
type likeness struct {
	fingerprint func(picture.ID) (thumb.Fingerprint, bool)
	vector      func(picture.ID) ([]float32, bool)
}

func findStacks(snap *Snapshot, look likeness) *Stacks {
	s := &Stacks{}
	for k := range s.in {
		s.in[k] = map[ID]int32{}
	}
	s.findPairs(snap.Photos())
	s.findBursts(snap.Sorted(ByTaken), look)
	s.findDuplicates(snap.Photos(), look)
	return s
}

// findPairs goes through photos by path, in which files of one stem are neighbours.
func (s *Stacks) findPairs(photos []*Photo) {
	for from := 0; from < len(photos); {
		to := from + 1
		for to < len(photos) && sameStem(photos[from], photos[to]) {
			to++
		}
		s.addPair(photos[from:to])
		from = to
	}
}

// addPair makes a pair of one RAW file and one JPEG or HEIC. Where there are more files of one stem
// nobody can tell which belong together.
func (s *Stacks) addPair(photos []*Photo) {
	var raws, pictures []*Photo
	for _, p := range photos {
		switch {
		case p.Missing:
		case p.Format == picture.RAW || p.Format == picture.DNG:
			raws = append(raws, p)
		case p.Format == picture.JPEG || p.Format == picture.HEIC:
			pictures = append(pictures, p)
		}
	}
	if len(raws) == 1 && len(pictures) == 1 {
		s.add(Stack{Kind: Pair, Photos: []*Photo{raws[0], pictures[0]}, Best: 1})
	}
}

func sameStem(a, b *Photo) bool { return stemPath(a.Path) == stemPath(b.Path) }

func stemPath(path string) string { return strings.TrimSuffix(path, filepath.Ext(path)) }

const (
	// burstGap is the longest time between two frames of a burst. Exif times are whole seconds, so
	// frames less than a second apart may seem one apart, and a slow camera takes another one
	// between two frames.
	burstGap = 2 * time.Second
	// Two frames so soon after each other show one motif if this few bits of their hashes differ,
	// or their vectors are this near. All of 128 photos cut by 5 % or turned by 2° are so near by
	// their hash, cut by 10 % 89; of 8,128 pairs of different photos 35 are. Vectors are for frames
	// on which much has moved.
	burstBits   = 20
	burstCosine = .9
)

// burst is one in the making: photos of one camera.
type burst struct {
	photos []*Photo
	frames int // photos that are no other version of the one before
	last   *Photo
}

// findBursts goes through photos by time, with one open burst for each camera.
func (s *Stacks) findBursts(photos []*Photo, look likeness) {
	open := map[string]*burst{}
	for _, p := range photos {
		if p.Missing || p.Camera == "" || p.Taken.IsZero() {
			continue
		}
		b := open[p.Camera]
		switch {
		case b == nil || p.Taken.Sub(b.last.Taken).Abs() > burstGap:
		case isVersion(b.last, p):
			b.photos = append(b.photos, p)
			continue
		case look.oneMotif(b.last, p):
			b.photos, b.frames, b.last = append(b.photos, p), b.frames+1, p
			continue
		}
		s.addBurst(b, look)
		open[p.Camera] = &burst{photos: []*Photo{p}, frames: 1, last: p}
	}
	for _, b := range open {
		s.addBurst(b, look)
	}
}

func (s *Stacks) addBurst(b *burst, look likeness) {
	if b == nil || b.frames < 2 {
		return
	}
	best, sharpest := 0, float32(-1)
	for i, p := range b.photos {
		if f, ok := look.fingerprint(p.Picture); ok && f.Sharpness > sharpest {
			best, sharpest = i, f.Sharpness
		}
	}
	s.add(Stack{Kind: Burst, Photos: b.photos, Best: best})
}

// isVersion tells a file made from another (a copy, the JPEG of a RAW, "IMG_1-edit") from the next
// frame: it has the same picture, or its name goes on where the other's ends.
func isVersion(a, b *Photo) bool {
	if a.Picture == b.Picture {
		return true
	}
	x, y := filepath.Base(stemPath(a.Path)), filepath.Base(stemPath(b.Path))
	if len(x) > len(y) {
		x, y = y, x
	}
	rest, goesOn := strings.CutPrefix(y, x)
	return goesOn && (rest == "" || rest[0] < '0' || rest[0] > '9') // "IMG_1" and "IMG_12" are two frames
}

func (look likeness) oneMotif(a, b *Photo) bool {
	f, ok1 := look.fingerprint(a.Picture)
	g, ok2 := look.fingerprint(b.Picture)
	if ok1 && ok2 && f.Distance(g) <= burstBits {
		return true
	}
	return look.cosine(a, b, -1) >= burstCosine
}

// cosine is that of the vectors of two photos, unknown where one has none.
func (look likeness) cosine(a, b *Photo, unknown float32) float32 {
	v, ok1 := look.vector(a.Picture)
	w, ok2 := look.vector(b.Picture)
	if !ok1 || !ok2 || len(v) != len(w) {
		return unknown
	}
	sum := float32(0)
	for i := range v {
		sum += v[i] * w[i]
	}
	return sum
}

const (
	// Pictures of one shape are one picture if this few bits of their hashes differ. Of 128 photos
	// encoded anew at half the size, turned grey, brightened or with stronger colours 124 to 128
	// are so near, cut by 2 % 67; of all 8,128 pairs of different ones the nearest differ in 16.
	duplicateBits = 4
	// Hashes of simple motifs (a horizon, a moon) may agree by chance: vectors that contradict are
	// believed. The starter's vector of a photo at half its size may be as far from that of the
	// whole as .4.
	duplicateCosine = .2
	// Of many pictures with one part of a hash in common only so many are compared with each.
	crowd = 500
)

// hashParts cut a hash into one part more than bits may differ: of two hashes that are near, one
// part is the same (Norouzi, Punjani and Fleet, "Fast Search in Hamming Space with Multi-Index
// Hashing", 2012).
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

// same reports whether two photos with near hashes are versions of one. One that was made from
// another keeps its time or loses it: two times are two photos, however alike. Frames of a burst
// are so too, and a pair is no duplicate.
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
	w, h := a.Upright()
	v, k := b.Upright()
	if w*h*v*k == 0 {
		return true // not told: RAW files without sizes
	}
	x, y := w*k, v*h
	return max(x, y)-min(x, y) <= max(x, y)/30
}

func largest(photos []*Photo) (best int) {
	for i, p := range photos {
		if q := photos[best]; p.Width*p.Height > q.Width*q.Height {
			best = i
		}
	}
	return best
}
