package tagging

import "golang.org/x/sys/cpu"

// dotWide reports whether this processor has what dotAVX2 needs.
var dotWide = cpu.X86.HasAVX2 && cpu.X86.HasFMA

// dotAVX2 is the sum of products of n values, a multiple of 32.
//
//go:noescape
func dotAVX2(a, b *float32, n int) float32

// dot is the sum of products over the shorter of both.
func dot(a, b []float32) float32 {
	n := min(len(a), len(b))
	wide := n &^ 31
	if !dotWide || wide == 0 {
		return dotPlain(a[:n], b[:n])
	}
	return dotAVX2(&a[0], &b[0], wide) + dotPlain(a[wide:n], b[wide:n])
}

// dots4x2AVX2 is dots4x2 for a dim that is a multiple of 8.
//
//go:noescape
func dots4x2AVX2(out, rows, tags *float32, dim int)

// dots4x2 multiplies four rows of dim values with two tags' rows: the sums of the first tag, then
// those of the second.
func dots4x2(out *[8]float32, rows, tags []float32, dim int) {
	if !dotWide || dim%8 != 0 || dim == 0 {
		dots4x2Plain(out, rows, tags, dim)
		return
	}
	_, _ = rows[4*dim-1], tags[2*dim-1]
	dots4x2AVX2(&out[0], &rows[0], &tags[0], dim)
}
