//go:build !turbojpeg

package thumb

// JPEGDecoder names the decoder that this program was built with.
const JPEGDecoder = "jpegn"

// decodeJPEG is decodePortable where the program is built without libjpeg-turbo.
func decodeJPEG(data []byte, minShort int) (*raster, error) {
	return decodePortable(data, minShort)
}
