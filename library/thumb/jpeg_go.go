package thumb

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"

	"github.com/gen2brain/jpegn"
)

// decodePortable decodes a JPEG without C: jpegn, which scales while it decodes,
// and where it gives up the standard library. jpegn fills up what is missing
// without a word, so whether the file is whole is looked up here; it cannot tell
// a file that lacks a part from one that lacks no more than its EOI.
func decodePortable(a *allowance, data []byte, minShort int) (*raster, error) {
	c, err := jpeg.DecodeConfig(a.reader(data))
	if err != nil {
		return nil, unsupported(err)
	}
	if err := checkSize(c.Width, c.Height, 3, len(data)); err != nil {
		return nil, err
	}
	if err := a.fits(c.Width, c.Height, portablePerPixel(data)); err != nil {
		return nil, err
	}
	if c.ColorModel != color.CMYKModel { // jpegn makes transparency of black ink
		n := reduction(c.Width, c.Height, minShort)
		if img, err := jpegnDecode(data, n); err == nil && img.Rect.Dx() > 0 {
			return &raster{img, c.Width, c.Height}, checkEnd(data)
		}
	}
	img, err := jpeg.Decode(a.reader(data))
	if err != nil {
		return nil, unsupported(err)
	}
	return shrink(img, img.Bounds(), minShort), nil
}

// checkEnd reports a JPEG without an EOI behind its first scan. (In the scan
// itself those two bytes cannot occur; what follows EOI does not matter.)
func checkEnd(data []byte) error {
	for pos := 2; pos+4 <= len(data) && data[pos] == 0xff; {
		switch marker := data[pos+1]; {
		case marker == 0xff:
			pos++
		case marker == 0xda && bytes.Contains(data[pos:], []byte{0xff, 0xd9}):
			return nil
		default:
			pos += 2 + int(binary.BigEndian.Uint16(data[pos+2:]))
		}
	}
	return fmt.Errorf("%w (no end of picture)", ErrDamaged)
}

func jpegnDecode(data []byte, n int) (rgba *image.RGBA, err error) {
	defer func() { // a wall of its own: the standard library comes next
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
		flatten(rgba, img, img.Bounds().Min, false)
	}
	return rgba, nil
}
