package thumb

import (
	"image"
	"math"
	"math/bits"
	"slices"
)

// Fingerprint is what a picture looks like in a few bytes.
type Fingerprint struct {
	// Hash is a perceptual hash: pictures of which one was made from the other by scaling, encoding
	// or slight edits differ in few of the 64 bits, see Distance. Zero: the picture is too flat to
	// have one.
	Hash uint64
	// Sharpness is the variance of the Laplacian of the luminance (0 to 255) at a long edge of
	// about 512 pixels. It says which of several frames of one motif is the sharpest, and nothing
	// about pictures of different motifs.
	Sharpness float32
	Tones     Tones  // not known of pictures that an earlier program has looked at
	People    People // not looked for by NewFingerprint
}

// Distance is how many bits two hashes differ in: 0 for one picture, about 32 for two that have
// nothing in common, 64 where one has none.
func (f Fingerprint) Distance(g Fingerprint) int {
	if f.Hash == 0 || g.Hash == 0 {
		return 64
	}
	return bits.OnesCount64(f.Hash ^ g.Hash)
}

const (
	sharpEdge = 512 // the long edge at which sharpness is measured
	hashEdge  = 32  // the square of which a hash is made
	hashSide  = 8   // its frequencies that count, in each direction
	flatness  = 2   // the standard deviation of luminance below which a picture has no hash
)

// NewFingerprint looks at a decoded picture. Any goroutine; a millisecond or two.
func NewFingerprint(img *image.RGBA) Fingerprint {
	l := newLuma(img)
	return Fingerprint{Hash: l.hash(), Sharpness: l.sharpness(), Tones: newTones(img)}
}

// luma is the luminance of a picture, row by row.
type luma struct {
	w, h int
	pix  []float32
}

// newLuma averages blocks of pixels so that the long edge has about sharpEdge of them (BT.601
// weights).
func newLuma(img *image.RGBA) luma {
	b := img.Rect
	n := max(1, int(math.Round(float64(max(b.Dx(), b.Dy()))/sharpEdge)))
	l := luma{w: max(1, b.Dx()/n), h: max(1, b.Dy()/n)}
	l.pix = make([]float32, l.w*l.h)
	for y := range min(b.Dy(), l.h*n) {
		row := l.pix[y/n*l.w:][:l.w]
		line := img.Pix[y*img.Stride:]
		for x := range row {
			sum := 0
			for range min(n, b.Dx()) {
				sum += 299*int(line[0]) + 587*int(line[1]) + 114*int(line[2])
				line = line[4:]
			}
			row[x] += float32(sum)
		}
	}
	for i := range l.pix {
		l.pix[i] /= float32(1000 * n * n)
	}
	return l
}

// sharpness is the variance of the Laplacian (Pech-Pacheco et al., "Diatom autofocusing in
// brightfield microscopy", 2000).
func (l luma) sharpness() float32 {
	var sum, squares float64
	for y := 1; y < l.h-1; y++ {
		above, row, below := l.pix[(y-1)*l.w:], l.pix[y*l.w:], l.pix[(y+1)*l.w:]
		for x := 1; x < l.w-1; x++ {
			v := float64(above[x] + below[x] + row[x-1] + row[x+1] - 4*row[x])
			sum += v
			squares += v * v
		}
	}
	n := float64(max(1, (l.w-2)*(l.h-2)))
	return float32(max(0, squares/n-sum/n*sum/n))
}

// hash is the perceptual hash of Zauner, "Implementation and Benchmarking of Perceptual Image Hash
// Functions" (2010): which of the 8 × 8 lowest frequencies of a square of 32 × 32, the mean left
// out, are above their median.
func (l luma) hash() uint64 {
	square := l.square()
	if deviation(square[:]) < flatness {
		return 0
	}
	var low [hashSide * hashSide]float32
	cosines := hashCosines()
	var rows [hashEdge][hashSide]float32
	for y := range hashEdge {
		for u := range hashSide {
			for x := range hashEdge {
				rows[y][u] += square[y*hashEdge+x] * cosines[u][x]
			}
		}
	}
	for v := range hashSide {
		for u := range hashSide {
			for y := range hashEdge {
				low[v*hashSide+u] += rows[y][u] * cosines[v][y]
			}
		}
	}
	sorted := slices.Clone(low[1:])
	slices.Sort(sorted)
	median := sorted[len(sorted)/2]
	hash := uint64(1) // the mean always counts as above, so that no hash is zero
	for i, v := range low[1:] {
		if v > median {
			hash |= 2 << i
		}
	}
	return hash
}

// hashCosines are the frequencies 0 to 7 of a cosine transform (DCT-II) of 32 values, each of the
// same weight.
func hashCosines() (table [hashSide][hashEdge]float32) {
	for u := range hashSide {
		for x := range hashEdge {
			table[u][x] = float32(math.Cos(math.Pi / hashEdge * (float64(x) + .5) * float64(u)))
		}
	}
	return table
}

// square squeezes the picture into hashEdge × hashEdge, by averaging.
func (l luma) square() (square [hashEdge * hashEdge]float32) {
	for y := range hashEdge {
		top, bottom := y*l.h/hashEdge, max((y+1)*l.h/hashEdge, y*l.h/hashEdge+1)
		for x := range hashEdge {
			left, right := x*l.w/hashEdge, max((x+1)*l.w/hashEdge, x*l.w/hashEdge+1)
			sum := float32(0)
			for row := top; row < bottom; row++ {
				for _, v := range l.pix[row*l.w+left : row*l.w+right] {
					sum += v
				}
			}
			square[y*hashEdge+x] = sum / float32((bottom-top)*(right-left))
		}
	}
	return square
}

func deviation(values []float32) float64 {
	var sum, squares float64
	for _, v := range values {
		sum += float64(v)
		squares += float64(v) * float64(v)
	}
	n := float64(len(values))
	return math.Sqrt(max(0, squares/n-sum/n*sum/n))
}
