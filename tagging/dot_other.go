//go:build !amd64

package tagging

// dot is the sum of products over the shorter of both.
func dot(a, b []float32) float32 {
	n := min(len(a), len(b))
	return dotPlain(a[:n], b[:n])
}

// dots4x2 multiplies four rows of dim values with two tags' rows: the sums of the first tag, then
// those of the second.
func dots4x2(out *[8]float32, rows, tags []float32, dim int) { dots4x2Plain(out, rows, tags, dim) }
