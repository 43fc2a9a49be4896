//go:build !amd64

package tagging

// dots4x2 multiplies four rows of dim values with two tags' rows: the sums of the first tag, then those of the second.
func dots4x2(out *[8]float32, rows, tags []float32, dim int) { dots4x2Plain(out, rows, tags, dim) }
