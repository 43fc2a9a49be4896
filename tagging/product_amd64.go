package tagging

//go:noescape
func dots4x2AVX2(out, rows, tags *float32, dim int)

// dots4x2 multiplies four rows of dim values with two tags' rows: the sums of the first tag, then those of the second.
func dots4x2(out *[8]float32, rows, tags []float32, dim int) {
	if !dotWide || dim%8 != 0 || dim == 0 {
		dots4x2Plain(out, rows, tags, dim)
		return
	}
	_, _ = rows[4*dim-1], tags[2*dim-1]
	dots4x2AVX2(&out[0], &rows[0], &tags[0], dim)
}
