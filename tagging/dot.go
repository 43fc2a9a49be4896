package tagging

// dotPlain is the sum of products of two slices of one length. Four sums run side by side, which
// hides the latency of adding.
func dotPlain(a, b []float32) float32 {
	var s0, s1, s2, s3 float32
	for len(a) >= 8 && len(b) >= 8 {
		x, y := a[:8:8], b[:8:8]
		s0 += x[0]*y[0] + x[4]*y[4]
		s1 += x[1]*y[1] + x[5]*y[5]
		s2 += x[2]*y[2] + x[6]*y[6]
		s3 += x[3]*y[3] + x[7]*y[7]
		a, b = a[8:], b[8:]
	}
	for i := range a {
		s0 += a[i] * b[i]
	}
	return (s0 + s1) + (s2 + s3)
}

// dots4x2Plain is dots4x2 in Go.
func dots4x2Plain(out *[8]float32, rows, tags []float32, dim int) {
	for i := range out {
		out[i] = dotPlain(rows[i%4*dim:][:dim], tags[i/4*dim:][:dim])
	}
}
