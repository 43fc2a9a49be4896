package thumb

import (
	"image"

	"catchlight/library/metadata"
)

// Picture is a decoded photo. Image is upright, sRGB, opaque and tightly packed
// (Stride = 4·width, bounds start at 0,0) and must not be changed by its
// readers. Width and Height are the upright size of the original in pixels,
// which is larger than Image where the decoder scaled down.
type Picture struct {
	Image         *image.RGBA
	Width, Height int
}

// Decode decodes a whole file in memory. Safe for concurrent use; blocks for
// the time of decoding.
func Decode(data []byte, f metadata.Format, orientation, minShort int) (*Picture, error) {
	return nil, ErrUnsupported
}

// DecodeFile reads and decodes one file.
func DecodeFile(path string, minShort int) (*Picture, error) { return nil, ErrUnsupported }

// Fit gives the picture scaled to lie within maxW × maxH pixels.
func (p *Picture) Fit(maxW, maxH int) *image.RGBA { return p.Image }
