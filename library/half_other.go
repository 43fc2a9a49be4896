//go:build !amd64

package library

// unpack makes len(values) numbers of packed halves.
func unpack(values []float32, packed []byte) { unpackPlain(values, packed) }
