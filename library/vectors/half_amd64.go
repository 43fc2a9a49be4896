package vectors

import "golang.org/x/sys/cpu"

// halfWide reports whether this processor has what unpackF16C needs.
var halfWide = cpu.X86.HasAVX && cpu.X86.HasF16C

// unpackF16C unpacks n values, a multiple of 16.
//
//go:noescape
func unpackF16C(dst *float32, src *byte, n int)

// unpack makes len(values) numbers of packed halves.
func unpack(values []float32, packed []byte) {
	packed = packed[:2*len(values)]
	wide := len(values) &^ 15
	if !halfWide || wide == 0 {
		unpackPlain(values, packed)
		return
	}
	unpackF16C(&values[0], &packed[0], wide)
	unpackPlain(values[wide:], packed[2*wide:])
}
