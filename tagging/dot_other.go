//go:build !amd64

package tagging

// dot is the sum of products over the shorter of both.
func dot(a, b []float32) float32 {
	n := min(len(a), len(b))
	return dotPlain(a[:n], b[:n])
}
