package library

import (
	"path/filepath"
	"strings"
	"time"

	"catchlight/library/picture"
	"catchlight/library/thumb"
)

// StackKind says why photos belong together.
type StackKind uint8

// A burst is the frames of one moment, a pair a RAW file and the camera's picture of it, duplicates are one picture in
// several files: copies, or versions that were scaled, encoded anew or slightly edited.
const (
	Burst StackKind = iota + 1
	Pair
	Duplicates
)

// Stack is photos that belong together.
type Stack struct {
	Kind   StackKind
	Photos []*Photo // a burst in order of time, a pair RAW first, duplicates by path
	// Best is the index of the photo to show for all: a burst's sharpest frame, a pair's JPEG or HEIC, of duplicates
	// the one with most pixels.
	Best int
}

// Stacks are the stacks of a snapshot. They never change; any goroutine may read them.
type Stacks struct {
	lists [Duplicates + 1][]Stack
	in    [Duplicates + 1]map[ID]int32
}

// All lists the stacks of a kind, in no order that means anything.
func (s *Stacks) All(k StackKind) []Stack { return s.lists[k] }

// Of returns the stack of a kind that a photo is in; ok is false where there is none. A photo is in one of each kind at
// most.
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

// Stacks finds bursts, pairs and duplicates among the photos of a snapshot that are there, by time, name, fingerprint and,
// where the model has them, vectors. It computes for some 100 ms for 100,000 photos; nothing is stored.
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

// addPair makes a pair of one RAW file and one JPEG or HEIC. Where there are more files of one stem nobody can tell which
// belong together.
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
	// burstGap is the longest time between two frames of a burst. Exif times are whole seconds, so frames less than a
	// second apart may seem one apart, and a slow camera takes another one between two frames.
	burstGap = 2 * time.Second
	// Two frames so soon after each other show one motif if this few bits of their hashes differ, or their vectors are this
	// near. All of 128 photos cut by 5 % or turned by 2° are so near by their hash, cut by 10 % 89; of 8,128 pairs of
	// different photos 35 are. Vectors are for frames on which much has moved.
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

// isVersion tells a file made from another (a copy, the JPEG of a RAW, "IMG_1-edit") from the next frame: it has the same
// picture, or its name goes on where the other's ends.
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
