//go:build !amd64

package clip

// across makes one row; both have four bytes a pixel.
func across(dst, src []uint8, columns []window) { acrossPlain(dst, src, columns) }

// down mixes as many rows of src, each as long as dst, as there are weights.
func down(dst, src []uint8, weights []int32) { downPlain(dst, src, weights, 0) }
