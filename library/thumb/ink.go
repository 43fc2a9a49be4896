package thumb

// inkToRGB turns CMYK as Adobe stores it (255 = no ink) into RGB without a
// profile, as Pillow does: what is not absorbed by the ink nor by black.
func inkToRGB(pix []byte) {
	for i := 0; i+3 < len(pix); i += 4 {
		k := uint32(pix[i+3])
		for c := range 3 {
			pix[i+c] = byte((uint32(pix[i+c])*k + 127) / 255)
		}
		pix[i+3] = 255
	}
}
