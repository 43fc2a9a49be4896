//go:build !turbojpeg

package thumb

// jpegDecoder names the decoder that this program was built with.
const jpegDecoder = "jpegn"

// decodeJPEG is decodePortable where the program is built without libjpeg-turbo.
func decodeJPEG(a *allowance, data []byte, minShort int) (*raster, error) {
	if err := spendJPEG(a, data); err != nil {
		return nil, err
	}
	return decodePortable(a, data, minShort)
}
