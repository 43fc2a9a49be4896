package clip

import "golang.org/x/sys/cpu"

// resampleWide reports whether this processor has what the functions in resample_amd64.s need.
var resampleWide = cpu.X86.HasAVX2

//go:noescape
func mixPixelsAVX2(src *uint8, weights *int32, n int) uint32

//go:noescape
func mixRowsAVX2(dst, src *uint8, stride int, weights *int32, taps, n int)

// across makes one row; both have four bytes a pixel.
func across(dst, src []uint8, columns []window) {
	if !resampleWide {
		acrossPlain(dst, src, columns)
		return
	}
	for x, w := range columns {
		pixels := src[4*w.first:][:4*len(w.weights)]
		p := mixPixelsAVX2(&pixels[0], &w.weights[0], len(w.weights))
		d := dst[4*x:][:4:4]
		d[0], d[1], d[2], d[3] = uint8(p), uint8(p>>8), uint8(p>>16), uint8(p>>24)
	}
}

// down mixes as many rows of src, each as long as dst, as there are weights.
func down(dst, src []uint8, weights []int32) {
	wide := len(dst) &^ 15
	if !resampleWide || wide == 0 {
		wide = 0
	} else {
		_ = src[len(weights)*len(dst)-1]
		mixRowsAVX2(&dst[0], &src[0], len(dst), &weights[0], len(weights), wide)
	}
	downPlain(dst, src, weights, wide)
}
