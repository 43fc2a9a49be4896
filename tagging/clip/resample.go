package clip

import (
	"image"
	"math"
	"slices"
)

// precision is the number of fraction bits of a weight: 8 bits of value, 2 of overshoot and these
// make 32.
const precision = 32 - 8 - 2

// half rounds a sum to the nearest.
const half = 1 << (precision - 1)

// window is a weighted row of source pixels that makes one target pixel.
type window struct {
	first   int
	weights []int32 // fixed point
}

// windows plans one axis of a resize: target pixels from to from+count of size pixels in all, over
// the source's interval 0 … span, which ends within the source's length pixels. It is Pillow's
// bicubic filter with antialias (a = −0.5; precompute_coeffs and normalize_coeffs_8bpc of its
// Resample.c), to the bit where span equals length.
func windows(length int, span float64, size, from, count int) []window {
	scale := span / float64(size)
	stretch := max(scale, 1)
	support := 2 * stretch
	all := make([]window, count)
	for i := range all {
		centre := (float64(from+i) + 0.5) * scale
		first := max(int(centre-support+0.5), 0)
		last := min(int(centre+support+0.5), length)
		all[i] = window{first, weights(first, last, centre, stretch)}
	}
	return all
}

func weights(first, last int, centre, stretch float64) []int32 {
	raw := make([]float64, max(last-first, 0))
	sum := 0.0
	for i := range raw {
		raw[i] = bicubic((float64(first+i) - centre + 0.5) / stretch)
		sum += raw[i]
	}
	fixed := make([]int32, len(raw))
	for i, w := range raw {
		fixed[i] = int32(math.Round(w / sum * (1 << precision)))
	}
	return fixed
}

// bicubic is Keys' kernel with a = −0.5 (IEEE ASSP 29, 1981), Pillow's and Catmull and Rom's.
func bicubic(x float64) float64 {
	const a = -0.5
	x = math.Abs(x)
	switch {
	case x < 1:
		return ((a+2)*x-(a+3))*x*x + 1
	case x < 2:
		return (((x-5)*x+8)*x - 4) * a
	}
	return 0
}

// resampling is the memory in which pictures are resampled, one after the other. The zero value is
// ready.
type resampling struct{ middle, out []uint8 }

// resample gives the target pixels that columns and rows describe, four bytes each, until the next
// call. Across first, then down, with bytes between, as Pillow does.
func (r *resampling) resample(src *image.RGBA, columns, rows []window) []uint8 {
	top := rows[0].first
	bottom := rows[len(rows)-1].first + len(rows[len(rows)-1].weights)
	stride := 4 * len(columns)
	r.middle = slices.Grow(r.middle[:0], (bottom-top)*stride)[:(bottom-top)*stride]
	for y := top; y < bottom; y++ {
		across(r.middle[(y-top)*stride:][:stride], src.Pix[y*src.Stride:], columns)
	}
	r.out = slices.Grow(r.out[:0], len(rows)*stride)[:len(rows)*stride]
	for y, w := range rows {
		down(r.out[y*stride:][:stride], r.middle[(w.first-top)*stride:], w.weights)
	}
	return r.out
}

func acrossPlain(dst, src []uint8, columns []window) {
	for x, w := range columns {
		var r, g, b int32 = half, half, half
		pixels := src[4*w.first:][:4*len(w.weights)]
		for _, k := range w.weights {
			p := pixels[:4:4]
			r += k * int32(p[0])
			g += k * int32(p[1])
			b += k * int32(p[2])
			pixels = pixels[4:]
		}
		d := dst[4*x:][:4:4]
		d[0], d[1], d[2], d[3] = clip8(r), clip8(g), clip8(b), 255
	}
}

// downPlain does the columns from start on. Four at a time keep their sums in registers.
func downPlain(dst, src []uint8, weights []int32, start int) {
	stride := len(dst)
	for x := start; x < stride; x += 4 { // four bytes a pixel
		var s0, s1, s2, s3 int32 = half, half, half, half
		at := x
		for _, k := range weights {
			p := src[at:][:4:4]
			s0 += k * int32(p[0])
			s1 += k * int32(p[1])
			s2 += k * int32(p[2])
			s3 += k * int32(p[3])
			at += stride
		}
		d := dst[x:][:4:4]
		d[0], d[1], d[2], d[3] = clip8(s0), clip8(s1), clip8(s2), clip8(s3)
	}
}

func clip8(v int32) uint8 { return uint8(min(max(v>>precision, 0), 255)) }
