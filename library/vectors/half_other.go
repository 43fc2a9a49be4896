//go:build !amd64

package vectors

// unpack makes len(values) numbers of packed halves.
func unpack(values []float32, packed []byte) { unpackPlain(values, packed) }
