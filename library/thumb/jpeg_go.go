package thumb

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"

	"github.com/gen2brain/jpegn"
)

// decodePortable decodes a JPEG without C: jpegn, which scales while it decodes,
// and where it gives up the standard library. Both are pure Go and report damage
// as an error, so there is no picture of half a file.
func decodePortable(data []byte, minShort int) (*raster, error) {
	c, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, unsupported(err)
	}
	if err := checkSize(c.Width, c.Height, 3, len(data)); err != nil {
		return nil, err
	}
	if c.ColorModel != color.CMYKModel { // jpegn makes transparency of black ink
		n := reduction(c.Width, c.Height, minShort)
		if img, err := jpegnDecode(data, n); err == nil && img.Rect.Dx() > 0 {
			return &raster{img, c.Width, c.Height}, nil
		}
	}
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, unsupported(err)
	}
	return shrink(img, img.Bounds(), minShort), nil
}

func jpegnDecode(data []byte, n int) (rgba *image.RGBA, err error) {
	defer func() {
		if bad := recover(); bad != nil {
			rgba, err = nil, fmt.Errorf("%w: its decoder stopped: %v", ErrDamaged, bad)
		}
	}()
	img, err := jpegn.Decode(bytes.NewReader(data), &jpegn.Options{ToRGBA: true, UpsampleMethod: jpegn.CatmullRom, ScaleDenom: n})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	rgba, ok := img.(*image.RGBA)
	if !ok {
		rgba = image.NewRGBA(img.Bounds())
		flatten(rgba, img, img.Bounds().Min)
	}
	return rgba, nil
}
