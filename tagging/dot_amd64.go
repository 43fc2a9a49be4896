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
