//go:build !turbojpeg

package thumb

// decodeJPEG is decodePortable where the program is built without libjpeg-turbo.
func decodeJPEG(data []byte, minShort int) (*raster, error) {
	return decodePortable(data, minShort)
}
